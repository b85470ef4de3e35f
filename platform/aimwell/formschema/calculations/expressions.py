"""The expressions of calculated answers (``x-aimwell.calculate``), as trees of bounded size.

``expression_reading`` reads them, ``expression_checks`` says whether a template may hold one, and
``calculating`` what one is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from aimwell.formschema import conditions
from aimwell.formschema.conditions import Condition
from aimwell.formschema.shape import DATE_PATTERN

DEPTH_LIMIT = 6
"""How deep expressions may be nested: more can't be read by a person."""

SIZE_LIMIT = 100
"""Parts of one expression, counted together."""

PARTS_LIMIT, TEXT_LIMIT, DECIMALS_LIMIT = 50, 200, 6

DEFAULT_DECIMALS = 2

RESULT_LIMIT = 10**9
"""The greatest number that can be worked out: with six decimals, a double still holds it exactly."""

GATHERING = frozenset({"sum", "mean", "min", "max", "count"})
"""What takes any number of parts, and the answers of all rows; what isn't answered is left out."""

RECKONING = frozenset({"subtract", "multiply", "divide"})
"""What needs each of its parts."""

OPERATIONS = GATHERING | RECKONING | {"rows", "round", "between", "age", "if"}
UNITS = ("days", "weeks", "months", "years")
TODAY, BIRTH = "today", "birth"
"""The days that no question asks: of filling in or signing, and of the person's birth."""


@dataclass(frozen=True)
class Fixed:
    """A number, a text, or yes or no, as it is written."""

    value: int | float | str | bool


@dataclass(frozen=True)
class Day:
    """A date: ``today``, ``birth``, or a day written out."""

    day: str


@dataclass(frozen=True)
class AnswerTo:
    """The answer to a question (``section/key``); with a column: those of all rows of that group."""

    question: str
    column: str = ""


@dataclass(frozen=True)
class ScoreOf:
    """A scale of what the measure asked by ``question`` scores."""

    question: str
    scale: str


@dataclass(frozen=True)
class Combined:
    """A sum, a mean and so on of several parts. ``needs_all``: not worked out while one is missing."""

    operation: str
    parts: tuple[Expression, ...]
    needs_all: bool = False


@dataclass(frozen=True)
class RowsOf:
    """The number of rows of a group; with a condition: of those where it holds."""

    group: str
    where: Condition | None = None


@dataclass(frozen=True)
class Rounded:
    """A number rounded, a half away from zero."""

    part: Expression
    decimals: int


@dataclass(frozen=True)
class Between:
    """The complete days, weeks, months or years from one date to another."""

    start: Expression
    end: Expression
    unit: str


@dataclass(frozen=True)
class AgeAt:
    """The age in complete years of whoever was born on a day, on another day."""

    born: Expression
    at: Expression


@dataclass(frozen=True)
class IfElse:
    """One of two expressions, by a condition; without ``otherwise`` nothing where it doesn't hold."""

    when: Condition
    then: Expression
    otherwise: Expression | None = None


Expression: TypeAlias = (
    "Fixed | Day | AnswerTo | ScoreOf | Combined | RowsOf | Rounded | Between | AgeAt | IfElse"
)


def inner(expression: Expression) -> Iterator[tuple[str, Expression]]:
    """The expressions directly in one, each with its place in it."""
    if isinstance(expression, Combined):
        yield from ((f"/of/{index}", part) for index, part in enumerate(expression.parts))
    elif isinstance(expression, Rounded):
        yield "/of", expression.part
    elif isinstance(expression, Between):
        yield from (("/from", expression.start), ("/to", expression.end))
    elif isinstance(expression, AgeAt):
        yield from (("/born", expression.born), ("/at", expression.at))
    elif isinstance(expression, IfElse):
        yield "/then", expression.then
        if expression.otherwise is not None:
            yield "/else", expression.otherwise


def every(expression: Expression, place: str = "") -> Iterator[tuple[str, Expression]]:
    """An expression and all those in it, each with its place."""
    yield place, expression
    for step, part in inner(expression):
        yield from every(part, place + step)


def references(expression: Expression) -> Iterator[str]:
    """The questions and groups (``section/key``) that an expression looks at, conditions included."""
    for _, part in every(expression):
        if isinstance(part, (AnswerTo, ScoreOf)):
            yield part.question
        elif isinstance(part, RowsOf):
            yield part.group
        elif isinstance(part, IfElse):
            yield from (one.question for one in conditions.comparisons(part.when))


_DATE = re.compile(DATE_PATTERN)


def as_date(text: str) -> date | None:
    """The date that a text is; None when it is none."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
