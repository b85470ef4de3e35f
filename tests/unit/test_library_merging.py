"""A newer version of what is followed comes in as a merge: nothing that the form changed is lost unasked."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from library_items import FALLS, FORM, SLEEP, WHOLE, known, question, section, template

from aimwell.formschema import check
from aimwell.formschema.following.items import FOLLOW, Item, claims, part_at
from aimwell.formschema.following.keeping import inserted, whole
from aimwell.formschema.following.locks import breaches
from aimwell.formschema.following.merging import Merge, alone, merged

Json = Any
NONE: frozenset[str] = frozenset()
S = "/properties/falls"


def newer_falls(**changes: Json) -> Json:
    part = deepcopy(FALLS)
    part["properties"]["fallen"]["title"] = "Have you had a fall?"
    part["properties"]["where"]["items"]["enum"].append("garden")
    part["properties"]["afraid"] = {"type": "boolean", "title": "Are you afraid of falling?"}
    part["properties"] = {key: part["properties"][key] for key in ("fallen", "afraid", *FALLS["properties"])}
    del part["properties"]["each"]
    part["required"] = ["fallen", "how_often", "afraid"]
    return part | changes


def merge(form: Json, base: Item, newer: Item, chosen: dict[str, str] | None = None) -> Merge:
    (claim,) = claims(form)
    return merged(form, claim, base, newer, chosen or {})


def test_what_only_the_owner_changed_comes_in_and_nothing_is_asked():
    form = inserted(FORM, section(), FOLLOW, "/properties/about")[0]
    after = section(2, part=newer_falls())
    found = merge(form, section(), after)
    assert (found.choices, found.clashes) == ((), ())
    assert part_at(found.template, S) == {
        **newer_falls(),
        "x-aimwell": {"library": after.note(FOLLOW)},
    }
    assert breaches(found.template, known(after), {S: ("falls-item", 2)}) == []
    assert check(found.template) == []


def changed_form(locks: frozenset[str] = NONE) -> Json:
    form = inserted(FORM, section(locks=locks), FOLLOW, "/properties/about")[0]
    falls = part_at(form, S)
    falls["title"] = "Falling"
    falls["properties"]["fallen"]["title"] = "Did you fall?"
    falls["properties"]["mine"] = {"type": "string", "title": "Mine", "x-aimwell": {"local": True}}
    falls["properties"]["each"]["maxItems"] = 9
    return form


def test_what_both_changed_is_chosen_and_what_only_the_form_changed_stays():
    form = changed_form()
    after = section(2, NONE, newer_falls())
    found = merge(form, section(locks=NONE), after)
    assert [choice.about for choice in found.choices] == [
        "The wording of “Did you fall?”",
        "“Each fall”, which you changed, is no longer in the new version",
    ]
    wording = found.choices[0]
    assert (wording.mine, wording.theirs) == ("Did you fall?", "Have you had a fall?")
    falls = part_at(found.template, S)
    assert falls["title"] == "Falling"
    assert list(falls["properties"]) == ["fallen", "afraid", "how_often", "where", "each", "mine"]
    assert falls["properties"]["fallen"]["title"] == "Did you fall?"
    assert falls["properties"]["each"]["x-aimwell"] == {"local": True}
    theirs = merge(form, section(locks=NONE), after, {choice.id: "theirs" for choice in found.choices})
    falls = part_at(theirs.template, S)
    assert falls["properties"]["fallen"]["title"] == "Have you had a fall?"
    assert "each" not in falls["properties"]


def test_what_the_new_version_locks_is_not_up_for_choice():
    form = changed_form()
    after = section(2, frozenset({"wording"}), newer_falls())
    found = merge(form, section(locks=NONE), after)
    assert "wording" not in " ".join(choice.about for choice in found.choices)
    assert part_at(found.template, S)["title"] == "Falls"
    assert breaches(found.template, known(after), {}) == []


def test_a_new_part_with_the_name_of_a_local_one_is_told_and_not_merged():
    form = changed_form()
    part = newer_falls()
    part["properties"]["mine"] = {"type": "boolean", "title": "Theirs"}
    found = merge(form, section(locks=NONE), section(2, NONE, part))
    assert "“mine”" in found.clashes[0]


def test_a_question_keeps_its_own_condition_and_whether_it_must_be_answered():
    form, place = inserted(FORM, question(locks=NONE), FOLLOW, "/properties/about/properties/lives_alone")
    when = {"question": "about/lives_alone", "operator": "equals", "value": True}
    part_at(form, place)["x-aimwell"]["when"] = when
    form["properties"]["about"]["required"].remove("how")
    part = {**deepcopy(SLEEP), "title": "How have you slept?"}
    found = merge(form, question(locks=NONE), question(2, NONE, part))
    now = part_at(found.template, place)
    assert now["title"] == "How have you slept?"
    assert now["x-aimwell"]["when"] == when
    assert "how" not in found.template["properties"]["about"]["required"]


@pytest.mark.parametrize("choose", ["mine", "theirs"])
def test_a_form_that_put_the_questions_in_another_order_is_asked_when_the_owner_did_too(choose: str):
    form = inserted(FORM, section(locks=NONE), FOLLOW, "/properties/about")[0]
    falls = part_at(form, S)
    falls["properties"] = {key: falls["properties"][key] for key in ("where", "fallen", "how_often", "each")}
    part = deepcopy(FALLS)
    part["properties"] = {key: part["properties"][key] for key in ("fallen", "how_often", "each", "where")}
    part["properties"]["new"] = {"type": "boolean", "title": "New"}
    found = merge(form, section(locks=NONE), section(2, NONE, part))
    (choice,) = found.choices
    found = merge(form, section(locks=NONE), section(2, NONE, part), {choice.id: choose})
    assert list(part_at(found.template, S)["properties"]) == (
        ["where", "new", "fallen", "how_often", "each"]
        if choose == "mine"
        else ["fallen", "how_often", "each", "where", "new"]
    )


def test_a_whole_form_is_merged_with_its_own_sections_kept():
    form = whole(template(locks=NONE), FOLLOW)
    form["properties"]["own"] = {
        "type": "object",
        "title": "Own",
        "properties": {"x": {"type": "boolean", "title": "X?"}},
    }
    part = deepcopy(WHOLE)
    part["description"] = "Before a visit."
    part["properties"]["falls"] = newer_falls()
    part["properties"]["end"] = {
        "type": "object",
        "title": "At the end",
        "properties": {"y": {"type": "boolean", "title": "Y?"}},
    }
    after = template(2, frozenset({"wording"}), part)
    found = merge(form, template(locks=NONE), after)
    assert (found.choices, found.clashes) == ((), ())
    assert list(found.template["properties"]) == ["falls", "sleep", "own", "end"]
    assert found.template["description"] == "Before a visit."
    assert found.template["properties"]["own"]["x-aimwell"] == {"local": True}
    assert breaches(found.template, known(after), {"": ("whole-item", 2)}) == []
    assert check(found.template) == []


def test_an_item_alone_is_a_form():
    assert check(alone(section())) == []
    assert check(alone(question())) == []
    assert alone(template()) == WHOLE
