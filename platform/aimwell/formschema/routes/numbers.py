"""Numbers that make a difference: those that are compared with, and one between each two of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeGuard

from aimwell.formschema.outline import Question

Json = Any
Number = int | float

_USUAL = 5
"""The example of a number, where any will do."""


def number_choices(question: Question, compared: list[Json]) -> Iterator[Number]:
    """Numbers that fit the question: each one of the compared, and one on either side of each.

    Limits and steps are kept; where no number lies between two, there is none.
    """
    exclusive = [question.schema.get(name) for name in ("exclusiveMinimum", "exclusiveMaximum")]
    limits = [question.minimum, question.maximum, *exclusive]
    cuts = sorted({Fraction(value) for value in (*compared, *limits) if is_number(value)})
    step = _step(question)
    found = [*_between(cuts, step), *cuts]
    fitting = sorted({value for value in map(_plain, found) if _fits(question, value, step)})
    preferred = [value for value in (_USUAL,) if not compared and _fits(question, value, step)]
    yield from preferred or fitting


def is_number(value: Json) -> TypeGuard[Number]:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _between(cuts: list[Fraction], step: Fraction | None) -> Iterator[Fraction]:
    """One number below the first cut, one in each gap, one above the last; not all of them need fit."""
    if not cuts:
        yield Fraction(0)
        return
    unit = step or Fraction(1)
    yield (math.ceil(cuts[0] / unit) - 1) * unit
    yield (math.floor(cuts[-1] / unit) + 1) * unit
    for low, high in pairwise(cuts):
        above = (math.floor(low / unit) + 1) * unit
        if above < high:
            yield above
        elif step is None:
            yield (low + high) / 2


def _step(question: Question) -> Fraction | None:
    """What every answer is a multiple of: the step, or the least whole number that is one of its steps."""
    stated = Fraction(question.step) if question.step else None
    if not question.whole:
        return stated
    return Fraction(1) if stated is None else Fraction(stated.numerator)


def _fits(question: Question, value: Number, step: Fraction | None) -> bool:
    over, under = question.schema.get("exclusiveMinimum"), question.schema.get("exclusiveMaximum")
    low = question.minimum if question.minimum is not None else -math.inf
    high = question.maximum if question.maximum is not None else math.inf
    return (
        low <= value <= high
        and not (is_number(over) and value <= over)
        and not (is_number(under) and value >= under)
        and (step is None or (Fraction(value) / step).denominator == 1)
    )


def _plain(value: Fraction) -> Number:
    return int(value) if value.denominator == 1 else float(value)
