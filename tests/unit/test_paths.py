"""A short and a full path: written out as conditions, wherever conditions are read."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from formschema_strategies import templates
from hypothesis import HealthCheck, given, settings

from aimwell import formschema
from aimwell.formschema import conditions
from aimwell.formschema.shape import NOTE, note

Json = Any

CHOICE: Json = {"type": "string", "enum": ["short", "full"], "x-aimwell": {"widget": "path"}}
TAKEN: Json = {"question": "s/path", "operator": "equals", "value": "full"}
HAPPY: Json = {"question": "s/happy", "operator": "equals", "value": True}


def template(**sections: Json) -> Json:
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": sections}


def section(**questions: Json) -> Json:
    return {"type": "object", "properties": questions}


def text(**notes: Json) -> Json:
    return {"type": "string", "x-aimwell": notes} if notes else {"type": "string"}


def test_full_only_becomes_a_condition_joined_with_the_one_that_is_there():
    happy = {"type": "boolean"}
    document = template(
        s=section(
            path=CHOICE,
            happy=happy,
            a=text(path="full"),
            b=text(path="full", when=HAPPY),
            c=text(path="full", when={"all": [HAPPY, HAPPY]}),
            d=text(path="full", when={"any": [HAPPY, HAPPY]}),
        ),
        t={**section(e=text()), "x-aimwell": {"path": "full"}},
    )
    before = copy.deepcopy(document)
    found = formschema.expanded(document)["properties"]
    whens = {key: note(question).get("when") for key, question in found["s"]["properties"].items()}
    assert whens == {
        "path": None,
        "happy": None,
        "a": TAKEN,
        "b": {"all": [TAKEN, HAPPY]},
        "c": {"all": [TAKEN, HAPPY, HAPPY]},
        "d": {"all": [TAKEN, {"any": [HAPPY, HAPPY]}]},
    }
    assert found["t"][NOTE] == {"when": TAKEN}
    assert document == before


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(templates())
def test_expanding_settles_at_once_and_leaves_other_templates_alone(document: Json):
    once = formschema.expanded(document)
    assert formschema.expanded(once) is once
    assert formschema.check(dict(once)) == []
    assert formschema.outline(document) == formschema.outline(once)


def test_the_short_path_leaves_out_and_the_full_path_asks():
    document = template(s=section(path=CHOICE, more=text(path="full")))
    document["properties"]["s"]["required"] = ["path", "more"]
    schema = formschema.compile(document)

    def faults(answers: Json) -> list[str]:
        return [fault.pointer for fault in formschema.validate(schema, {"s": answers})]

    assert faults({"path": "short"}) == []
    assert faults({"path": "full"}) == ["/s/more"]
    assert faults({"path": "full", "more": "x"}) == []
    assert formschema.prune(schema, {"s": {"path": "short", "more": "x"}}) == {"s": {"path": "short"}}
    assert formschema.outline(schema).routes[0].condition == "Asked when ‘Path’ is Full"
    choice = formschema.outline(schema).question("/s/path")
    assert choice is not None
    assert [option.label for option in choice.options] == ["Short", "Full"]


@pytest.mark.parametrize(
    ("sections", "problem"),
    [
        (
            {"s": section(a=text(path="full"))},
            ("path-without-choice", "/properties/s/properties/a/x-aimwell/path"),
        ),
        (
            {"s": section(a=text(path="full"), path=CHOICE)},
            ("path-without-choice", "/properties/s/properties/a/x-aimwell/path"),
        ),
        (
            {"s": {**section(path=CHOICE), "x-aimwell": {"path": "full"}}},
            ("path-without-choice", "/properties/s/x-aimwell/path"),
        ),
        ({"s": section(path=CHOICE, other=CHOICE)}, ("path-twice", "/properties/s/properties/other")),
        (
            {"s": section(path={**CHOICE, "enum": ["short", "full", "middle"]})},
            ("path-options", "/properties/s/properties/path"),
        ),
        (
            {"s": section(path={**CHOICE, "x-aimwell": {"widget": "path", "path": "full"}})},
            ("annotation-unsupported", "/properties/s/properties/path/x-aimwell/path"),
        ),
        (
            {"s": section(a={"type": "string", "x-aimwell": {"path": "short"}})},
            ("keyword-value", "/properties/s/properties/a/x-aimwell/path"),
        ),
    ],
)
def test_what_can_not_be_is_a_problem_at_its_place(sections: Json, problem: tuple[str, str]):
    found = [(one.id, one.place) for one in formschema.check(template(**sections))]
    assert problem in found
    assert len(found) <= 2


def test_a_plain_object_of_questions_may_have_paths_too():
    document = {"type": "object", "properties": {"path": CHOICE, "more": text(path="full")}}
    assert formschema.check(document) == []
    more = formschema.outline(document).question("/form/more")
    assert more is not None
    assert more.when == conditions.Comparison("form/path", "equals", "full")
