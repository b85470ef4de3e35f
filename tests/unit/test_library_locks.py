"""What follows a library item keeps to its locks, and says where it doesn't."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from library_items import FALLS, FORM, SLEEP, WHOLE, known, question, section, template

from aimwell.formschema import check
from aimwell.formschema.following.items import FOLLOW, LOCKS, claims, part_at
from aimwell.formschema.following.keeping import inserted, kept, whole
from aimwell.formschema.following.locks import breaches
from aimwell.formschema.following.marking import marked, settled
from aimwell.formschema.following.putting_back import relock

Json = Any
Edit = Callable[[Json], None]

S = "/properties/falls"


def with_falls(locks: frozenset[str] = frozenset(LOCKS)) -> Json:
    """The form, following the section Falls behind its first section."""
    return inserted(FORM, section(locks=locks), FOLLOW, "/properties/about")[0]


def ids_of(found: list[Any]) -> set[str]:
    return {problem.id for problem in found}


def test_what_was_put_in_says_what_it_follows_and_can_be_published():
    form, place = inserted(FORM, section(), FOLLOW, "/properties/about")
    assert place == S
    assert list(form["properties"]) == ["about", "falls", "days"]
    assert check(form) == []
    assert breaches(form, known(section()), {S: ("falls-item", 1)}) == []
    (claim,) = claims(form)
    assert claim.locks == frozenset(LOCKS)
    form, place = inserted(form, question(), FOLLOW, "/properties/about/properties/lives_alone")
    assert list(form["properties"]["about"]["properties"]) == ["lives_alone", "how", "matters"]
    assert form["properties"]["about"]["required"] == ["matters", "how"]
    assert check(form) == []


def test_a_section_whose_key_is_taken_gets_another_and_its_conditions_follow():
    form, _ = inserted(with_falls(), section(), FOLLOW, "/properties/days")
    when = form["properties"]["falls_2"]["properties"]["how_often"]["x-aimwell"]["when"]
    assert when["question"] == "falls_2/fallen"
    assert breaches(form, known(section()), {}) == []


def wording(form: Json) -> None:
    part_at(form, f"{S}/properties/fallen")["title"] = "Did you fall?"


def hint(form: Json) -> None:
    part_at(form, f"{S}/properties/how_often")["x-aimwell"]["hint"] = "This week."


def intro(form: Json) -> None:
    del part_at(form, S)["description"]


def column(form: Json) -> None:
    part_at(form, f"{S}/properties/each/items/properties/day")["title"] = "Day?"


def option(form: Json) -> None:
    part_at(form, f"{S}/properties/where/items")["enum"].append("garden")


def label(form: Json) -> None:
    part_at(form, f"{S}/properties/where")["x-aimwell"]["labels"]["out"] = "Out and about"


def least(form: Json) -> None:
    part_at(form, f"{S}/properties/how_often")["minimum"] = 0


def optional(form: Json) -> None:
    part_at(form, S)["required"] = ["how_often"]


def never(form: Json) -> None:
    part_at(form, f"{S}/properties/fallen")["x-aimwell"] = {
        "when": {"question": "about/matters", "operator": "not_answered"}
    }


def column_optional(form: Json) -> None:
    del part_at(form, f"{S}/properties/each/items")["required"]


def turned(form: Json) -> None:
    falls = part_at(form, S)
    falls["properties"] = dict(reversed(falls["properties"].items()))


def options_turned(form: Json) -> None:
    part_at(form, f"{S}/properties/where/items")["enum"].reverse()


EDITS = [
    ("wording", wording),
    ("wording", hint),
    ("wording", intro),
    ("wording", column),
    ("options", option),
    ("options", label),
    ("options", least),
    ("required", optional),
    ("required", never),
    ("required", column_optional),
    ("order", turned),
    ("order", options_turned),
]


@pytest.mark.parametrize(("lock", "edit"), EDITS)
def test_each_lock_holds_its_own_and_nothing_else(lock: str, edit: Edit):
    alone = frozenset({lock})
    form = with_falls(alone)
    edit(form)
    items = known(section(locks=alone))
    assert ids_of(breaches(form, items, {})) == {f"locked-{lock}"}
    back = relock(form, items, {})
    assert breaches(back, items, {}) == []
    others = frozenset(LOCKS) - alone
    form = with_falls(others)
    edit(form)
    assert breaches(form, known(section(locks=others)), {}) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_question_of_it_may_not_be_taken_out_whatever_is_locked(lock: str):
    items = known(section(locks=frozenset({lock})))
    form = with_falls(frozenset({lock}))
    del part_at(form, S)["properties"]["where"]
    (problem,) = breaches(form, items, {})
    assert (problem.id, problem.place) == ("locked-missing", S)
    assert "Where?" in problem.message
    assert breaches(relock(form, items, {}), items, {}) == []


def test_without_locks_everything_may_be_changed():
    form = with_falls(frozenset())
    for _, edit in EDITS:
        edit(form)
    assert breaches(form, known(section(locks=frozenset())), {}) == []


def test_the_link_can_not_be_taken_away_changed_or_set_back():
    items = known(section(), section(2), section(3, frozenset()), question())
    remembered = {S: ("falls-item", 2)}
    form = inserted(FORM, section(2), FOLLOW, "/properties/about")[0]
    assert breaches(form, items, remembered) == []
    for change in (None, {"mode": "copy"}, {"version": 1}, {"item": "sleep-item", "version": 1}):
        tampered = deepcopy(form)
        notes = tampered["properties"]["falls"]["x-aimwell"]
        notes["library"] = {**notes["library"], **change} if change else {}
        found = breaches(tampered, items, remembered)
        assert "library-unlinked" in ids_of(found), change
        assert breaches(relock(tampered, items, remembered), items, remembered) == []
    weaker = deepcopy(form)
    weaker["properties"]["falls"]["x-aimwell"]["library"]["locks"] = []
    assert ids_of(breaches(weaker, items, remembered)) == {"library-locks"}


def test_what_a_form_adds_is_local_and_stays_when_locks_are_put_back():
    items = known(section())
    form = with_falls()
    falls = part_at(form, S)
    falls["properties"] = {
        "mine": {"type": "string", "title": "Anything else?"},
        **falls["properties"],
    }
    rows = part_at(form, f"{S}/properties/each/items")
    rows["properties"]["own"] = {"type": "string", "title": "Own"}
    wording(form)
    form = marked(form, items)
    assert part_at(form, f"{S}/properties/mine")["x-aimwell"] == {"local": True}
    assert part_at(form, f"{S}/properties/each/items/properties/own")["x-aimwell"] == {"local": True}
    back = relock(form, items, {})
    assert next(iter(part_at(back, S)["properties"])) == "mine"
    assert part_at(back, f"{S}/properties/fallen")["title"] == "Have you fallen?"
    assert check(back) == []


def test_a_part_of_the_item_is_not_local_whatever_it_says():
    items = known(section())
    form = with_falls()
    part_at(form, f"{S}/properties/fallen").update({"title": "Mine", "x-aimwell": {"local": True}})
    assert "locked-wording" in ids_of(breaches(form, items, {}))
    assert "x-aimwell" not in part_at(marked(form, items), f"{S}/properties/fallen")


def test_a_question_alone_may_be_given_a_condition_but_no_other_wording():
    form, place = inserted(FORM, question(), FOLLOW, "/properties/about/properties/lives_alone")
    items = known(question())
    notes = part_at(form, place)["x-aimwell"]
    notes["when"] = {"question": "about/lives_alone", "operator": "equals", "value": True}
    assert breaches(form, items, {}) == []
    form["properties"]["about"]["required"] = ["matters"]
    part_at(form, place)["title"] = "Sleep?"
    assert ids_of(breaches(form, items, {})) == {"locked-required", "locked-wording"}
    assert breaches(relock(form, items, {}), items, {}) == []


def test_a_whole_template_is_followed_with_what_was_added_to_it():
    items = known(template())
    form = whole(template(), FOLLOW)
    form["properties"]["own"] = {
        "type": "object",
        "title": "Own",
        "properties": {"x": {"type": "boolean", "title": "X?"}},
    }
    form = marked(form, items)
    assert form["properties"]["own"]["x-aimwell"] == {"local": True}
    assert check(form) == []
    assert breaches(form, items, {"": ("whole-item", 1)}) == []
    form["title"] = "Other"
    form["properties"]["falls"]["x-aimwell"] = {"when": {"question": "own/x", "operator": "answered"}}
    del form["properties"]["sleep"]
    del form["x-aimwell"]["library"]
    found = ids_of(breaches(form, items, {"": ("whole-item", 1)}))
    assert found == {"library-unlinked"}
    back = relock(form, items, {"": ("whole-item", 1)})
    assert breaches(back, items, {"": ("whole-item", 1)}) == []
    assert back["title"] == "Falls check"
    assert set(back["properties"]) == {"falls", "own", "sleep"}


def test_a_document_from_outside_that_does_not_keep_to_its_claim_comes_in_as_a_copy():
    items = known(section())
    honest = with_falls()
    assert settled(honest, items) == (honest, [])
    stranger, refused = settled(honest, {})
    assert [claim.place for claim in refused] == [S]
    assert part_at(stranger, S)["x-aimwell"]["library"] == {
        "item": "falls-item",
        "version": 1,
        "mode": "copy",
    }
    wording(honest)
    changed, refused = settled(honest, items)
    assert len(refused) == 1
    assert breaches(changed, items, {}) == []
    assert part_at(changed, f"{S}/properties/fallen")["title"] == "Did you fall?"


def test_what_is_kept_is_free_of_the_form_that_it_was_in():
    form = with_falls()
    form["properties"]["falls"]["x-aimwell"]["when"] = {
        "question": "about/lives_alone",
        "operator": "answered",
    }
    never(form)
    found = kept(form, S)
    assert found.kind == "section"
    assert found.key == "falls"
    assert found.part["properties"]["how_often"] == FALLS["properties"]["how_often"]
    assert "x-aimwell" not in found.part
    assert "x-aimwell" not in found.part["properties"]["fallen"]
    assert found.left_out == ("its condition", "the condition of “Have you fallen?”")
    one = kept(form, f"{S}/properties/fallen")
    assert (one.kind, one.key, one.required) == ("question", "fallen", True)
    assert kept(FORM, "").part == FORM


def test_what_was_put_in_and_kept_again_is_the_same():
    assert kept(with_falls(), S).part == FALLS
    form, place = inserted(FORM, question(), FOLLOW, "")
    assert kept(form, place).part == SLEEP
    assert kept(whole(template(), FOLLOW), "").part == WHOLE
    flat = {"type": "object", "properties": {"a": {"type": "string"}}}
    form, place = inserted(flat, question(), FOLLOW, "/properties/a")
    assert place == "/properties/how"
    assert form["required"] == ["how"]
    form, place = inserted(flat, section(), FOLLOW, "/properties/a")
    assert list(form["properties"]) == ["form", "falls"]
