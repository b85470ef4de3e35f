"""What a manager types into a cell: ``2..3``, ``not(none)``, ``high, low``, ``unknown`` or ``-``.

A subset of S-FEEL (DMN). Nothing typed is ever evaluated: it is read word by word.
"""

from __future__ import annotations

import re

from aimwell.ruletables.columns import Column, Input, Value
from aimwell.ruletables.conditions import Between, Condition, Is, IsKnown, IsUnknown, Test

LONGEST = 2000
"""Characters of a cell."""

_ANYTHING = ("", "-", "–", "—", "any", "anything")
_UNKNOWN = ("unknown", "not known", "null")
_NOT = re.compile(r"not\s*\((.*)\)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"[-−]?[0-9]{1,9}")
_RANGE = re.compile(
    r"(?P<open>[\[(]?)\s*(?P<low>[-−]?[0-9]{1,9})\s*(?:\.\.|…|to)\s*(?P<high>[-−]?[0-9]{1,9})\s*(?P<close>[\])]?)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?P<sign><=|>=|<|>|≤|≥)\s*(?P<number>[-−]?[0-9]{1,9})")


class CellRefused(ValueError):
    """A cell that can’t be read: what is wrong with it, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


def read_cell(text: str, column: Column) -> Condition | None:
    """The condition that a cell of this column holds; None: anything. Raises CellRefused."""
    said = text.strip()
    if len(said) > LONGEST:
        raise CellRefused(f"A cell can hold {LONGEST} characters.", "Split the rule in two.")
    if said.casefold() in _ANYTHING:
        return None
    found = _NOT.fullmatch(said)
    inside = (found[1] if found else said).strip()
    if not inside:
        raise CellRefused("Nothing stands between the brackets of not( ).", "Write what it must not be.")
    tests = [_test(part, column) for part in _parts(inside, column)]
    return Condition(tests=tuple(dict.fromkeys(tests)), negated=found is not None)


def cell_text(condition: Condition | None) -> str:
    """A condition as it is typed."""
    if condition is None:
        return "-"
    inside = ", ".join(_typed(test) for test in condition.tests)
    return f"not({inside})" if condition.negated else inside


def _parts(text: str, column: Column) -> list[str]:
    """The parts between commas; a label that has commas itself is one."""
    if isinstance(column, Input) and _option(text, column) is not None:
        return [text]
    parts = [part.strip() for part in text.split(",")]
    if "" in parts:
        raise CellRefused("Nothing stands before or after a comma.", "Write a value there, or take it out.")
    return parts


def _test(part: str, column: Column) -> Test:
    if part.casefold() in _UNKNOWN:
        return IsUnknown()
    if part.casefold() == "known":
        return IsKnown()
    if column.kind == "whole-number":
        return _number_test(part, column)
    value = _option(part, column) if isinstance(column, Input) else None
    if column.kind == "yes-no":
        value = {"yes": True, "no": False}.get(part.casefold())
    if value is None:
        raise CellRefused(f"‘{column.label}’ can’t be “{part[:80]}”.", f"It can be {_possible(column)}.")
    return Is(value=value)


def _number_test(part: str, column: Column) -> Test:
    if _NUMBER.fullmatch(part):
        return Is(value=_within(_number(part), column))
    if compared := _COMPARED.fullmatch(part):
        number = _number(compared["number"])
        return {
            "<": Between(low=None, high=number - 1),
            ">": Between(low=number + 1, high=None),
            "<=": Between(low=None, high=number),
            "≤": Between(low=None, high=number),
        }.get(compared["sign"], Between(low=number, high=None))
    if found := _RANGE.fullmatch(part):
        low = _number(found["low"]) + (found["open"] == "(")
        high = _number(found["high"]) - (found["close"] == ")")
        if low > high:
            raise CellRefused(f"No number lies in “{part[:80]}”.", "Put the smaller number first.")
        return Between(low=low, high=high)
    raise CellRefused(f"‘{column.label}’ can’t be “{part[:80]}”.", f"It can be {_possible(column)}.")


def _within(number: int, column: Column) -> int:
    if isinstance(column, Input) and not column.has(number):
        raise CellRefused(f"‘{column.label}’ can’t be {number}.", f"It can be {_possible(column)}.")
    return number


def _option(text: str, column: Input) -> Value | None:
    """The option of this value, or of this label."""
    wanted = text.casefold()
    for option in column.options:
        if wanted in (option.value, option.label.casefold()):
            return option.value
    return None


def _possible(column: Column) -> str:
    if column.kind == "yes-no":
        return "yes, no or unknown"
    if isinstance(column, Input) and column.kind == "one-of":
        return f"{', '.join(option.value for option in column.options)}, or unknown"
    limits = f" from {column.minimum} to {column.maximum}" if isinstance(column, Input) else ""
    return f"a whole number{limits}, a range such as 2..3, >=2, or unknown"


def _number(text: str) -> int:
    return int(text.replace("−", "-"))


def _typed(test: Test) -> str:
    if isinstance(test, IsUnknown):
        return "unknown"
    if isinstance(test, IsKnown):
        return "known"
    if isinstance(test, Is):
        return {True: "yes", False: "no"}[test.value] if isinstance(test.value, bool) else str(test.value)
    if test.low is None:
        return f"<={test.high}"
    return f">={test.low}" if test.high is None else f"{test.low}..{test.high}"
