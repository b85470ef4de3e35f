"""Work out a calculated answer, with its working in words. Always ends, never raises.

What is missing leads to a reason in place of a value: ``Needs ‘Height’``. A sum, mean, smallest or largest of
several leaves out what isn't answered (unless it needs all) and says so; a count counts what is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from aimwell.contracts import Answers
from aimwell.formschema import conditions
from aimwell.formschema.calculations.combining import combine
from aimwell.formschema.calculations.expressions import (
    RESULT_LIMIT,
    TODAY,
    AgeAt,
    AnswerTo,
    Between,
    Combined,
    Day,
    Expression,
    Fixed,
    IfElse,
    Rounded,
    RowsOf,
    ScoreOf,
    as_date,
)
from aimwell.formschema.calculations.reckoning import complete, day, figure, rounded
from aimwell.formschema.calculations.values import (
    Blank,
    Many,
    Part,
    Value,
    both,
    exact,
    fixed,
    quoted,
    read,
    read_column,
    several,
    shown,
)
from aimwell.formschema.json_text import NUMBER_LIMIT
from aimwell.formschema.keywords import ROW_LIMIT
from aimwell.formschema.outline import Outline, Question
from aimwell.formschema.shape import DEFAULT_LONG, escaped
from aimwell.formschema.wording import phrase

Json = Any
Scorer = Callable[[Question, Answers], Mapping[str, float | None]]
"""The score of a measure's question on each of its scales, from the answers to it. Must not raise."""


def no_scores(question: Question, answers: Answers) -> Mapping[str, float | None]:
    """The scorer that knows no measure."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Known:
    """What calculations use beside answers: the day, the person's birth, and who scores measures."""

    today: date | None = None
    born: date | None = None
    score: Scorer = no_scores


NOTHING_KNOWN = Known()


@dataclass(frozen=True, kw_only=True)
class Worked:
    """What was worked out for a question. ``value`` is None where ``reason`` says why there is none."""

    question: Question
    value: Json
    reason: str
    working: tuple[str, ...]
    used_today: bool
    """Whether the value depends on the day."""


def work_out(
    question: Question, answers: Mapping[str, Json], outline: Outline, known: Known = NOTHING_KNOWN
) -> Worked:
    """The value of a calculated question on answers that are pruned up to it."""
    work = _Work(answers, outline, known)
    if question.calculation is None:
        found: Part | Blank = Blank(reason="How it is worked out can’t be read")
    else:
        found = work.one(question.calculation)
    value = _as_answer(question, found, work) if isinstance(found, Part) else None
    if isinstance(value, Blank):
        found, value = value, None
    return Worked(
        question=question,
        value=value,
        reason=found.text() if isinstance(found, Blank) else "",
        working=tuple(work.lines),
        used_today=work.used_today,
    )


def _as_answer(question: Question, found: Part, work: _Work) -> Json:
    kind, value = question.schema.get("type"), found.value
    if isinstance(value, bool):
        return value if kind == "boolean" else _MISFIT
    if isinstance(value, Fraction) and kind in ("number", "integer"):
        result = rounded(value, question.decimals)
        if abs(result) > RESULT_LIMIT:
            return Blank(reason=f"The result is beyond {figure(Fraction(RESULT_LIMIT))}")
        if result != value:
            work.lines.append(f"Rounded: {figure(result)}")
        return int(result) if result.denominator == 1 else float(result)
    if isinstance(value, date) and kind == "string" and question.format == "date":
        return value.isoformat()
    if isinstance(value, str) and kind == "string" and question.format is None:
        return value if value.strip() and len(value) <= DEFAULT_LONG else Blank(reason="The text is too long")
    return _MISFIT


_MISFIT = Blank(reason="What is worked out isn’t what this question gives")


