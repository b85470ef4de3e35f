"""The answers to a question that make a difference: one for each way its comparisons can come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from aimwell.formschema.conditions import Comparison, is_met, same
from aimwell.formschema.outline import Question
from aimwell.formschema.patterns import found_in
from aimwell.formschema.routes.numbers import number_choices
from aimwell.formschema.shape import DEFAULT_LONG, DEFAULT_SHORT, EMAIL_PATTERN, answered_as

Json = Any

ROWS: tuple[dict[str, Json], ...] = ({"answered": True},)
"""Stands for the answer of a group or measure, of which a condition can only ask whether there is one."""

_DATES = ("2020-01-15", "2001-07-04", "1950-03-27")
_TEXTS = (
    *("Example", "Another example", "An example of several words", "Ex", "X", "x", "AB", "AB1", "A1"),
    *("SW1A 1AA", "1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789"),
    *("1234567890", "01632960000", "943 476 5919", "9434765919", "a", "abc", "ABC", "A", "ABC123", "a1"),
)
_EMAILS = ("name@example.com", "other@example.com", "a@b.uk", "b@b.uk")


def choices(question: Question, compared: Sequence[Comparison]) -> Iterator[Json]:
    """Answers that fit the question: for each way in which the comparisons can come out, one that does it.

    Empty when no answer fits it. What comes first makes the best example. What is calculated is taken to be
    able to come out as anything of its kind.
    """
    values = [value for comparison in compared for value in _values(comparison)]
    kind = answered_as(question.schema) or question.widget
    if kind in ("group", "measure"):
        return iter(ROWS if kind == "measure" or question.max_rows > 0 else ())
    if kind == "yes-no":
        return iter((True, False))
    if kind == "several-of":
        return _sets(question, values)
    if question.options:
        return _options(question, values)
    if kind in ("number", "scale"):
        return _different(number_choices(question, values), compared)
    if kind == "date":
        return _and_another(filter(_is_date, values), _DATES)
    return iter(()) if kind == "guidance" else _texts(question, values)


def _different(answers: Iterator[Json], compared: Sequence[Comparison]) -> Iterator[Json]:
    """The answers without those for which all comparisons come out as for an earlier one."""
    seen: set[tuple[bool, ...]] = set()
    for answer in answers:
        verdicts = tuple(is_met(comparison, answer) for comparison in compared)
        if verdicts not in seen:
            seen.add(verdicts)
            yield answer


def _values(comparison: Comparison) -> tuple[Json, ...]:
    value = comparison.value
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _options(question: Question, values: list[Json]) -> Iterator[str]:
    """Each option that is compared with, and the first of those that aren't."""
    others = 0
    for option in question.options:
        compared = option.value in values
        if compared or not others:
            yield option.value
        others += not compared


def _sets(question: Question, values: list[Json]) -> Iterator[list[str]]:
    """Each set of the options that are compared with, filled up with others to as many as must be chosen."""
    options = [option.value for option in question.options]
    compared = [value for value in options if value in values]
    others = [value for value in options if value not in values]
    least, most = max(question.min_rows, 1), min(question.max_rows, len(options))
    sizes = sorted(range(min(len(compared), most) + 1), key=lambda size: (size != 1, size))
    for size in sizes:
        missing = max(0, least - size)
        if missing > len(others) or least > most:
            continue
        for chosen in combinations(compared, size):
            picked = {*chosen, *others[:missing]}
            yield [value for value in options if value in picked]


def _texts(question: Question, values: list[Json]) -> Iterator[str]:
    """Each text that is compared with, as far as it may be typed; and another."""
    examples = _EMAILS if question.format == "email" else _TEXTS
    padded = (text.ljust(question.min_length or 0, "x") for text in examples)
    fitting = [text for text in padded if fits_text(question, text)]
    # A pattern that none of ours fits has texts that do, all the same: the last one stands for them.
    return _and_another((value for value in values if fits_text(question, value)), [*fitting, "Any other"])


def fits_text(question: Question, value: Json) -> bool:
    """Whether a text may be typed as the answer to a question."""
    longest = question.max_length or (DEFAULT_LONG if question.widget == "long-text" else DEFAULT_SHORT)
    if not isinstance(value, str) or not value.strip():
        return False
    if not (question.min_length or 0) <= len(value) <= longest:
        return False
    if question.pattern and question.format is None and not found_in(question.pattern, value):
        return False
    return question.format != "email" or found_in(EMAIL_PATTERN, value)


def _and_another(values: Iterator[Json], examples: Sequence[str]) -> Iterator[str]:
    found = list(dict.fromkeys(values))
    another = next((text for text in examples if not any(same(text, value) for value in found)), None)
    if another is not None:
        yield another
    yield from found


def _is_date(value: Json) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False
