"""Faults are told in plain words, with their place, and never repeat what was typed."""

import pytest

from aimwell import InputFault
from aimwell.plugins import check_input


def one(schema, value):
    faults = check_input({"type": "object", "properties": {"a": schema}}, {"a": value})
    assert {fault.pointer for fault in faults} == {"/a"}
    return [fault.message for fault in faults]


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"type": "integer"}, "secret", "must be a whole number"),
        ({"type": ["number", "null"]}, "secret", "must be a number or null"),
        ({"type": "integer"}, True, "must be a whole number"),
        ({"enum": ["x", "y", None]}, "secret", "must be one of: x, y"),
        ({"const": 1}, 2, "must be 1"),
        ({"minimum": 1}, 0, "must be 1 or more"),
        ({"maximum": 5}, 77777, "must be 5 or less"),
        ({"exclusiveMinimum": 0}, 0, "must be more than 0"),
        ({"multipleOf": 0.5}, 2.3, "must be in steps of 0.5"),
        ({"minLength": 1}, "", "must not be empty"),
        ({"maxLength": 3}, "secret", "must have at most 3 characters"),
        ({"minItems": 1}, [], "must have at least 1"),
        ({"uniqueItems": True}, ["secret", "secret"], "must not have the same thing twice"),
        ({"pattern": "^x$"}, "secret", "is not written in the way that is expected"),
        ({"pattern": "^x$", "x-aimwell": {"hint": "the letter x"}}, "secret", "must be the letter x"),
        ({"type": "string", "format": "date"}, "secret", "must be a valid date"),
        ({"not": {}}, "secret", "does not satisfy “not”"),
    ],
)
def test_a_fault_is_told_in_plain_words_without_the_value(schema, value, message):
    assert one(schema, value) == [message]


def test_what_is_missing_and_what_is_unknown_have_places_of_their_own():
    schema = {
        "type": "object",
        "properties": {"b": {}, "c": {}},
        "required": ["b", "c"],
        "additionalProperties": False,
    }
    assert check_input(schema, {"a/~": 1, "z": 2}) == [
        InputFault(pointer="/a~1~0", message="is not known here; known are: b, c"),
        InputFault(pointer="/b", message="is needed"),
        InputFault(pointer="/c", message="is needed"),
        InputFault(pointer="/z", message="is not known here; known are: b, c"),
    ]


def test_rows_are_in_their_order():
    faults = check_input({"items": {"type": "string"}}, list(range(12)))
    assert [fault.pointer for fault in faults] == [f"/{index}" for index in range(12)]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_json_does_not_have_are_faults(number):
    assert check_input({"type": "object"}, {"a": [0, number]}) == [
        InputFault(pointer="/a/1", message="must be a finite number")
    ]


def test_nothing_is_fetched():
    with pytest.raises(Exception, match="Unresolvable"):
        check_input({"$ref": "https://example.invalid/schema.json"}, {})
