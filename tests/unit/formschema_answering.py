"""Answers to any template, right and wrong, for property tests."""

from __future__ import annotations

from typing import Any

from formschema_strategies import OPTIONS
from hypothesis import strategies as st

Json = Any

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-20, 20)
    | st.floats(-9, 9)
    | st.sampled_from(["", " ", "a", "xyz"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["q0", "c0", "zz"]), inner, max_size=2)
    ),
    max_leaves=4,
)

LIKELY: dict[str, st.SearchStrategy[Json]] = {
    "string": st.sampled_from(
        [
            "a",
            "b",
            "c",
            "AB1",
            "x",
            "a@b.uk",
            "not@",
            "2026-03-27",
            "2026-02-30",
            "0000-01-01",
            "123456789",
            "é",
        ]
    ),
    "boolean": st.booleans(),
    "number": st.sampled_from([-3, -1, 0, 0.5, 0.3, 1, 3.0, 9, 10]),
    "integer": st.sampled_from([None, -1, 0, 1, 3, 5.0, 10, 11, 20]),
    "array": st.lists(st.sampled_from(OPTIONS), max_size=3),
}


@st.composite
def answers_to(draw: st.DrawFn, template: Json) -> Json:
    """Answers to a template: mostly of the right form, some missing, hidden, wrong or unknown."""
    given: Json = {}
    for key, section in template["properties"].items():
        if draw(st.integers(0, 9)) > 0:
            given[key] = draw(_object(section)) if draw(st.integers(0, 19)) > 0 else draw(ANYTHING)
            if isinstance(given[key], dict) and draw(st.booleans()):
                given[key]["_not_asked"] = (
                    draw(_reasons(section)) if draw(st.integers(0, 9)) else draw(ANYTHING)
                )
    if draw(st.integers(0, 19)) == 0:
        given["unknown"] = draw(ANYTHING)
    return given


def _reasons(section: Json) -> st.SearchStrategy[Json]:
    keys = st.sampled_from([*section["properties"], "zz"])
    return st.dictionaries(keys, st.sampled_from(["No time", "too tired", " ", "", "x" * 501, 3]), max_size=3)


@st.composite
def _object(draw: st.DrawFn, schema: Json) -> Json:
    given: Json = {}
    for key, question in schema["properties"].items():
        if draw(st.integers(0, 4)) == 0:
            continue
        if draw(st.integers(0, 14)) == 0:
            given[key] = draw(ANYTHING)
        elif question.get("type") == "array" and "properties" in question["items"]:
            given[key] = draw(st.lists(_object(question["items"]), max_size=2))
        elif "enum" in question:
            given[key] = draw(st.sampled_from(question["enum"]))
        else:
            kind = question["type"]
            given[key] = draw(LIKELY[kind if isinstance(kind, str) else kind[0]])
    return given
