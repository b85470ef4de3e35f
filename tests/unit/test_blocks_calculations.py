"""Calculated answers between the editor’s blocks and a template: chosen from lists, or carried."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aimwell.formschema import check, outline
from aimwell.formschema.calculations.expression_reading import parse
from aimwell.formschema.calculations.expression_words import expression_words
from aimwell_cms.authoring.convert.calculations import ADVANCED, BIRTH, FIXED, NOTHING, TODAY
from aimwell_cms.authoring.convert.placing import Form
from aimwell_cms.authoring.convert.reading import read_template
from aimwell_cms.authoring.convert.writing import write

Json = Any

QUESTIONS = {
    "home": {"type": "integer", "title": "Falls at home"},
    "outside": {"type": "integer", "title": "Falls outside"},
    "alone": {"type": "boolean", "title": "Lives alone"},
    "since": {"type": "string", "format": "date", "title": "Since"},
    "carers": {
        "type": "array",
        "title": "Carers",
        "items": {
            "type": "object",
            "properties": {
                "hours": {"type": "number", "title": "Hours"},
                "paid": {"type": "boolean", "title": "Paid"},
            },
        },
    },
    "pain": {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}},
}
ALONE = {"question": "q/alone", "operator": "equals", "value": True}
PAID = {"question": "./paid", "operator": "equals", "value": True}


def template(calculate: Json, kind: Json = None) -> Json:
    calculated = {
        **(kind or {"type": "number"}),
        "title": "Result",
        "x-aimwell": {"widget": "calculated", "unit": "falls", "calculate": calculate},
    }
    section = {"type": "object", "title": "Q", "properties": {**QUESTIONS, "result": calculated}}
    return {"title": "T", "type": "object", "x-aimwell": {"kind": "other"}, "properties": {"q": section}}


def to(name: str) -> Json:
    return {"answer": f"q/{name}"}


def block_of(form: Form, title: str) -> Json:
    (section,) = form.sections
    return next(block for block in section["value"]["questions"] if block["value"]["title"] == title)


SAID: list[tuple[Json, Json, str]] = [
    ({"op": "sum", "of": [to("home"), 2.5]}, None, "the sum of ‘Falls at home’ and 2.5"),
    (
        {"op": "mean", "of": [to("home"), to("outside")], "needs": "all"},
        None,
        "the mean of ‘Falls at home’ and ‘Falls outside’, when all are answered",
    ),
    ({"op": "max", "of": [to("carers/*/hours")]}, None, "the largest of ‘Hours’ in all rows of ‘Carers’"),
    ({"op": "divide", "of": [to("home"), to("outside")]}, None, "‘Falls at home’ ÷ ‘Falls outside’"),
    ({"op": "rows", "in": "q/carers"}, None, "the number of rows of ‘Carers’"),
    (
        {"op": "rows", "in": "q/carers", "where": PAID},
        None,
        "the number of rows of ‘Carers’ where ‘Paid’ is Yes",
    ),
    (
        {"op": "between", "from": to("since"), "to": {"date": "today"}, "unit": "months"},
        {"type": "integer"},
        "the months from ‘Since’ to the day of the form",
    ),
    (
        {"op": "age"},
        {"type": "integer"},
        "the age of who was born on the date of birth, on the day of the form",
    ),
    (
        {"op": "age", "born": to("since"), "at": {"date": "2026-03-27"}},
        {"type": "integer"},
        "the age of who was born on ‘Since’, on 27 March 2026",
    ),
    (
        {"op": "if", "when": ALONE, "then": "High", "else": "5"},
        {"type": "string"},
        "“High” if ‘Lives alone’ is Yes, otherwise “5”",
    ),
    ({"op": "if", "when": ALONE, "then": True}, {"type": "boolean"}, "Yes if ‘Lives alone’ is Yes"),
    (
        {"op": "min", "of": [to("since"), {"date": "birth"}]},
        {"type": "string", "format": "date"},
        "the smallest of ‘Since’ and the date of birth",
    ),
    (
        {"op": "count", "of": [{"score": "q/pain", "scale": "value"}, to("alone")]},
        {"type": "integer"},
        "how many are answered of the score “value” of ‘Pain’ and ‘Lives alone’",
    ),
]


@pytest.mark.parametrize(("calculate", "kind", "words"), SAID, ids=[words for _, _, words in SAID])
def test_what_lists_can_say_is_chosen_in_them_and_told_in_words(
    calculate: Json, kind: Json, words: str
) -> None:
    whole = template(calculate, kind)
    form = read_template(whole)
    said = block_of(form, "Result")["value"]["calculation"]
    assert said["how"] == calculate["op"]
    assert said[ADVANCED] == ""
    assert json.dumps(write(form).template) == json.dumps(whole)
    assert expression_words(parse(calculate), outline(whole)) == words


@pytest.mark.parametrize(
    ("calculate", "words"),
    [
        (
            {"op": "divide", "of": [to("home"), {"op": "sum", "of": [to("outside"), 1]}]},
            "‘Falls at home’ ÷ (the sum of ‘Falls outside’ and 1)",
        ),
        ({"op": "round", "of": to("home"), "decimals": 1}, "‘Falls at home’ rounded to 1 decimal"),
        (to("home"), "‘Falls at home’"),
        (7, "7"),
    ],
)
def test_what_lists_can_not_say_is_carried_as_it_came(calculate: Json, words: str) -> None:
    whole = template(calculate)
    form = read_template(whole)
    said = block_of(form, "Result")["value"]["calculation"]
    assert (said["how"], json.loads(said[ADVANCED])) == (ADVANCED, calculate)
    assert json.dumps(write(form).template) == json.dumps(whole)
    assert expression_words(parse(calculate), outline(whole)) == words


def test_a_calculation_follows_its_questions_when_they_are_renamed() -> None:
    form = read_template(template({"op": "sum", "of": [to("home"), to("carers/*/hours")]}))
    block_of(form, "Falls at home")["value"]["key"] = "at_home"
    block_of(form, "Carers")["value"]["key"] = "helpers"
    written = write(form).template["properties"]["q"]["properties"]
    assert written["result"]["x-aimwell"]["calculate"]["of"] == [to("at_home"), to("helpers/*/hours")]


def test_what_names_a_question_that_is_gone_is_a_problem_at_its_block() -> None:
    form = read_template(template({"op": "sum", "of": [to("home")]}))
    (section,) = form.sections
    section["value"]["questions"] = [
        block for block in section["value"]["questions"] if block["value"]["title"] != "Falls at home"
    ]
    written = write(form)
    problems = [one for one in check(written.template) if one.id == "calculation-unknown-question"]
    assert [written.block_at(one.place) for one in problems] == [block_of(form, "Result")["id"]]


def test_choosing_from_the_lists_takes_the_place_of_what_was_carried() -> None:
    form = read_template(template({"op": "round", "of": to("home"), "decimals": 1}))
    block = block_of(form, "Result")
    home = block_of(form, "Falls at home")["id"]
    part = {"type": "item", "id": "x", "value": {"what": home, "value": ""}}
    block["value"]["calculation"] |= {"how": "sum", "parts": [part]}
    written = write(form).template["properties"]["q"]["properties"]["result"]["x-aimwell"]
    assert written == {
        "widget": "calculated",
        "unit": "falls",
        "calculate": {"op": "sum", "of": [to("home")]},
    }


def a_new_block(gives: str, **calculation: Json) -> Json:
    form = read_template(template({"op": "age"}))
    block = block_of(form, "Result")
    ids = {question["value"]["title"]: question["id"] for question in form.sections[0]["value"]["questions"]}
    said = {
        name: ids.get(value, value) if isinstance(value, str) else value
        for name, value in calculation.items()
    }
    block["value"] = {"title": "Result", "gives": gives, "calculation": {**NOTHING, **said}}
    return write(form).template["properties"]["q"]["properties"]["result"]


def typed(text: str) -> Json:
    return {"what": FIXED, "value": text}


@pytest.mark.parametrize(
    ("gives", "text", "value"),
    [
        ("number", "2.5", 2.5),
        ("whole", "1,200", 1200),
        ("text", "5", "5"),
        ("yes_no", "yes", True),
        ("date", "27/3/2026", {"date": "2026-03-27"}),
        ("date", "2026-03-27", {"date": "2026-03-27"}),
        ("number", "two", "two"),
    ],
)
def test_what_is_typed_is_taken_for_what_the_answer_is(gives: str, text: str, value: Json) -> None:
    made = a_new_block(gives, how="if", then=typed(text))
    assert made["x-aimwell"]["calculate"]["then"] == value


def test_a_new_block_says_its_type_and_what_is_not_chosen_yet() -> None:
    assert a_new_block("whole") == {
        "type": "integer",
        "title": "Result",
        "x-aimwell": {"widget": "calculated", "calculate": {"op": "sum", "of": []}},
    }
    start = {"what": BIRTH, "value": ""}
    made = a_new_block("number", how="between", start=start, end={"what": TODAY, "value": ""}, time="weeks")
    assert made["x-aimwell"]["calculate"] == {
        "op": "between",
        "from": {"date": "birth"},
        "to": {"date": "today"},
        "unit": "weeks",
    }