class _Work:
    """One working out: what it looks at, and its lines so far."""

    def __init__(self, answers: Mapping[str, Json], outline: Outline, known: Known) -> None:
        self.answers, self.outline, self.known = answers, outline, known
        self.lines: list[str] = []
        self.used_today = False

    def one(self, expression: Expression) -> Part | Blank:
        """The one value of an expression."""
        found = self.all(expression)
        return found if not isinstance(found, tuple) else Blank(reason="It would have several values")

    def all(self, expression: Expression) -> Part | Blank | Many:
        """What an expression gives: one value, or those of all rows."""
        if isinstance(expression, Fixed):
            return fixed(expression.value)
        if isinstance(expression, Day):
            return self.day(expression.day)
        if isinstance(expression, AnswerTo):
            return self.answer(expression)
        if isinstance(expression, ScoreOf):
            return self.score(expression)
        if isinstance(expression, Combined):
            parts = [one for part in expression.parts for one in several(self.all(part))]
            made, lines = combine(expression.operation, parts, needs_all=expression.needs_all)
            self.lines += lines
            return made
        if isinstance(expression, RowsOf):
            return self.rows(expression)
        if isinstance(expression, Rounded):
            return self.round(expression)
        if isinstance(expression, Between):
            return self.between(self.one(expression.start), self.one(expression.end), expression.unit)
        if isinstance(expression, AgeAt):
            return self.age(self.one(expression.born), self.one(expression.at))
        return self.if_else(expression)

    # What is looked up

    def day(self, name: str) -> Part | Blank:
        if name == TODAY:
            self.used_today = True
            today = self.known.today
            return Part(today, f"{day(today)} (the day of this form)") if today else Blank((_THE_DAY,))
        found = as_date(name)
        if found is not None:
            return Part(found, day(found))
        born = self.known.born
        return Part(born, f"{day(born)} (date of birth)") if born else Blank((_THE_BIRTH,))

    def answer(self, expression: AnswerTo) -> Part | Blank | Many:
        question, answer = self.look_up(expression.question)
        if question is None:
            return _GONE
        if not expression.column:
            return read(question, answer)
        column = next((one for one in question.questions if one.key == expression.column), None)
        return _GONE if column is None else read_column(question, column, answer)

    def look_up(self, name: str) -> tuple[Question | None, Json]:
        section, _, key = name.partition("/")
        inside = self.answers.get(section)
        question = self.outline.question(f"/{escaped(section)}/{escaped(key)}")
        return question, inside.get(key) if isinstance(inside, Mapping) else None

    def score(self, expression: ScoreOf) -> Part | Blank:
        question, answers = self.look_up(expression.question)
        if question is None:
            return _GONE
        if not isinstance(answers, Mapping):
            return Blank((quoted(question),))
        value = self.known.score(question, answers).get(expression.scale)
        if value is None or not abs(value) <= NUMBER_LIMIT:
            return Blank((f"the score of {quoted(question)}",))
        number = exact(value)
        return Part(number, f"{quoted(question)} ({expression.scale.replace('_', ' ')}) {figure(number)}")

    def rows(self, expression: RowsOf) -> Part | Blank:
        question, answer = self.look_up(expression.group)
        if question is None:
            return _GONE
        rows = answer if isinstance(answer, list) and len(answer) <= ROW_LIMIT else []
        where = expression.where
        found = sum(1 for row in rows if where is None or conditions.holds(where, self.answers, row))
        column = next(iter(question.questions), None)
        which = "" if where is None else f" where {phrase(where, self.outline, column)}"
        of = "" if where is None else f" of {len(rows)}"
        return self.result(Fraction(found), f"Rows of {quoted(question)}{which}: {found}{of}")

    # What is made of it

    def result(self, value: Value, line: str) -> Part:
        self.lines.append(line)
        return Part(value, shown(value))

    def round(self, expression: Rounded) -> Part | Blank:
        found = self.one(expression.part)
        if isinstance(found, Blank):
            return found
        if not isinstance(found.value, Fraction):
            return Blank(reason="Something to round isn’t a number")
        value = rounded(found.value, expression.decimals)
        return self.result(value, f"{found.told} rounded = {figure(value)}")

    def between(self, start: Part | Blank, end: Part | Blank, unit: str) -> Part | Blank:
        dates = _dates(start, end)
        if isinstance(dates, Blank):
            return dates
        value = complete(dates[0].value, dates[1].value, unit)
        line = f"From {dates[0].told} to {dates[1].told} = {_counted(value, 'complete ' + unit)}"
        return self.result(Fraction(value), line)

    def age(self, born: Part | Blank, at: Part | Blank) -> Part | Blank:
        dates = _dates(born, at)
        if isinstance(dates, Blank):
            return dates
        if dates[1].value < dates[0].value:
            return Blank(reason="The date of birth is the later one")
        value = complete(dates[0].value, dates[1].value, "years")
        line = f"Born {dates[0].told}, so on {dates[1].told} = {_counted(value, 'years')}"
        return self.result(Fraction(value), line)

    def if_else(self, expression: IfElse) -> Part | Blank | Many:
        holds = conditions.holds(expression.when, self.answers)
        told = phrase(expression.when, self.outline)
        self.lines.append(f"{'As' if holds else 'It isn’t so that'} {told}")
        if holds:
            return self.all(expression.then)
        if expression.otherwise is None:
            return Blank(reason=f"Only worked out if {told}")
        return self.all(expression.otherwise)


_THE_DAY, _THE_BIRTH = "the day of the form", "the date of birth"
_GONE = Blank(reason="A question that it uses isn’t in the form")


def _counted(number: int, things: str) -> str:
    return f"{number:,} {things[:-1] if abs(number) == 1 else things}"


@dataclass(frozen=True)
class _Date:
    value: date
    told: str


def _dates(start: Part | Blank, end: Part | Blank) -> tuple[_Date, _Date] | Blank:
    blanks = [one for one in (start, end) if isinstance(one, Blank)]
    if blanks:
        return both(blanks, True)
    found = [
        _Date(one.value, one.told)
        for one in (start, end)
        if isinstance(one, Part) and isinstance(one.value, date)
    ]
    if len(found) < 2:
        return Blank(reason="Something it is worked out from isn’t a date")
    return found[0], found[1]
