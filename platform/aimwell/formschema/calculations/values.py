"""What calculations work with: values together with the words that tell of them, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from aimwell.formschema import conditions
from aimwell.formschema.calculations.expressions import as_date
from aimwell.formschema.calculations.reckoning import day, figure
from aimwell.formschema.json_text import NUMBER_LIMIT
from aimwell.formschema.keywords import OPTION_LIMIT, ROW_LIMIT
from aimwell.formschema.outline import Question

Json = Any

MOST_TOLD = 12
"""Parts that are told one by one."""

_FINEST = Decimal("1e-12")

Value: TypeAlias = "Fraction | date | str | bool"


@dataclass(frozen=True)
class Part:
    """A value, and how the working tells it: with the title of the question that gave it."""

    value: Value
    told: str


@dataclass(frozen=True)
class Blank:
    """No value: the titles of what isn't answered, or another reason."""

    needs: tuple[str, ...] = ()
    reason: str = ""

    def text(self) -> str:
        """Why there is no value, in words."""
        return self.reason or f"Needs {listed(self.needs)}"


Many: TypeAlias = "tuple[Part | Blank, ...]"


def fixed(value: int | float | str | bool) -> Part:
    """What is written in the expression itself."""
    made = value if isinstance(value, (bool, str)) else exact(value)
    return Part(made, shown(made))


def exact(value: float) -> Fraction:
    """The number that is written, to twelve decimals, not the nearest binary one: 0.1 is a tenth."""
    return Fraction(value) if isinstance(value, int) else Fraction(Decimal(repr(value)).quantize(_FINEST))


def read(question: Question, answer: Json) -> Part | Blank | Many:
    """An answer as a value, whatever it is. Of options what is kept counts; the wording only tells it."""
    if conditions.is_blank(answer):
        return Blank((quoted(question),))
    labels = {option.value: option.label for option in question.options}
    if isinstance(answer, list):
        texts = [one for one in answer[:OPTION_LIMIT] if isinstance(one, str)]
        return tuple(Part(one, f"{quoted(question)} {shown(labels.get(one, one))}") for one in texts)
    value: Value | None = None
    if isinstance(answer, bool):
        value = answer
    elif isinstance(answer, (int, float)) and abs(answer) <= NUMBER_LIMIT:
        value = exact(answer)
    elif isinstance(answer, str):
        value = as_date(answer) if question.format == "date" else answer
    if value is None:
        return Blank(reason=f"{quoted(question)} can’t be used as it is answered")
    told = labels.get(value, value) if isinstance(value, str) else value
    return Part(value, f"{quoted(question)} {shown(told)}")


def read_column(group: Question, column: Question, rows: Json) -> Many:
    """The answers to one question of all rows; a group without rows is one blank."""
    listed_rows = rows if isinstance(rows, list) and len(rows) <= ROW_LIMIT else []
    found: list[Part | Blank] = []
    for row in listed_rows:
        if not isinstance(row, Mapping):
            continue
        one = read(column, row.get(column.key))
        if isinstance(one, tuple):
            one = Blank(reason="A row has several answers to one question")
        if isinstance(one, Part) and found:
            one = Part(one.value, shown(one.value))  # its title was told with the first
        found.append(one)
    return tuple(found) or (Blank((quoted(group),)),)


def several(found: Part | Blank | Many) -> Iterator[Part | Blank]:
    """What was found, one by one."""
    yield from found if isinstance(found, tuple) else (found,)


def both(blanks: list[Blank], needs_all: bool) -> Blank:
    """Why nothing can be made of what is missing."""
    if hard := next((blank for blank in blanks if blank.reason), None):
        return hard
    needs = tuple(dict.fromkeys(need for blank in blanks for need in blank.needs))
    if needs_all or len(needs) == 1:
        return Blank(needs)
    return Blank(reason=f"Needs at least one of {listed(needs)}")


def quoted(question: Question) -> str:
    """The title of a question as the working tells it."""
    return f"‘{question.title}’"


def shown(value: Value) -> str:
    """A value as it is read."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Fraction):
        return figure(value)
    return day(value) if isinstance(value, date) else f"“{value[:80]}”"


def in_a_row(parts: list[Part], joint: str) -> str:
    """The parts with a sign between them, the first dozen of them."""
    told = [part.told for part in parts[:MOST_TOLD]]
    if len(parts) > MOST_TOLD:
        told.append(f"… ({len(parts) - MOST_TOLD} more)")
    return joint.join(told)


def listed(names: tuple[str, ...]) -> str:
    """Names in a sentence: A, B and C."""
    told = list(names[:MOST_TOLD])
    if len(names) > MOST_TOLD:
        told.append(f"{len(names) - MOST_TOLD} more")
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
