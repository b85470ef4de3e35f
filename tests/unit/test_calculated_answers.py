"""Calculated answers among the others: their type, their rounding, what follows from them."""

from __future__ import annotations

from typing import Any

import pytest
from calculated_forms import ALONE, DAY, FALLS, KNOWN, NUMBER, QUESTIONS, WHOLE, Json, form, op, to, worked

from aimwell.formschema import Known, check, prune, prune_and_work_out
from aimwell.formschema import compile as compile_template


@pytest.mark.parametrize(
    ("kind", "calculate", "answers", "value"),
    [
        (WHOLE, op("mean", to("home"), to("outside")), FALLS, 3),
        (
            DAY,
            op("max", to("referred"), to("seen")),
            {"referred": "2026-01-01", "seen": "2026-02-01"},
            "2026-02-01",
        ),
        (DAY, op("min", to("referred"), {"date": "2025-05-05"}), {}, "2025-05-05"),
        ({"type": "string"}, {"op": "if", "when": ALONE, "then": "High", "else": "Low"}, {}, "Low"),
        ({"type": "string"}, to("sleep"), {"sleep": "bad"}, "bad"),
        (
            {"type": "boolean"},
            {"op": "if", "when": ALONE, "then": False, "else": True},
            {"alone": True},
            False,
        ),
    ],
)
def test_each_type(kind: Json, calculate: Json, answers: Json, value: Json) -> None:
    assert worked(form(calculate, kind), answers)[0] == value


@pytest.mark.parametrize(("decimals", "value"), [(0, 24), (1, 24.2), (3, 24.221)])
def test_the_result_is_rounded_to_the_decimals_asked_for(decimals: int, value: float) -> None:
    calculate = op("divide", to("weight"), 2.89)
    assert worked(form(calculate, decimals=decimals), {"weight": 70})[0] == value


def test_a_tenth_is_a_tenth() -> None:
    assert worked(form(op("sum", 0.1, 0.2)), {})[0] == 0.3
    assert worked(form(op("subtract", 1.15, 0.05), decimals=1), {})[0] == 1.1


def test_the_value_is_an_answer_for_what_follows() -> None:
    template = form(op("sum", to("home"), to("outside")))
    when = {"question": "r/result", "operator": "at_least", "value": 5}
    more = template["properties"]["r"]["properties"]
    more["twice"] = {
        **NUMBER,
        "x-aimwell": {"widget": "calculated", "calculate": op("multiply", {"answer": "r/result"}, 2)},
    }
    more["why"] = {"type": "string", "x-aimwell": {"when": when}}
    assert check(template) == []
    schema = compile_template(template)
    given = {"q": FALLS, "r": {"result": 99, "why": "Steps"}}
    assert prune(schema, given)["r"] == {"result": 5, "twice": 10, "why": "Steps"}
    assert prune(schema, {**given, "q": {"home": 1}})["r"] == {"result": 1, "twice": 2}


def test_what_is_not_asked_is_not_worked_out() -> None:
    template = form(op("sum", to("home")), when=ALONE)
    schema = compile_template(template)
    assert prune_and_work_out(schema, {"q": FALLS, "r": {"result": 2}}).worked == ()
    assert prune(schema, {"q": {**FALLS, "alone": True}}) == {
        "q": {**FALLS, "alone": True},
        "r": {"result": 2},
    }


def test_scores_come_from_whoever_scores() -> None:
    from aimwell.plugins import installed_plugins

    template = form(op("multiply", {"score": "q/pain", "scale": "value"}, 2))
    pain = {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
    template["properties"]["q"]["properties"] = {**QUESTIONS, "pain": pain}
    measures = installed_plugins().measures
    assert check(template, measures) == []
    schema = compile_template(template, measures)
    asked: list[Json] = []

    def score(question: Any, answers: Any) -> dict[str, float | None]:
        asked.append((question.key, answers))
        return {"value": 21.0}

    (one,) = prune_and_work_out(schema, {"q": {"pain": {"value": 21}}}, Known(score=score)).worked
    assert (one.value, one.working) == (42, ("‘Pain’ (value) 21 × 2 = 42",))
    assert asked == [("pain", {"value": 21})]
    (one,) = prune_and_work_out(schema, {"q": {"pain": {"value": 21}}}).worked
    assert one.reason == "Needs the score of ‘Pain’"
    (one,) = prune_and_work_out(schema, {}).worked
    assert one.reason == "Needs ‘Pain’"


def test_it_says_whether_it_depends_on_the_day() -> None:
    schema = compile_template(form({"op": "age"}))
    assert [one.used_today for one in prune_and_work_out(schema, {}, KNOWN).worked] == [True]
    schema = compile_template(form({"op": "age", "at": to("seen")}))
    assert [one.used_today for one in prune_and_work_out(schema, {}, KNOWN).worked] == [False]
