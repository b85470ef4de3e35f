"""Calculated answers, worked by hand: the value of each operation, its working, and why there is none."""

from __future__ import annotations

import pytest
from calculated_forms import ALONE, FALLS, WHOLE, Json, form, op, to, worked

from aimwell.formschema import Known

CARERS = [{"hours": 4, "paid": True}, {"hours": 0.5, "paid": False}, {"paid": False}]


@pytest.mark.parametrize(
    ("calculate", "answers", "value", "working"),
    [
        (op("sum", to("home"), to("outside")), FALLS, 5, ["‘Falls at home’ 2 + ‘Falls outside’ 3 = 5"]),
        (
            op("sum", to("home"), to("outside")),
            {"home": 2},
            2,
            ["‘Falls at home’ 2 = 2", "Left out, as not answered: ‘Falls outside’"],
        ),
        (
            op("mean", to("home"), to("outside")),
            FALLS,
            2.5,
            ["(‘Falls at home’ 2 + ‘Falls outside’ 3) ÷ 2 = 2.5"],
        ),
        (op("min", to("home"), 7), FALLS, 2, ["The smallest of ‘Falls at home’ 2, 7 = 2"]),
        (
            op("max", to("home"), to("outside")),
            FALLS,
            3,
            ["The largest of ‘Falls at home’ 2, ‘Falls outside’ 3 = 3"],
        ),
        (
            op("count", to("home"), to("alone"), to("weight")),
            {"home": 0, "alone": False},
            2,
            ["Answered: 2 of 3"],
        ),
        (op("count", to("ticked")), {"ticked": ["a", "c"]}, 2, ["Answered: 2 of 2"]),
        (op("subtract", to("outside"), to("home")), FALLS, 1, ["‘Falls outside’ 3 − ‘Falls at home’ 2 = 1"]),
        (
            op("divide", to("weight"), op("multiply", to("height"), to("height"))),
            {"weight": 70, "height": 1.7},
            24.22,
            ["‘Height’ 1.7 × ‘Height’ 1.7 = 2.89", "‘Weight’ 70 ÷ 2.89 = 24.221453", "Rounded: 24.22"],
        ),
        (
            op("sum", {"answer": "q/carers/*/hours"}),
            {"carers": CARERS},
            4.5,
            ["‘Hours a week’ 4 + 0.5 = 4.5", "Left out, as not answered: ‘Hours a week’"],
        ),
        ({"op": "rows", "in": "q/carers"}, {"carers": CARERS}, 3, ["Rows of ‘Carers’: 3"]),
        ({"op": "rows", "in": "q/carers"}, {}, 0, ["Rows of ‘Carers’: 0"]),
        (
            {
                "op": "rows",
                "in": "q/carers",
                "where": {"question": "./paid", "operator": "equals", "value": False},
            },
            {"carers": CARERS},
            2,
            ["Rows of ‘Carers’ where ‘Paid’ is No: 2 of 3"],
        ),
        (
            {"op": "round", "of": to("weight"), "decimals": 0},
            {"weight": 2.5},
            3,
            ["‘Weight’ 2.5 rounded = 3"],
        ),
        (
            {"op": "between", "from": to("referred"), "to": to("seen"), "unit": "weeks"},
            {"referred": "2026-01-01", "seen": "2026-01-20"},
            2,
            ["From ‘Referred on’ 1 January 2026 to ‘First seen on’ 20 January 2026 = 2 complete weeks"],
        ),
        (
            {"op": "between", "from": to("referred"), "to": {"date": "today"}, "unit": "days"},
            {"referred": "2026-11-27"},
            -1,
            [
                "From ‘Referred on’ 27 November 2026 to 26 November 2026 (the day of this form) "
                "= -1 complete day"
            ],
        ),
        (
            {"op": "age"},
            {},
            86,
            ["Born 27 March 1940 (date of birth), so on 26 November 2026 (the day of this form) = 86 years"],
        ),
        (
            {"op": "age", "at": to("seen")},
            {"seen": "2026-03-26"},
            85,
            ["Born 27 March 1940 (date of birth), so on ‘First seen on’ 26 March 2026 = 85 years"],
        ),
        ({"op": "if", "when": ALONE, "then": 1, "else": 0}, {"alone": True}, 1, ["As ‘Lives alone’ is Yes"]),
        (
            {"op": "if", "when": ALONE, "then": 1, "else": to("home")},
            FALLS,
            2,
            ["It isn’t so that ‘Lives alone’ is Yes"],
        ),
    ],
)
def test_each_operation(calculate: Json, answers: Json, value: Json, working: list[str]) -> None:
    assert worked(form(calculate), answers) == (value, "", tuple(working))


@pytest.mark.parametrize(
    ("calculate", "answers", "reason"),
    [
        (op("sum", to("home"), to("weight")), {}, "Needs at least one of ‘Falls at home’ and ‘Weight’"),
        (op("sum", to("home"), to("outside"), needs="all"), {"home": 1}, "Needs ‘Falls outside’"),
        (op("divide", to("weight"), to("height")), {}, "Needs ‘Weight’ and ‘Height’"),
        (
            op("divide", to("weight"), to("height")),
            {"weight": 1, "height": 0},
            "Can’t be divided by ‘Height’ 0",
        ),
        (op("sum", {"answer": "q/carers/*/hours"}), {}, "Needs ‘Carers’"),
        ({"op": "if", "when": ALONE, "then": 1}, {}, "Only worked out if ‘Lives alone’ is Yes"),
        (
            {"op": "age", "born": to("seen"), "at": to("referred")},
            {"seen": "2026-01-02", "referred": "2026-01-01"},
            "The date of birth is the later one",
        ),
        (op("multiply", to("weight"), 10**10), {"weight": 10}, "The result is beyond 1,000,000,000"),
        (op("multiply", to("weight"), 10**15), {"weight": 10}, "A number on the way is too large"),
    ],
)
def test_why_there_is_no_value(calculate: Json, answers: Json, reason: str) -> None:
    assert worked(form(calculate), answers)[:2] == (None, reason)


def test_a_day_that_is_not_known_is_needed() -> None:
    value, reason, _ = worked(form({"op": "age"}), {}, Known())
    assert (value, reason) == (None, "Needs the date of birth and the day of the form")


@pytest.mark.parametrize(
    ("start", "end", "unit", "number"),
    [
        ("2024-02-29", "2025-02-28", "years", 0),
        ("2024-02-29", "2025-03-01", "years", 1),
        ("2026-01-31", "2026-02-28", "months", 0),
        ("2026-01-31", "2026-03-01", "months", 1),
        ("2026-01-15", "2026-03-15", "months", 2),
        ("2026-03-15", "2026-01-15", "months", -2),
        ("2026-01-01", "2026-01-07", "weeks", 0),
        ("2026-01-01", "2026-01-08", "weeks", 1),
        ("2026-03-28", "2026-03-30", "days", 2),
    ],
)
def test_complete_units_of_time(start: str, end: str, unit: str, number: int) -> None:
    between = {"op": "between", "from": {"date": start}, "to": {"date": end}, "unit": unit}
    assert worked(form(between, WHOLE), {})[0] == number
