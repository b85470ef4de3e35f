"""What a form's answers tell the pathway, and what is wrong with a form that can't tell it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from formschema_answering import answers_to
from formschema_strategies import templates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aimwell import formschema
from aimwell.exchange import write_questionnaire
from aimwell.formschema.differences.diffing import diff
from aimwell.formschema.feeds import AIMS, FEEDS, LISTS, fed, fitting, list_of
from aimwell.formschema.reviewing import review_of
from aimwell.formschema.routes import uses_of
from aimwell.places import SCHEMAS
from aimwell.plugins import installed_plugins

Json = Any
ROOT = Path(__file__).parents[2]
STARTERS = sorted((SCHEMAS / "starter").glob("*.json"))


def telling(feeds: Json, **schema: Json) -> Json:
    notes = {**schema.pop("notes", {}), "feeds": feeds}
    return {"type": "string", "title": "Q", **schema, "x-aimwell": notes}


def form(**questions: Json) -> Json:
    section = {"type": "object", "properties": questions}
    return {"type": "object", "x-aimwell": {"kind": "support_plan"}, "properties": {"s": section}}


def rows(feeds: Json = None, **columns: Json) -> Json:
    notes = {"feeds": feeds} if feeds else {}
    return {
        "type": "array",
        "title": "Rows",
        "items": {"type": "object", "properties": columns},
        "x-aimwell": notes,
    }


AIM = telling("episode.aim", enum=list(AIMS))
OUTCOMES = rows(
    "outcomes",
    words=telling("outcomes.words"),
    how=telling("outcomes.importance", type="integer", minimum=0, maximum=10, notes={"widget": "scale"}),
    note={"type": "string", "title": "Note"},
)


def told(template: Json, answers: Json) -> Json:
    assert formschema.check(template) == []
    return fed(formschema.outline(formschema.compile(template)), {"s": answers})


def test_an_answer_tells_the_thing_that_it_is_about():
    plan = form(aim=AIM, then=telling("episode.intended"), other={"type": "string", "title": "Other"})
    answers = {"aim": "maintain", "then": "She keeps her kitchen.", "other": "x"}
    assert told(plan, answers) == {"episode": {"aim": "maintain", "intended": "She keeps her kitchen."}}


def test_a_list_is_told_row_by_row_in_its_order():
    answers = [{"words": "To cook", "how": 0, "note": "x"}, {"note": "y"}, {"words": "To walk"}]
    assert told(form(list=OUTCOMES), {"list": answers}) == {
        "outcomes": [{"words": "To cook", "importance": 0}, {}, {"words": "To walk"}]
    }


@pytest.mark.parametrize("answer", [None, "", []])
def test_what_is_not_answered_is_not_told(answer: Json):
    assert told(form(a=telling("request.wanted")), {"a": answer}) == {}


def test_no_and_nought_are_answers():
    danger = telling("alert.danger", type="boolean")
    assert told(form(a=danger), {"a": False}) == {"alert": {"danger": False}}


def test_choices_are_told_in_words_where_the_pathway_wants_words_and_by_code_where_it_wants_codes():
    labels = {"labels": {"a": "At home", "b": "With friends"}}
    several = telling(
        "request.resources", type="array", items={"type": "string", "enum": ["a", "b"]}, notes=labels
    )
    one = telling("request.impact", enum=["a", "b"], notes=labels)
    who = telling("request.asked_by", enum=["self", "carer"], notes={"labels": {"self": "I do"}})
    answers = {"several": ["a", "b"], "one": "b", "who": "self"}
    assert told(form(several=several, one=one, who=who), answers)["request"] == {
        "resources": "At home, With friends",
        "impact": "With friends",
        "asked_by": "self",
    }


def test_what_is_hidden_is_not_told():
    asked = {"when": {"question": "s/aim", "operator": "equals", "value": "comfort"}}
    plan = form(aim=AIM, why=telling("episode.desired", notes=asked))
    answers = {"aim": "maintain", "why": "left from before"}
    assert told(plan, answers) == {"episode": {"aim": "maintain"}}


def test_what_is_worked_out_can_be_told():
    on = telling(
        "episode.evaluate_on",
        format="date",
        notes={"widget": "calculated", "calculate": {"date": "2027-01-02"}},
    )
    assert told(form(on=on), {"on": "2027-01-02"}) == {"episode": {"evaluate_on": "2027-01-02"}}


def test_a_form_without_sections_tells_too_and_its_problems_stand_at_their_place():
    flat = {"type": "object", "properties": {"a": telling("carer.worries"), "b": {"type": "string"}}}
    assert fed(formschema.outline(flat), {"form": {"a": "Nights"}}) == {"carer": {"worries": "Nights"}}
    flat["properties"]["b"] = telling("carer.nights")
    (problem,) = formschema.check(flat)
    assert problem.place == "/properties/b/x-aimwell/feeds"


AT = "/properties/s/properties/a"
WRONG: list[tuple[str, Json, str, str]] = [
    ("what isn’t known", telling("episode.colour"), "feed-unknown", AT),
    ("a column’s outside of a group", telling("outcomes.words"), "feed-unknown", AT),
    ("a list by a text", telling("outcomes"), "feed-misfit", AT),
    ("a date by a text", telling("review.next_on"), "feed-misfit", AT),
    ("codes by other codes", telling("episode.mode", enum=["direct", "both"]), "feed-options", AT),
    (
        "a column of no list",
        rows(words=telling("outcomes.words")),
        "feed-misplaced",
        f"{AT}/items/properties/words",
    ),
    (
        "a column of another list",
        rows("actions", w=telling("outcomes.words")),
        "feed-misplaced",
        f"{AT}/items/properties/w",
    ),
    (
        "a thing of the form by a row",
        rows("actions", w=telling("episode.intended")),
        "feed-misplaced",
        f"{AT}/items/properties/w",
    ),
    (
        "the list by its own column",
        rows("actions", w=telling("actions")),
        "feed-misplaced",
        f"{AT}/items/properties/w",
    ),
    ("a number", telling(5), "keyword-value", AT),
    (
        "by a guidance text",
        {"description": "x", "x-aimwell": {"widget": "guidance", "feeds": "actions"}},
        "annotation-unsupported",
        AT,
    ),
]


@pytest.mark.parametrize(("what", "schema", "problem", "place"), WRONG, ids=[one[0] for one in WRONG])
def test_what_cant_be_told_is_a_problem_at_its_place(what: str, schema: Json, problem: str, place: str):
    found = formschema.check(form(a=schema))
    assert (found[0].id, found[0].place) == (problem, f"{place}/x-aimwell/feeds")
    assert found[0].remedy


def test_two_questions_dont_tell_the_same():
    (problem,) = formschema.check(form(a=telling("plan.options", title="One"), b=telling("plan.options")))
    assert (problem.id, problem.place) == ("feed-twice", "/properties/s/properties/b/x-aimwell/feeds")
    assert "‘One’" in problem.message


def test_a_measures_own_questions_tell_nothing():
    measures = installed_plugins().measures
    asked = [question for one in measures.values() for question in one.answers["properties"].values()]
    assert asked
    assert [one for one in asked if "feeds" in one.get("x-aimwell", {})] == []


def test_every_column_has_its_list_and_every_choice_its_codes():
    assert set(LISTS) == {"outcomes", "actions", "milestones", "views"}
    assert {list_of(name) for name in FEEDS} == LISTS | {""}
    for name, feed in FEEDS.items():
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", name)
        assert feed.label.startswith(f"{feed.about}: ")
        assert bool(feed.codes) == (feed.widgets == ("one-of",))
    assert "outcomes.words" in fitting("long-text", in_a_row=True)
    assert fitting("measure", in_a_row=False) == fitting("guidance", in_a_row=False) == {}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_telling_never_raises_on_valid_answers_and_tells_only_what_is_known(data: st.DataObject):
    document = data.draw(templates())
    assert formschema.check(document) == []
    schema = formschema.compile(document)
    answers = formschema.prune(schema, data.draw(answers_to(document)))
    if formschema.validate(schema, answers):
        return
    for thing, said in fed(formschema.outline(schema), answers).items():
        if thing in LISTS:
            assert all(f"{thing}.{name}" in FEEDS for row in said for name in row)
        else:
            assert all(f"{thing}.{name}" in FEEDS for name in said)
            assert said


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_every_starter_tells_the_pathway_something_that_is_known(path: Path):
    asked = formschema.outline(json.loads(path.read_text(encoding="utf-8"))).all_questions()
    assert set() < {question.feeds for question in asked} - {""} <= set(FEEDS)


def test_the_starters_tell_together_what_each_step_of_the_pathway_asks():
    told: dict[str, set[str]] = {}
    for path in STARTERS:
        sketch = formschema.outline(json.loads(path.read_text(encoding="utf-8")))
        told[sketch.kind] = {question.feeds for question in sketch.all_questions()} - {""}
    wanted = {
        "request": {"alert", "request"},
        "triage": {"alert", "triage", "offer"},
        "assessment": {"formulation", "outcomes", "carer"},
        "support_plan": {"episode", "actions", "milestones", "plan", "review"},
        "review": {"review", "views"},
        "closure": {"handover"},
    }
    assert {kind: {name.partition(".")[0] for name in told[kind]} for kind in wanted} == wanted
    whole = set().union(*told.values())
    left = set(FEEDS) - whole - {name for name in FEEDS if name.startswith("carer.")}
    # A carer's outcomes are asked for in the carer's own form. Strengths stand in the assessment. What else
    # is not in a starter has its place on the pages of the pathway; a form may ask it all the same.
    assert left == {
        "formulation.can_change",
        "formulation.is_best_placed",
        "outcomes.spoke",
        "outcomes.significance",
        "episode.whose",
        "episode.harm",
        "episode.goals",
        "outcomes.whose",
        "plan.strengths",
        "plan.tailored",
        "views.person_note",
        "views.carer_note",
    }


def test_the_list_of_feeds_is_the_same_in_the_schema_and_on_the_page():
    meta = json.loads((SCHEMAS / "form-template.schema.json").read_text(encoding="utf-8"))
    assert meta["$defs"]["feeds"]["enum"] == list(FEEDS)
    page = (ROOT / "docs" / "form-templates.md").read_text(encoding="utf-8")
    told = page.partition("## What an answer tells the pathway")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([a-z_.]+)` \|", told, re.MULTILINE) == list(FEEDS)
    for name, feed in FEEDS.items():
        (line,) = [line for line in told.splitlines() if line.startswith(f"| `{name}` |")]
        assert all(f"`{code}`" in line for code in feed.codes)


def test_a_review_tells_anew_only_what_is_a_reviews():
    again = {"review": True}
    made = review_of(
        form(
            then=telling("episode.intended", notes=again),
            danger=telling("alert.danger", type="boolean", notes=again),
            list={**OUTCOMES, "x-aimwell": {"feeds": "outcomes", **again}},
        )
    )
    assert formschema.check(made) == []
    assert {question.feeds for question in formschema.outline(made).all_questions()} == {"", "alert.danger"}


def test_a_change_of_it_is_told_in_words():
    (change,) = diff(form(a=telling("plan.options")), form(a=telling("plan.cannot")))
    assert change.words == (
        "‘Q’: what the answer tells the pathway is now ‘Plan: what can’t be achieved’, "
        "it was ‘Plan: the options considered’."
    )


def test_the_routes_know_it_as_a_use_and_an_export_says_that_it_is_left_out():
    plan = form(aim=AIM)
    (use,) = uses_of(formschema.outline(plan))["/s/aim"]
    assert (use.kind, use.name) == ("pathway", "Episode: its one intended aim")
    said = [line.message for line in write_questionnaire(plan).lines]
    assert "What its answer tells the pathway isn’t written." in said
