"""What `check` refuses: by name, at its place, with a remedy; and what it must let through."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from aimwell.formschema import TemplateRefused, check, read
from aimwell.formschema import compile as compile_template
from aimwell.places import SCHEMAS
from aimwell.plugins import installed_plugins

Json = Any


def form(note: Json = None, **questions: Json) -> Json:
    sections = {"s": {"type": "object", "properties": questions}}
    return {"type": "object", "x-aimwell": note or {"kind": "other"}, "properties": sections}


def asked(widget: str, **schema: Json) -> Json:
    return {**schema, "x-aimwell": {"widget": widget}}


TEXT = {"type": "string"}
AT = "/properties/s/properties/a"
REFUSED: list[tuple[str, Json, str, str]] = [
    ("a $ref", form(a={"$ref": "#/x"}), "keyword-unsupported", f"{AT}/$ref"),
    ("a default", form(a={**TEXT, "default": "x"}), "keyword-unsupported", f"{AT}/default"),
    ("a const", form(a={**TEXT, "const": "x"}), "keyword-unsupported", f"{AT}/const"),
    ("if", {**form(a=TEXT), "if": {}}, "keyword-unsupported", "/if"),
    ("allOf", {**form(a=TEXT), "allOf": []}, "keyword-unsupported", "/allOf"),
    ("a format", form(a={**TEXT, "format": "uri"}), "keyword-value", f"{AT}/format"),
    ("an object", form(a={"type": "object", "properties": {}}), "type-unsupported", AT),
    ("two types", form(a={"type": ["string", "integer"]}), "type-unsupported", AT),
    ("no type", form(a={"title": "A"}), "type-unsupported", AT),
    ("true", form(a=True), "type-unsupported", AT),
    ("a negative length", form(a={**TEXT, "maxLength": -1}), "keyword-value", f"{AT}/maxLength"),
    ("a length that is true", form(a={**TEXT, "maxLength": True}), "keyword-value", f"{AT}/maxLength"),
    ("crossed limits", form(a={**TEXT, "minLength": 9, "maxLength": 3}), "limits-crossed", f"{AT}/minLength"),
    ("steps of 0.1", form(a={"type": "number", "multipleOf": 0.1}), "keyword-value", f"{AT}/multipleOf"),
    ("a pattern by look-ahead", form(a={**TEXT, "pattern": "(?=a)"}), "pattern-unsafe", f"{AT}/pattern"),
    ("no options", form(a={**TEXT, "enum": []}), "options-refused", f"{AT}/enum"),
    ("options twice", form(a={**TEXT, "enum": ["a", "a"]}), "options-refused", f"{AT}/enum"),
    ("options of numbers", form(a={**TEXT, "enum": [1, 2]}), "options-refused", f"{AT}/enum"),
    ("oneOf of schemas", form(a={"oneOf": [{"type": "string"}]}), "options-refused", f"{AT}/oneOf"),
    (
        "a label of nothing",
        form(a={**TEXT, "enum": ["a"], "x-aimwell": {"labels": {"b": "B"}}}),
        "label-unknown",
        f"{AT}/x-aimwell/labels/b",
    ),
    ("a scale to 7", form(a=asked("scale", type="integer", minimum=0, maximum=7)), "scale-range", AT),
    ("a widget of another type", form(a=asked("yes-no", type="string")), "type-and-widget", f"{AT}/type"),
    ("an unknown widget", form(a=asked("stars", type="integer")), "type-unsupported", AT),
    (
        "an annotation of another widget",
        form(a={**TEXT, "x-aimwell": {"anchors": ["a", "b"]}}),
        "annotation-unsupported",
        f"{AT}/x-aimwell/anchors",
    ),
    (
        "an unknown annotation",
        form({"kind": "other", "colour": "red"}, a=TEXT),
        "annotation-unsupported",
        "/x-aimwell/colour",
    ),
    ("an unknown kind", form({"kind": "letter"}, a=TEXT), "keyword-value", "/x-aimwell/kind"),
    (
        "another dialect",
        {"$schema": "http://json-schema.org/draft-07/schema#", **form(a=TEXT)},
        "keyword-value",
        "/$schema",
    ),
    (
        "required but not asked",
        {"type": "object", "properties": {"a": TEXT}, "required": ["b"]},
        "required-unknown",
        "/required/0",
    ),
    ("a key with a space", form(**{"a b": TEXT}), "key-refused", "/properties/s/properties/a b"),
    ("a key of every object", form(toString=TEXT), "key-refused", "/properties/s/properties/toString"),
    ("a section without questions", form(), "no-questions", "/properties/s/properties"),
    ("nothing", {"type": "object"}, "no-questions", "/properties"),
    ("no type at the root", {"properties": {"a": TEXT}}, "not-an-object", "/type"),
    (
        "a group without columns",
        form(a={"type": "array", "items": {"type": "object"}}),
        "group-rows",
        f"{AT}/items",
    ),
    (
        "a group in a group",
        form(
            a={
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "b": {"type": "array", "items": {"type": "object", "properties": {"c": TEXT}}}
                    },
                },
            }
        ),
        "widget-misplaced",
        f"{AT}/items/properties/b",
    ),
    (
        "a measure that isn't there",
        form(a={"x-aimwell": {"widget": "measure", "measure": "nps"}}),
        "measure-unknown",
        f"{AT}/x-aimwell/measure",
    ),
    (
        "settings that a measure doesn't have",
        form(a={"x-aimwell": {"widget": "measure", "measure": "copm", "settings": {"speed": 1}}}),
        "measure-settings",
        f"{AT}/x-aimwell/settings",
    ),
    (
        "a fact of a question that isn't there",
        form({"triage": {"rule": "r", "facts": {"x": "s/b"}}}, a=TEXT),
        "triage-unknown-question",
        "/x-aimwell/triage/facts/x",
    ),
]


@pytest.mark.parametrize(
    ("template", "problem", "place"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_not_supported_is_refused_by_name_and_place(template: Json, problem: str, place: str) -> None:
    found = check(template, installed_plugins().measures)
    assert [(one.id, one.place) for one in found] == [(problem, place)]
    assert found[0].message
    assert found[0].remedy
    with pytest.raises(TemplateRefused) as refused:
        compile_template(template, installed_plugins().measures)
    assert list(refused.value.problems) == found


def test_a_measure_not_chosen_yet_is_not_called_none() -> None:
    [problem] = check(form(a={"title": "Pain", "x-aimwell": {"widget": "measure"}}))
    assert problem.message == "‘Pain’ names no measure."


@pytest.mark.parametrize(
    "template",
    [case[1] for case in REFUSED if case[2] not in ("pattern-unsafe", "limits-crossed")],
    ids=lambda _: "",
)
def test_the_meta_schema_knows_the_same_vocabulary(template: Json) -> None:
    """Whatever looks at one place only is in the published meta-schema too."""
    beyond = {
        "label-unknown",
        "required-unknown",
        "measure-unknown",
        "measure-settings",
        "triage-unknown-question",
    }
    problem = next(case[2] for case in REFUSED if case[1] is template)
    meta = json.loads((SCHEMAS / "form-template.schema.json").read_text(encoding="utf-8"))
    numeric_step = "multipleOf" in json.dumps(template)
    assert Draft202012Validator(meta).is_valid(template) is (problem in beyond or numeric_step)


def test_a_plain_object_of_questions_is_a_template_of_one_section() -> None:
    plain = {
        "type": "object",
        "properties": {"name": TEXT, "age": {"type": "integer", "minimum": 0}},
        "required": ["name"],
    }
    assert check(plain) == []
    schema = compile_template(plain)
    assert list(schema["properties"]) == ["form"]
    validator, wrapped = Draft202012Validator(plain), Draft202012Validator(schema)
    for answers in ({"name": "x"}, {"name": "", "more": 1}, {"age": 1}, {"name": "x", "age": -1}, {}):
        assert validator.is_valid(answers) is wrapped.is_valid({"form": answers})


def test_a_fault_of_a_plain_template_is_told_where_the_author_sees_it() -> None:
    found = check({"type": "object", "properties": {"a": {"type": "string", "format": "uri"}}})
    assert [one.place for one in found] == ["/properties/a/format"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "line 1, column 2"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ("[1]", "must be a JSON object"),
        ('{"a": Infinity}', "Infinity isn't JSON"),
        ('{"a": "\\ud800"}', "character that can't be kept"),
    ],
)
def test_a_text_that_is_no_template_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(TemplateRefused, match=words):
        read(text)
