"""“Not asked today, because …”: kept beside the answers, told apart from empty, checked by any validator."""

from __future__ import annotations

from typing import Any

import pytest
from formschema_answering import answers_to
from formschema_strategies import templates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aimwell import formschema
from aimwell.records.answers import differences, told

Json = Any

ALONE = {"question": "about/lives_alone", "operator": "equals", "value": False}


def template(**notes: Json) -> Json:
    return {
        "type": "object",
        "x-aimwell": {"kind": "assessment"},
        "properties": {
            "about": {
                "type": "object",
                "title": "About you",
                "properties": {
                    "lives_alone": {"type": "boolean", "title": "Do you live alone?"},
                    "income": {"type": "string", "title": "Income", "x-aimwell": {"notAsked": True, **notes}},
                    "name": {"type": "string", "title": "Name"},
                },
                "required": ["income"],
            }
        },
    }


def faults(answers: Json, **notes: Json) -> list[tuple[str, str]]:
    schema = formschema.compile(template(**notes))
    found = formschema.validate(schema, {"about": answers})
    assert Draft202012Validator(schema).is_valid({"about": answers}) == (found == [])
    return [(fault.pointer, fault.message) for fault in found]


def pruned(answers: Json, **notes: Json) -> Json:
    return formschema.prune(formschema.compile(template(**notes)), {"about": answers})["about"]


def test_a_required_question_is_answered_or_left_out_with_a_reason():
    assert faults({"income": "£20"}) == []
    assert faults({"_not_asked": {"income": "No time"}}) == []
    assert faults({}) == [("/about/income", "Enter an answer to ‘Income’")]


@pytest.mark.parametrize(
    ("answers", "pointer", "message"),
    [
        (
            {"income": "£20", "_not_asked": {"income": "No time"}},
            "/about/_not_asked/income",
            "‘Income’ has an answer, or isn’t asked here, so there can be no reason "
            "why it was left out today",
        ),
        (
            {"_not_asked": {"income": "x" * 501}},
            "/about/_not_asked/income",
            "The reason why ‘Income’ isn’t asked today must be 500 characters or fewer",
        ),
        (
            {"_not_asked": {"income": ""}},
            "/about/_not_asked/income",
            "The reason why ‘Income’ isn’t asked today must say something",
        ),
        (
            {"income": "£20", "_not_asked": {"name": "No time"}},
            "/about/_not_asked/name",
            "‘Name’ can’t be left out with a reason",
        ),
        (
            {"income": "£20", "_not_asked": {"nothing": "No time"}},
            "/about/_not_asked/nothing",
            "No question of this form asks for this answer",
        ),
    ],
)
def test_what_is_wrong_with_a_reason_is_said_in_plain_words(answers: Json, pointer: str, message: str):
    assert faults(answers) == [(pointer, message)]


def test_a_reason_goes_with_its_question():
    shown = {"lives_alone": False, "_not_asked": {"income": "No time"}}
    hidden = {"lives_alone": True, "_not_asked": {"income": "No time"}}
    assert faults(shown, when=ALONE) == []
    assert pruned(shown, when=ALONE) == shown
    assert [pointer for pointer, _ in faults(hidden, when=ALONE)] == ["/about/_not_asked/income"]
    assert pruned(hidden, when=ALONE) == {"lives_alone": True}


def test_the_answer_wins_over_the_reason_and_blank_reasons_go():
    assert pruned({"income": "£20", "_not_asked": {"income": "No time"}}) == {"income": "£20"}
    assert pruned({"income": " ", "_not_asked": {"income": " "}}) == {}
    assert pruned({"income": "", "_not_asked": {"income": "No time"}}) == {
        "_not_asked": {"income": "No time"}
    }


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_pruned_reasons_are_those_of_shown_questions_without_an_answer(data: st.DataObject):
    document = data.draw(templates())
    schema = formschema.compile(document)
    answers = formschema.prune(schema, data.draw(answers_to(document)))
    places = [fault.pointer for fault in formschema.validate(schema, answers)]
    for section in formschema.outline(schema).sections:
        given_here = answers.get(section.key)
        reasons = given_here.get("_not_asked", {}) if isinstance(given_here, dict) else {}
        for question in section.questions if isinstance(reasons, dict) else ():
            if question.may_be_left and question.key in reasons:
                assert question.key not in given_here
                assert question.pointer not in places, "a reason is as good as an answer"


@pytest.mark.parametrize("where", ["row", "guidance"])
def test_it_is_refused_where_there_is_nothing_to_leave_out(where: str):
    document = template()
    part: Json = {"title": "x", "x-aimwell": {"widget": "guidance", "notAsked": True}}
    if where == "row":
        inside = {"c": {"type": "string", "x-aimwell": {"notAsked": True}}}
        part = {"type": "array", "items": {"type": "object", "properties": inside}}
    document["properties"]["about"]["properties"]["more"] = part
    assert [problem.id for problem in formschema.check(document)] == ["annotation-unsupported"]


def test_it_is_told_apart_from_empty_and_an_amendment_says_so():
    outline = formschema.outline(formschema.compile(template()))
    (section,) = told(outline, {"about": {"_not_asked": {"income": "No time"}}})
    by_key = {line.question.key: line for line in section.told}
    assert (by_key["income"].left, by_key["income"].answered) == ("No time", False)
    assert by_key["name"].left == ""
    (changed,) = differences(
        outline, {"about": {"_not_asked": {"income": "No time"}}}, {"about": {"income": "£20"}}
    )
    assert (changed.title, changed.before, changed.after) == ("Income", "Not asked today: No time", "£20")
