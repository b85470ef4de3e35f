"""A form with one calculated answer, and its value worked out."""

from __future__ import annotations

from datetime import date
from typing import Any

from aimwell.formschema import Known, check, prune, prune_and_work_out, validate
from aimwell.formschema import compile as compile_template

Json = Any
NUMBER = {"type": "number"}
WHOLE = {"type": "integer"}
DAY = {"type": "string", "format": "date"}
QUESTIONS = {
    "home": {**WHOLE, "title": "Falls at home"},
    "outside": {**WHOLE, "title": "Falls outside"},
    "weight": {**NUMBER, "title": "Weight"},
    "height": {**NUMBER, "title": "Height"},
    "referred": {**DAY, "title": "Referred on"},
    "seen": {**DAY, "title": "First seen on"},
    "alone": {"type": "boolean", "title": "Lives alone"},
    "ticked": {
        "type": "array",
        "title": "Trouble with",
        "items": {"type": "string", "enum": ["a", "b", "c"]},
    },
    "sleep": {
        "type": "string",
        "title": "Sleep",
        "enum": ["bad", "good"],
        "x-aimwell": {"labels": {"bad": "Poor"}},
    },
    "carers": {
        "type": "array",
        "title": "Carers",
        "items": {
            "type": "object",
            "properties": {
                "hours": {**NUMBER, "title": "Hours a week"},
                "paid": {"type": "boolean", "title": "Paid"},
            },
        },
    },
}
KNOWN = Known(today=date(2026, 11, 26), born=date(1940, 3, 27))


def form(calculate: Json, kind: Json = NUMBER, **notes: Json) -> Json:
    calculated = {
        **kind,
        "title": "Result",
        "x-aimwell": {"widget": "calculated", "calculate": calculate, **notes},
    }
    sections = {
        "q": {"type": "object", "properties": QUESTIONS},
        "r": {"type": "object", "properties": {"result": calculated}},
    }
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": sections}


def to(name: str) -> Json:
    return {"answer": f"q/{name}"}


def op(name: str, *of: Json, **more: Json) -> Json:
    return {"op": name, "of": list(of), **more}


def worked(template: Json, answers: Json, known: Known = KNOWN) -> tuple[Json, str, tuple[str, ...]]:
    assert check(template) == []
    schema = compile_template(template)
    pruned = prune_and_work_out(schema, {"q": answers, "r": {"result": "typed"}}, known)
    assert validate(schema, pruned.answers) == []
    assert prune(schema, pruned.answers, known) == pruned.answers
    (one,) = pruned.worked
    assert pruned.answers["r"].get("result") == one.value
    return one.value, one.reason, one.working


FALLS = {"home": 2, "outside": 3}
ALONE = {"question": "q/alone", "operator": "equals", "value": True}
