"""Make one value of several parts: sum, mean, smallest, largest, count, difference, product, quotient."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from aimwell.formschema.calculations.expressions import RECKONING
from aimwell.formschema.calculations.reckoning import figure
from aimwell.formschema.calculations.values import Blank, Part, both, in_a_row, listed, shown
from aimwell.formschema.json_text import NUMBER_LIMIT

Made = tuple[Part | Blank, list[str]]
"""What was made, and the lines of its working."""

_SIGNS = {"subtract": "−", "multiply": "×", "divide": "÷"}


def combine(operation: str, parts: list[Part | Blank], *, needs_all: bool) -> Made:
    """One value of the parts, with its working. What is blank is left out, unless all are needed."""
    found = [part for part in parts if isinstance(part, Part)]
    blanks = [part for part in parts if isinstance(part, Blank)]
    if operation == "count":
        return Part(Fraction(len(found)), str(len(found))), [f"Answered: {len(found)} of {len(parts)}"]
    needs_all = needs_all or operation in RECKONING
    if blanks and (needs_all or not found):
        return both(blanks, needs_all), []
    kinds = {type(part.value) for part in found}
    if operation in ("min", "max") and kinds in ({Fraction}, {date}):
        made, line = _extreme(operation, found)
        return made, [line, *_left_out(blanks)]
    if kinds != {Fraction}:
        return Blank(reason="Something it is worked out from isn’t a number"), []
    reckoned = _reckoned(operation, found)
    if isinstance(reckoned, Blank):
        return reckoned, []
    made, line = reckoned
    return made, [line, *_left_out(blanks)]


def _extreme(operation: str, found: list[Part]) -> tuple[Part, str]:
    values: list[Any] = [part.value for part in found]
    words = ("earliest", "latest") if isinstance(values[0], date) else ("smallest", "largest")
    value, word = (min(values), words[0]) if operation == "min" else (max(values), words[1])
    return Part(value, shown(value)), f"The {word} of {in_a_row(found, ', ')} = {shown(value)}"


def _reckoned(operation: str, found: list[Part]) -> tuple[Part, str] | Blank:
    values = [part.value for part in found if isinstance(part.value, Fraction)]
    if operation in ("subtract", "divide") and len(values) != 2:
        return Blank(reason="It would have several values")
    if operation == "divide" and values[1] == 0:
        return Blank(reason=f"Can’t be divided by {found[1].told}")
    total = _TOTALS[operation](values)
    if abs(total) > NUMBER_LIMIT:
        return Blank(reason="A number on the way is too large")
    told = in_a_row(found, f" {_SIGNS.get(operation, '+')} ")
    if operation == "mean":
        told = f"({told}) ÷ {len(values)}"
    return Part(total, figure(total)), f"{told} = {figure(total)}"


def _left_out(blanks: list[Blank]) -> list[str]:
    names = tuple(dict.fromkeys(need for blank in blanks for need in blank.needs))
    told = [f"Left out, as not answered: {listed(names)}"] if names else []
    return told + list(dict.fromkeys(f"Left out: {blank.reason}" for blank in blanks if blank.reason))


def _product(values: list[Fraction]) -> Fraction:
    total = Fraction(1)
    for value in values:
        total *= value
    return total


_TOTALS: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "sum": lambda values: sum(values, Fraction(0)),
    "mean": lambda values: sum(values, Fraction(0)) / len(values),
    "subtract": lambda values: values[0] - values[1],
    "multiply": _product,
    "divide": lambda values: values[0] / values[1],
}
