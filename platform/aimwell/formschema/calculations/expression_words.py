"""An expression in plain words, for the editor: “‘Weight’ ÷ (‘Height’ × ‘Height’)”."""

from __future__ import annotations

from aimwell.formschema.calculations.expressions import (
    BIRTH,
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
from aimwell.formschema.calculations.reckoning import day, figure
from aimwell.formschema.calculations.values import exact
from aimwell.formschema.outline import Outline, Question
from aimwell.formschema.wording import phrase

_NAMES = {"sum": "the sum", "mean": "the mean", "min": "the smallest", "max": "the largest"}
_SIGNS = {"subtract": " − ", "multiply": " × ", "divide": " ÷ "}


def expression_words(expression: Expression, outline: Outline) -> str:
    """What an expression works out, to stand inside a sentence."""
    if isinstance(expression, Fixed):
        return _fixed(expression.value)
    if isinstance(expression, Day):
        known = {TODAY: "the day of the form", BIRTH: "the date of birth"}
        written = as_date(expression.day)
        return known.get(expression.day) or (day(written) if written else expression.day)
    if isinstance(expression, AnswerTo):
        return _answer(expression, outline)
    if isinstance(expression, ScoreOf):
        return f"the score “{expression.scale}” of {_title(_named(expression.question, outline))}"
    if isinstance(expression, Combined):
        return _combined(expression, outline)
    if isinstance(expression, RowsOf):
        return _rows(expression, outline)
    if isinstance(expression, Rounded):
        decimals = expression.decimals
        to = f"{decimals} decimal{'s' * (decimals != 1)}" if decimals else "a whole number"
        return f"{_inner(expression.part, outline)} rounded to {to}"
    if isinstance(expression, Between):
        start, end = expression_words(expression.start, outline), expression_words(expression.end, outline)
        return f"the {expression.unit} from {start} to {end}"
    if isinstance(expression, AgeAt):
        born, at = expression_words(expression.born, outline), expression_words(expression.at, outline)
        return f"the age of who was born on {born}, on {at}"
    return _if_else(expression, outline)


def _fixed(value: float | str | bool) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return f"“{value}”" if isinstance(value, str) else figure(exact(value))


def _answer(expression: AnswerTo, outline: Outline) -> str:
    question = _named(expression.question, outline)
    if not expression.column:
        return _title(question)
    columns = question.questions if question is not None else ()
    column = next((one for one in columns if one.key == expression.column), None)
    return f"{_title(column)} in all rows of {_title(question)}"


def _rows(expression: RowsOf, outline: Outline) -> str:
    group = _named(expression.group, outline)
    if expression.where is None:
        return f"the number of rows of {_title(group)}"
    column = next(iter(group.questions), None) if group is not None else None
    return f"the number of rows of {_title(group)} where {phrase(expression.where, outline, column)}"


def _combined(expression: Combined, outline: Outline) -> str:
    if expression.operation in _SIGNS:
        return _SIGNS[expression.operation].join(_inner(part, outline) for part in expression.parts)
    told = [_inner(part, outline) for part in expression.parts]
    parts = " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
    if expression.operation == "count":
        return f"how many are answered of {parts}"
    needs = ", when all are answered" if expression.needs_all else ""
    return f"{_NAMES[expression.operation]} of {parts}{needs}"


def _if_else(expression: IfElse, outline: Outline) -> str:
    then = expression_words(expression.then, outline)
    if expression.otherwise is None:
        return f"{then} if {phrase(expression.when, outline)}"
    otherwise = expression_words(expression.otherwise, outline)
    return f"{then} if {phrase(expression.when, outline)}, otherwise {otherwise}"


def _inner(part: Expression, outline: Outline) -> str:
    words = expression_words(part, outline)
    return words if isinstance(part, (Fixed, Day, AnswerTo, ScoreOf)) else f"({words})"


def _named(name: str, outline: Outline) -> Question | None:
    return outline.question(f"/{name}")


def _title(question: Question | None) -> str:
    return f"‘{question.title}’" if question is not None else "a question that isn’t there"
