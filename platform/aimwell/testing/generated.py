"""Answers made up by Hypothesis from a schema in the vocabulary that offers are written in."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Schema = Mapping[str, Any]

FAR = 10**6
"""Where a number or a list has no limit, it still gets one: this, and SOME."""
SOME = 5


def answers(schema: Schema) -> SearchStrategy[Any]:
    """Data that satisfies the schema: optional parts present or absent, every type that it allows."""
    from aimwell.plugins import check_input

    return _values(schema).filter(lambda data: not check_input(schema, data))


def _values(schema: Schema) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return st.one_of(*(_values(option) for option in schema[choice]))
    types = schema.get("type", "string")
    return st.one_of(*(_typed(name, schema) for name in ([types] if isinstance(types, str) else types)))


def _typed(name: str, schema: Schema) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    if name == "null":
        return st.none()
    if name == "boolean":
        return st.booleans()
    if name in ("integer", "number"):
        return _numbers(schema, whole=name == "integer")
    if name == "string":
        return _texts(schema)
    if name == "array":
        most = schema.get("maxItems", max(SOME, schema.get("minItems", 0)))
        rows = _values(schema.get("items", {}))
        return st.lists(rows, min_size=schema.get("minItems", 0), max_size=most)
    properties = schema.get("properties", {})
    required = set(schema.get("required", ()))
    return st.fixed_dictionaries(
        {key: _values(inner) for key, inner in properties.items() if key in required},
        optional={key: _values(inner) for key, inner in properties.items() if key not in required},
    )


def _numbers(schema: Schema, *, whole: bool) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    step = Fraction(str(schema.get("multipleOf", 1 if whole else "0.001")))
    least = Fraction(str(schema.get("minimum", schema.get("exclusiveMinimum", -FAR))))
    most = Fraction(str(schema.get("maximum", schema.get("exclusiveMaximum", FAR))))
    steps = st.integers(ceil(least / step), floor(most / step))
    return steps.map(lambda count: int(count * step) if whole else float(count * step))


def _texts(schema: Schema) -> SearchStrategy[str]:
    from hypothesis import strategies as st

    if "pattern" in schema:
        return st.from_regex(str(schema["pattern"]))
    if schema.get("format") == "date":
        return st.dates().map(lambda day: day.isoformat())
    return st.text(min_size=schema.get("minLength", 0), max_size=schema.get("maxLength", FAR))
