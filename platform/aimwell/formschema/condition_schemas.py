"""A condition as a JSON Schema that holds exactly when the condition does.

Works on pruned answers, where a question that is hidden or not answered is absent (or null, where null means
“not rated”). The types stand in it so that an answer of a wrong type gets the same verdict here and there.
"""

from __future__ import annotations

from typing import Any

from aimwell.formschema.conditions import ROW, AllOf, Comparison, Condition, Not

Json = Any

_LIMITS = {
    "less_than": "exclusiveMaximum",
    "at_most": "maximum",
    "at_least": "minimum",
    "more_than": "exclusiveMinimum",
}


def holds_schema(condition: Condition, section: str | None) -> dict[str, Json]:
    """The schema of the object that the condition is attached to.

    ``section``: the key of that object when it is a section; its questions are then named without it. None:
    the whole answers, or (for ``./key``) the row.
    """
    if isinstance(condition, Not):
        return {"not": holds_schema(condition.part, section)}
    if isinstance(condition, Comparison):
        return _comparison(condition, section)
    keyword = "allOf" if isinstance(condition, AllOf) else "anyOf"
    return {keyword: [holds_schema(part, section) for part in condition.parts]}


def _comparison(comparison: Comparison, section: str | None) -> dict[str, Json]:
    if comparison.operator == "not_answered":
        return {"not": _comparison(Comparison(comparison.question, "answered"), section)}
    name = comparison.question
    inside, _, key = (".", "", name[len(ROW) :]) if name.startswith(ROW) else name.partition("/")
    test = {"required": [key], "properties": {key: _test(comparison)}}
    if inside in (".", section):
        return test
    return {"required": [inside], "properties": {inside: {"type": "object", **test}}}


def _test(comparison: Comparison) -> dict[str, Json]:
    operator, value = comparison.operator, comparison.value
    if operator == "answered":
        return {"not": {"type": "null"}}
    if operator == "equals":
        return {"const": value}
    if operator == "not_equals":
        return {"not": {"enum": [value, None]}}
    if operator == "one_of":
        return {"enum": list(value)}
    if operator == "includes":
        return {"type": "array", "contains": {"const": value}}
    return {"type": "number", _LIMITS[operator]: value}
