"""Short ways to write a template whose questions depend on each other."""

from __future__ import annotations

from typing import Any

from aimwell import formschema
from aimwell.formschema.routes import route_problems

Json = Any


def form(*questions: Json, required: tuple[str, ...] = (), **sections: Json) -> Json:
    """A template: questions ``(key, schema)`` in the section ``a``, and further sections."""
    first = {"type": "object", "title": "About", "properties": dict(questions), "required": list(required)}
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": {"a": first, **sections}}


def question(title: str, when: Json = None, **schema: Json) -> Json:
    notes = {"x-aimwell": {"when": when}} if when is not None else {}
    return {"title": title, **schema, **notes}


def yes_no(title: str, when: Json = None) -> Json:
    return question(title, when, type="boolean")


def text(title: str, when: Json = None) -> Json:
    return question(title, when, type="string")


def number(title: str, when: Json = None, **limits: Json) -> Json:
    return question(title, when, **{"type": "integer", **limits})


def section(title: str, when: Json, *questions: Json) -> Json:
    return {"type": "object", "title": title, "properties": dict(questions), "x-aimwell": {"when": when}}


def asks(name: str, operator: str, *value: Json) -> Json:
    said = {"question": f"a/{name}", "operator": operator}
    return {**said, "value": value[0]} if value else said


ALONE = ("alone", yes_no("Lives alone"))
AGE = ("age", number("Age", minimum=0, maximum=120))
MONTHS = ("month", question("Month", type="string", enum=["may", "june"]))


def only_problem(template: Json) -> tuple[str, str]:
    assert formschema.check(template) == []
    (problem,) = route_problems(template)
    return problem.id, problem.message
