"""Where an answer may come from: read, checked, and whether what is found fits."""

from __future__ import annotations

from typing import Any

import pytest
from formschema_answering import ANYTHING
from formschema_strategies import templates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aimwell import formschema
from aimwell.formschema.prefilling import parse
from aimwell.records.prefilling import became, outcomes

Json = Any


def template(**question: Json) -> Json:
    return {
        "type": "object",
        "x-aimwell": {"kind": "other"},
        "properties": {"s": {"type": "object", "properties": {"q": {"title": "Q", **question}}}},
    }


def problems(source: Json, **question: Json) -> list[str]:
    question.setdefault("type", "string")
    notes = {**question.pop("x-aimwell", {}), "prefill": source}
    return [problem.id for problem in formschema.check(template(**question, **{"x-aimwell": notes}))]


PERSON: Json = {"source": "person", "field": "preferred_name"}
RECORD: Json = {"source": "record", "kind": "request", "question": "about/why"}


@pytest.mark.parametrize("source", [PERSON, RECORD])
def test_a_source_is_read(source: Json):
    assert problems(source) == []
    question = formschema.outline(template(type="string", **{"x-aimwell": {"prefill": source}})).question(
        "/s/q"
    )
    assert question is not None
    assert question.prefill == formschema.Prefill(**source)


@pytest.mark.parametrize(
    "source",
    [
        {},
        {"source": "person"},
        {"source": "person", "field": "password"},
        {"source": "person", "field": "preferred_name", "kind": "request"},
        {"source": "record", "kind": "diary", "question": "a/b"},
        {"source": "record", "kind": "request", "question": "b"},
        {"source": "record", "kind": "request", "question": "a/b/c"},
        {"source": "record", "kind": ["request"], "question": "a/b"},
    ],
)
def test_what_is_no_source_is_a_problem(source: Json):
    assert problems(source) == ["prefill-malformed"]


@given(ANYTHING)
def test_reading_a_source_never_raises(raw: Json):
    parse(raw)


def test_a_persons_field_goes_into_a_text_and_a_date_of_birth_into_a_date_too():
    assert problems(PERSON, type="boolean") == ["prefill-misfit"]
    assert problems({"source": "person", "field": "date_of_birth"}, format="date") == []
    assert problems(PERSON, format="date") == ["prefill-misfit"]


def question_of(schema: Json) -> formschema.Question:
    found = formschema.outline(formschema.compile(schema)).question("/s/q")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("schema", "value", "why"),
    [
        ({"type": "string"}, "x", ""),
        ({"type": "string", "maxLength": 3}, "four", "‘Q’ must be 3 characters or fewer"),
        ({"type": "string", "enum": ["a"]}, "b", "Select one of the answers offered for ‘Q’"),
        ({"type": "boolean"}, "yes", "Select yes or no for ‘Q’"),
        ({"type": "integer", "maximum": 5}, 6, "‘Q’ must be 5 or less"),
    ],
)
def test_a_value_fits_or_it_is_said_why_not(schema: Json, value: Json, why: str):
    assert formschema.misfit(question_of(template(**schema)), value) == why


def test_rows_fit_as_a_whole():
    row = {"type": "object", "properties": {"n": {"type": "integer", "title": "N"}}, "required": ["n"]}
    group = question_of(template(type="array", items=row))
    assert formschema.misfit(group, [{"n": 1}]) == ""
    assert formschema.misfit(group, [{"n": 1}, {}]) == "Enter an answer to ‘N’ in row 2"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_fits_is_valid_as_an_answer(data: st.DataObject):
    document = data.draw(templates())
    schema = formschema.compile(document)
    section = formschema.outline(schema).sections[0]
    question = data.draw(st.sampled_from(section.questions))
    value = data.draw(ANYTHING)
    told = formschema.validate(schema, {section.key: {question.key: value}})
    wrong = [one for one in told if one.pointer.startswith(question.pointer) and one.keyword != "hidden"]
    if question.widget not in ("group", "calculated"):
        assert bool(formschema.misfit(question, value)) == bool(wrong)


@pytest.mark.parametrize(
    ("decision", "answer", "outcome"),
    [
        ("used", "a", "unchanged"),
        ("used", "b", "changed"),
        ("used", None, "cleared"),
        ("used", " ", "cleared"),
        ("left", "a", "left"),
    ],
)
def test_what_became_of_an_offer(decision: str, answer: Json, outcome: str):
    taken = {"decision": decision, "value": "a", "origin": "x"}
    assert became(taken, answer) == outcome
    assert outcomes({"/s/q": taken, "/hidden/q": taken}, {"s": {"q": answer}}) == {
        "/s/q": {**taken, "became": outcome}
    }
