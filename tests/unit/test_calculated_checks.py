"""What `check` says of calculated answers: by name, at its place, in words that an author understands."""

from __future__ import annotations

from typing import Any

import pytest

from aimwell.formschema import check
from aimwell.plugins import installed_plugins

Json = Any

QUESTIONS = {
    "n": {"type": "integer", "title": "Number"},
    "t": {"type": "string", "title": "Text"},
    "d": {"type": "string", "format": "date", "title": "Day"},
    "y": {"type": "boolean", "title": "Yes"},
    "g": {
        "type": "array",
        "title": "Group",
        "items": {"type": "object", "properties": {"c": {"type": "number"}, "y": {"type": "boolean"}}},
    },
    "m": {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}},
    "read": {"title": "Read this", "x-aimwell": {"widget": "guidance"}},
}
YES = {"question": "q/y", "operator": "equals", "value": True}


def form(calculate: Json, **schema: Json) -> Json:
    notes = {"widget": "calculated", "calculate": calculate}
    result = {"type": "number", "title": "Result", **schema, "x-aimwell": notes}
    questions = {**QUESTIONS, "result": result, "later": {"type": "number", "title": "Later"}}
    sections = {"q": {"type": "object", "properties": questions}}
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": sections}


def to(name: str) -> Json:
    return {"answer": f"q/{name}"}


def op(name: str, *of: Json, **more: Json) -> Json:
    return {"op": name, "of": list(of), **more}


def nested(depth: int) -> Json:
    return to("n") if depth == 1 else op("sum", nested(depth - 1))


AT = "/properties/q/properties/result/x-aimwell/calculate"
REFUSED: list[tuple[str, Json, str, str]] = [
    ("nothing", None, "calculation-malformed", AT),
    ("a list", [], "calculation-malformed", AT),
    ("an unknown operation", {"op": "eval", "of": "1+1"}, "calculation-malformed", f"{AT}/op"),
    ("an operation that is a list", {"op": []}, "calculation-malformed", f"{AT}/op"),
    ("parts that are none", {"op": "sum", "of": "n"}, "calculation-malformed", f"{AT}/of"),
    ("no part", op("sum"), "calculation-malformed", f"{AT}/of"),
    ("one part to subtract", op("subtract", to("n")), "calculation-malformed", f"{AT}/of"),
    ("a surplus word", {**to("n"), "more": 1}, "calculation-malformed", AT),
    ("an unknown unit", {"op": "between", "from": to("d"), "to": to("d"), "unit": "ages"},
     "calculation-malformed", f"{AT}/unit"),
    ("a unit that is a list", {"op": "between", "from": to("d"), "to": to("d"), "unit": []},
     "calculation-malformed", f"{AT}/unit"),
    ("no such date", {"op": "age", "at": {"date": "2026-02-30"}}, "calculation-malformed", f"{AT}/at/date"),
    ("too deep", nested(7), "calculation-malformed", AT + 6 * "/of/0"),
    ("too large", op("sum", *[op("sum", *[1] * 30)] * 4), "calculation-malformed", f"{AT}/of/3/of/5"),
    ("a condition that is none", {"op": "if", "when": {}, "then": 1}, "calculation-malformed", f"{AT}/when"),
    ("an unknown question", op("sum", to("n"), to("nowhere")), "calculation-unknown-question", f"{AT}/of/1"),
    ("a section", {"answer": "q"}, "calculation-unknown-question", AT),
    ("a guidance text", op("count", to("read")), "calculation-unknown-question", f"{AT}/of/0"),
    ("a group without a column", op("sum", to("g")), "calculation-unknown-question", f"{AT}/of/0"),
    ("a column of no row", op("sum", to("g/c")), "calculation-unknown-question", f"{AT}/of/0"),
    ("rows of a text", {"op": "rows", "in": "q/t"}, "calculation-unknown-question", AT),
    ("a measure as it is", op("sum", to("m")), "calculation-unknown-question", f"{AT}/of/0"),
    ("a later question", op("sum", to("later")), "calculation-later-question", f"{AT}/of/0"),
    ("itself", op("sum", to("result")), "calculation-cycle", f"{AT}/of/0"),
    ("an unknown scale", {"score": "q/m", "scale": "mood"}, "calculation-scale", f"{AT}/scale"),
    ("a scale of no measure", {"score": "q/n", "scale": "mood"}, "calculation-scale", AT),
    ("a sum of texts", op("sum", to("t")), "calculation-type", f"{AT}/of/0"),
    ("a sum of dates", op("sum", to("d")), "calculation-type", f"{AT}/of/0"),
    ("dates beside numbers", op("max", to("d"), to("n")), "calculation-type", AT),
    ("several to divide by", op("divide", to("n"), to("g/*/c")), "calculation-type", f"{AT}/of/1"),
    ("an answer for each row", to("g/*/c"), "calculation-type", AT),
    ("a text for a number", to("t"), "calculation-type", AT),
    ("time from a number", {"op": "between", "from": to("n"), "to": to("d"), "unit": "days"},
     "calculation-type", f"{AT}/from"),
    ("one or another kind", {"op": "if", "when": YES, "then": 1, "else": "x"},
     "calculation-type", f"{AT}/else"),
    ("a condition on a later question",
     {"op": "if", "when": {"question": "q/later", "operator": "answered"}, "then": 1},
     "condition-later-question", f"{AT}/when"),
    ("a condition that can’t be", {"op": "if", "when": {**YES, "value": "perhaps"}, "then": 1},
     "condition-value", f"{AT}/when"),
    ("a row’s answer outside it", {"op": "if", "when": {**YES, "question": "./y"}, "then": 1},
     "condition-row", f"{AT}/when"),
    ("a column that isn’t there",
     {"op": "rows", "in": "q/g", "where": {**YES, "question": "./z"}},
     "condition-unknown-question", f"{AT}/where"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "calculate", "name", "place"), REFUSED, ids=[one[0] for one in REFUSED])
