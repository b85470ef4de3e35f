"""Expressions always end and never raise: on any answers that fit them or not, and whatever they are."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from formschema_answering import ANYTHING, answers_to
from formschema_strategies import calculated, templates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aimwell import formschema
from aimwell.formschema.calculations.expression_reading import ExpressionFault, parse
from aimwell.formschema.calculations.expressions import DEPTH_LIMIT, RESULT_LIMIT, SIZE_LIMIT, every

Json = Any

quick = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
_words = st.sampled_from(
    [
        "sum",
        "divide",
        "rows",
        "if",
        "age",
        "between",
        "round",
        "all",
        "days",
        "today",
        "q/a",
        "q/g/*/c",
        "2026-01-01",
        "",
    ]
)
_conditions = st.fixed_dictionaries(
    {
        "question": st.sampled_from(["q/a", "./c", "q/x", ""]),
        "operator": st.sampled_from(["answered", "at_least"]),
    },
    optional={"value": st.integers(0, 3)},
)
_numbers = st.integers() | st.floats() | st.just(10**400)
STRANGE = st.recursive(
    st.none() | st.booleans() | _numbers | _words | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "op",
                    "of",
                    "answer",
                    "score",
                    "scale",
                    "date",
                    "from",
                    "to",
                    "unit",
                    "when",
                    "then",
                    "else",
                    "in",
                    "decimals",
                ]
            ),
            inner | _words | _conditions | st.lists(inner, max_size=2),
            max_size=4,
        )
    ),
    max_leaves=12,
)
HOSTILE = ANYTHING | _numbers | st.text(max_size=5) | st.just([{"c": 1}] * 10_000)
GIVEN = st.dictionaries(
    st.sampled_from(["q", "r"]),
    HOSTILE
    | st.dictionaries(
        st.sampled_from(["a", "g", "b", "result"]),
        HOSTILE | st.lists(st.dictionaries(st.just("c"), HOSTILE, max_size=1), max_size=3),
        max_size=4,
    ),
    max_size=2,
)


def around(expression: Json, kind: str) -> Json:
    group = {"type": "array", "items": {"type": "object", "properties": {"c": {"type": "number"}}}}
    notes = {"widget": "calculated", "calculate": expression}
    asked = {"a": {"type": "number"}, "b": {"type": "string", "format": "date"}, "g": group}
    result = {"type": kind, "x-aimwell": notes}
    sections = {"q": {"type": "object", "properties": {**asked, "result": result}}}
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": sections}


@quick
@given(st.data())
def test_what_passes_the_check_gives_a_value_of_its_type_or_none(data: st.DataObject) -> None:
    template = data.draw(templates())
    kind = data.draw(st.sampled_from(["number", "whole"]))
    earlier = [("s0/q0", "any")] if not template["properties"]["s0"]["properties"] else []
    sections = template["properties"]
    sections["last"] = {"type": "object", "properties": {"result": data.draw(calculated(kind, earlier))}}
    assert formschema.check(template) == []
    schema = formschema.compile(template)
    known = formschema.Known(
        today=data.draw(st.none() | st.dates(date(1000, 1, 1))), born=data.draw(st.none() | st.dates())
    )
    pruned = formschema.prune_and_work_out(schema, data.draw(answers_to(template)), known)
    for worked in pruned.worked:
        if worked.value is None:
            assert worked.reason
            continue
        assert not worked.reason
        assert type(worked.value) is int or (type(worked.value) is float and not worked.question.whole)
        assert abs(worked.value) <= RESULT_LIMIT
    pointers = {worked.question.pointer for worked in pruned.worked}
    assert not [error for error in formschema.validate(schema, pruned.answers) if error.pointer in pointers]


@settings(parent=quick, max_examples=300)
@given(STRANGE)
def test_reading_anything_ends_in_an_expression_of_bounded_size_or_a_fault(raw: Json) -> None:
    try:
        found = parse(raw)
    except ExpressionFault:
        return
    parts = list(every(found))
    assert len(parts) <= SIZE_LIMIT
    assert max(place.count("/") for place, _ in parts) <= 2 * DEPTH_LIMIT


@settings(parent=quick, max_examples=300)
@given(STRANGE, st.sampled_from(["number", "integer", "string", "boolean"]), GIVEN)
def test_nothing_raises_whatever_the_expression_and_the_answers(raw: Json, kind: str, answers: Json) -> None:
    template = around(raw, kind)
    formschema.check(template)
    # Not compiled: what doesn't pass the check is worked out all the same, as a draft would be.
    pruned = formschema.prune_and_work_out(template, answers, formschema.Known(today=date(2026, 1, 1)))
    for worked in pruned.worked:
        assert isinstance(worked.value, (int, float, str, bool)) or (worked.value is None and worked.reason)


def _largest(depth: int, leaf: Json) -> Json:
    return leaf if depth == 1 else {"op": "multiply", "of": [_largest(depth - 1, leaf)] * 2}


@pytest.mark.parametrize(
    "expression",
    [
        _largest(6, {"answer": "q/a"}),
        {"op": "sum", "of": [{"answer": "q/g/*/c"}] * 50},
        {"op": "mean", "of": [{"answer": "q/g/*/c"}] * 50},
    ],
)
def test_the_largest_expression_on_the_largest_answers_takes_no_time(expression: Json) -> None:
    template = around(expression, "number")
    answers = {"q": {"a": 1.000000000000001e15, "g": [{"c": 1.7976931348623157e-9}] * 200}}
    start = time.process_time()
    formschema.prune(template, answers)
    assert time.process_time() - start < 1
