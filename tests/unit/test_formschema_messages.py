"""Errors of answers in plain words: the question by its title, never the answer."""

from __future__ import annotations

from typing import Any

import pytest

from aimwell.formschema import compile as compile_template
from aimwell.formschema import validate

Json = Any

SECRET = "SECRET-4711"


def errors(question: Json, answer: Json, required: bool = False) -> list[tuple[str, str, str]]:
    section: Json = {"type": "object", "title": "About you", "properties": {"q": {"title": "T", **question}}}
    if required:
        section["required"] = ["q"]
    template = {"type": "object", "x-aimwell": {"kind": "other"}, "properties": {"s": section}}
    given = {"s": {} if answer is None else {"q": answer}}
    found = validate(compile_template(template), given)
    return [(error.pointer, error.keyword, error.message) for error in found]


TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
ONE: Json = {"type": "string", "enum": ["a", "b"]}
MANY: Json = {"type": "array", "items": {"type": "string", "enum": ["a", "b", "c"]}}
DATE: Json = {"type": "string", "format": "date"}


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (TEXT, "Enter an answer to ‘T’"),
        (ONE, "Select an answer to ‘T’"),
        (MANY, "Select an answer to ‘T’"),
        ({"type": "boolean"}, "Select an answer to ‘T’"),
        (DATE, "Enter a date for ‘T’"),
        ({"type": "array", "items": {"type": "object", "properties": {"c": TEXT}}}, "Add an answer to ‘T’"),
    ],
)
def test_a_missing_answer(question: Json, message: str) -> None:
    assert errors(question, None, required=True) == [("/s/q", "required", message)]


@pytest.mark.parametrize(
    ("question", "answer", "keyword", "message"),
    [
        ({**WHOLE, "maximum": 10}, 11, "maximum", "‘T’ must be 10 or less"),
        ({**WHOLE, "minimum": 1}, 0, "minimum", "‘T’ must be 1 or more"),
        ({**WHOLE, "exclusiveMaximum": 10}, 10, "exclusiveMaximum", "‘T’ must be less than 10"),
        ({**WHOLE, "exclusiveMinimum": 1}, 1, "exclusiveMinimum", "‘T’ must be more than 1"),
        ({"type": "number", "multipleOf": 0.5}, 0.3, "multipleOf", "‘T’ must be a multiple of 0.5"),
        (WHOLE, 1.5, "type", "‘T’ must be a whole number"),
        (WHOLE, SECRET, "type", "‘T’ must be a whole number"),
        ({"type": "number"}, SECRET, "type", "‘T’ must be a number"),
        ({"type": "boolean"}, SECRET, "type", "Select yes or no for ‘T’"),
        (TEXT, 5, "type", "‘T’ must be a text"),
        (TEXT, SECRET * 30, "maxLength", "‘T’ must be 200 characters or fewer"),
        ({**TEXT, "maxLength": 5000}, SECRET * 900, "maxLength", "‘T’ must be 5,000 characters or fewer"),
        ({**TEXT, "minLength": 3}, "x", "minLength", "‘T’ must be 3 characters or more"),
        (
            {**TEXT, "pattern": "^[0-9]+$"},
            SECRET,
            "pattern",
            "‘T’ must be written in the way that is asked for",
        ),
        ({**TEXT, "pattern": "[0-9]"}, "1\n", "not", "‘T’ must be on one line"),
        (DATE, "2026-02-30", "format", "‘T’ must be a real date, like 2026-03-27"),
        (DATE, "20260327", "format", "‘T’ must be a real date, like 2026-03-27"),
        (
            {**TEXT, "format": "email"},
            SECRET,
            "format",
            "‘T’ must be an email address, like name@example.com",
        ),
        (ONE, SECRET, "enum", "Select one of the answers offered for ‘T’"),
        (
            {"oneOf": [{"const": "a", "title": "A"}]},
            SECRET,
            "oneOf",
            "Select one of the answers offered for ‘T’",
        ),
        (MANY, ["a", "a"], "uniqueItems", "‘T’ has the same answer twice"),
        ({**MANY, "maxItems": 1}, ["a", "b"], "maxItems", "‘T’ can have at most 1 answer"),
        ({**MANY, "minItems": 2}, ["a"], "minItems", "‘T’ needs at least 2 answers"),
        (MANY, SECRET, "type", "‘T’ must be a list of answers"),
    ],
)
def test_a_wrong_answer(question: Json, answer: Json, keyword: str, message: str) -> None:
    assert errors(question, answer) == [("/s/q", keyword, message)]


def test_each_missing_answer_has_an_error_of_its_own() -> None:
    section = {"type": "object", "properties": {"a": TEXT, "b": ONE, "c": DATE}, "required": ["c", "b", "a"]}
    template = {"type": "object", "x-aimwell": {"kind": "other"}, "properties": {"s": section}}
    found = validate(compile_template(template), {"s": {}})
    assert [(error.pointer, error.keyword) for error in found] == [
        ("/s/a", "required"),
        ("/s/b", "required"),
        ("/s/c", "required"),
    ]


def test_what_no_question_asks_for_is_told_by_its_place() -> None:
    template = {
        "type": "object",
        "x-aimwell": {"kind": "other"},
        "properties": {"s": {"type": "object", "title": "About you", "properties": {"q": TEXT}}},
    }
    schema = compile_template(template)
    found = validate(schema, {"s": {"zz": SECRET}, "more/~": SECRET})
    assert [(error.pointer, error.keyword) for error in found] == [
        ("/s/zz", "additionalProperties"),
        ("/more~1~0", "additionalProperties"),
    ]
    assert [error.message for error in validate(schema, {})] == ["Fill in ‘About you’"]
    assert [error.message for error in validate(schema, [])] == ["The form must be a group of answers"]
    assert [error.message for error in validate(schema, {"s": SECRET})] == [
        "‘About you’ must be a group of answers"
    ]
    assert SECRET not in repr(validate(schema, {"s": {"zz": SECRET, "q": [SECRET]}}))
