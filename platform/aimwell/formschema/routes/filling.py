"""Fill in a whole form from the few answers that decide its route, and answer what else must be answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.formschema.conditions import is_blank
from aimwell.formschema.outline import Outline, Question, shown
from aimwell.formschema.routes.choices import choices
from aimwell.formschema.shape import ROW_ID

Json = Any

_UNASKED = frozenset({"guidance", "calculated"})
_ROW_KEY = "00000000-0000-4000-8000-{:012d}"


def filled(sketch: Outline, decided: Mapping[str, Json]) -> dict[str, Json]:
    """Answers ``{section: {question: answer}}`` to all that is asked and required, and to what was decided.

    ``decided``: answers by the pointer of their question (``*`` for the one row of a group); None leaves it
    blank.
    """
    answers: dict[str, Json] = {}
    for section in sketch.sections:
        if shown(section, answers):
            answers[section.key] = {}
            _fill(section.questions, answers[section.key], answers, decided)
    return answers


def _fill(
    questions: tuple[Question, ...],
    into: dict[str, Json],
    answers: Mapping[str, Json],
    decided: Mapping[str, Json],
) -> None:
    for question in questions:
        if question.widget not in _UNASKED and shown(question, answers, into):
            answer = _answer(question, answers, decided)
            if not is_blank(answer):
                into[question.key] = answer
            elif question.nullable and question.required:
                into[question.key] = None


def _answer(question: Question, answers: Mapping[str, Json], decided: Mapping[str, Json]) -> Json:
    wanted = decided.get(question.pointer)
    if question.pointer in decided and is_blank(wanted):
        return None
    if not question.required and is_blank(wanted):
        return None
    if question.widget == "group":
        return _rows(question, answers, decided)
    if question.widget == "measure":
        inside: dict[str, Json] = {}
        _fill(question.questions, inside, answers, decided)
        return inside or _first_answered(question, answers)
    return next(choices(question, ()), None) if is_blank(wanted) else wanted


def _rows(group: Question, answers: Mapping[str, Json], decided: Mapping[str, Json]) -> list[Json]:
    rows: list[Json] = []
    for number in range(max(group.min_rows, 1)):
        row: dict[str, Json] = {
            column.key: _ROW_KEY.format(number + 1) for column in group.questions if column.widget == ROW_ID
        }
        made_by_server = len(row)
        _fill(group.questions, row, answers, decided)
        if all(value is None for value in list(row.values())[made_by_server:]):
            row.update(_first_answered(group, answers))
        rows.append(row)
    return rows


def _first_answered(holder: Question, answers: Mapping[str, Json]) -> dict[str, Json]:
    """A row or measure in which nothing must be answered, with one answer, so that it says something."""
    for inner in holder.questions:
        if inner.widget not in (*_UNASKED, ROW_ID) and shown(inner, answers, {}):
            answer = next(choices(inner, ()), None)
            if answer is not None and inner.widget != "group":
                return {inner.key: answer}
    return {}