def test_each_fault_is_told_at_its_place(what: str, calculate: Json, name: str, place: str) -> None:
    (problem,) = check(form(calculate), installed_plugins().measures)
    assert (problem.id, problem.place) == (name, place)
    assert "‘Result’" in problem.message or name == "condition-value"
    assert problem.remedy.endswith(".")


@pytest.mark.parametrize(
    "calculate",
    [
        nested(6),
        op("sum", to("g/*/c"), to("n"), 1.5),
        {"op": "rows", "in": "q/g", "where": {**YES, "question": "./y"}},
        {"op": "if", "when": YES, "then": to("n"), "else": 0.5},
        {"score": "q/m", "scale": "value"},
    ],
)
def test_what_is_right_passes(calculate: Json) -> None:
    assert check(form(calculate), installed_plugins().measures) == []


def test_two_that_need_each_other_are_told_as_a_cycle() -> None:
    template = form(op("sum", to("later")))
    questions = template["properties"]["q"]["properties"]
    questions["later"] = {
        "type": "number",
        "title": "Later",
        "x-aimwell": {"when": {"question": "q/result", "operator": "at_least", "value": 1}},
    }
    (problem,) = check(template, installed_plugins().measures)
    assert problem.id == "calculation-cycle"
    assert problem.message.startswith("‘Result’ and ‘Later’ depend on each other")


def test_nobody_is_required_to_answer_what_is_worked_out() -> None:
    template = form(1)
    template["properties"]["q"]["required"] = ["result"]
    (problem,) = check(template, installed_plugins().measures)
    assert (problem.id, problem.place) == ("required-calculated", "/properties/q/required/0")


def test_it_stands_in_no_row() -> None:
    template = form(1)
    questions = template["properties"]["q"]["properties"]
    questions["g"] = {**QUESTIONS["g"], "items": {"type": "object", "properties": {"c": questions["result"]}}}
    assert [problem.id for problem in check(template, installed_plugins().measures)] == ["widget-misplaced"]


def test_it_says_what_it_is_worked_out_from() -> None:
    template = form(1)
    del template["properties"]["q"]["properties"]["result"]["x-aimwell"]["calculate"]
    (problem,) = check(template, installed_plugins().measures)
    assert (problem.id, problem.place) == ("calculation-missing", AT)


@pytest.mark.parametrize(
    "schema", [{"type": ["number", "null"]}, {"type": "array"}, {"type": "string", "format": "email"}]
)
def test_only_some_types_can_be_worked_out(schema: Json) -> None:
    found = check(form(to("n"), **schema), installed_plugins().measures)
    assert "type-and-widget" in [problem.id for problem in found]


def test_a_condition_compares_with_what_is_worked_out() -> None:
    template = form({"op": "age"}, type="integer")
    questions = template["properties"]["q"]["properties"]
    questions["later"]["x-aimwell"] = {"when": {"question": "q/result", "operator": "at_least", "value": 65}}
    assert check(template, installed_plugins().measures) == []
    questions["later"]["x-aimwell"]["when"]["value"] = True
    assert [one.id for one in check(template, installed_plugins().measures)] == ["condition-malformed"]
