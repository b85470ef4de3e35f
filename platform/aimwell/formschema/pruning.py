"""Prune answers: what is not asked, or not answered, is absent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.formschema import conditions
from aimwell.formschema.outline import Question, Section, shown
from aimwell.formschema.prepared import prepared
from aimwell.formschema.shape import NOT_ASKED, ROW_ID

Json = Any


def prune(schema: Mapping[str, Json], answers: Json) -> dict[str, Json]:
    """Answers in the order of the form, without those to questions that aren't shown or are left blank.

    A reason why a question isn't asked today goes where the question is hidden, or answered after all.

    Conditions are looked at in order, each on the answers pruned so far. A section that is shown is there, if
    only as ``{}``. What no question asks for, or has the wrong form, stays for ``validate`` to name. Never
    raises.
    """
    given = answers if isinstance(answers, Mapping) else {}
    pruned: dict[str, Json] = {}
    sections = prepared(schema).outline.sections
    for section in sections:
        if not shown(section, pruned):
            continue
        inside = given.get(section.key, {})
        if isinstance(inside, Mapping):
            pruned[section.key] = {}
            _prune_object(section.questions, inside, pruned[section.key], pruned)
            _prune_reasons(section, pruned[section.key], pruned)
        else:
            pruned[section.key] = inside
    known = {section.key for section in sections}
    pruned.update({key: value for key, value in given.items() if key not in known})
    return pruned


def _prune_object(
    questions: tuple[Question, ...],
    given: Mapping[str, Json],
    kept: dict[str, Json],
    answers: Mapping[str, Json],
) -> None:
    for question in questions:
        if question.key not in given or not shown(question, answers, kept):
            continue
        answer = _prune_answer(question, given[question.key], answers)
        if not conditions.is_blank(answer) or (answer is None and question.nullable):
            kept[question.key] = answer
    known = {question.key for question in questions}
    kept.update({key: value for key, value in given.items() if key not in known})


def _prune_reasons(section: Section, kept: dict[str, Json], answers: Mapping[str, Json]) -> None:
    given = kept.pop(NOT_ASKED, None)
    if not isinstance(given, Mapping):
        kept.update({} if given is None else {NOT_ASKED: given})
        return
    questions = {question.key: question for question in section.questions if question.may_be_left}
    found = {
        key: given[key]
        for key, question in questions.items()
        if key in given
        and key not in kept
        and shown(question, answers, kept)
        and not conditions.is_blank(given[key])
    }
    found.update({key: reason for key, reason in given.items() if key not in questions})
    if found:
        kept[NOT_ASKED] = found


def _prune_answer(question: Question, answer: Json, answers: Mapping[str, Json]) -> Json:
    if question.widget == "measure" and isinstance(answer, Mapping):
        return _pruned(question.questions, answer, answers)
    if question.widget == "group" and isinstance(answer, list):
        rows = [
            _pruned(question.questions, row, answers) if isinstance(row, Mapping) else row for row in answer
        ]
        return [row for row in rows if not isinstance(row, Mapping) or _is_filled(question, row)]
    return answer


def _is_filled(group: Question, row: Mapping[str, Json]) -> bool:
    """Whether a row says anything: its key is made by the server, and null is “not rated”."""
    made_by_server = {column.key for column in group.questions if column.widget == ROW_ID}
    return any(value is not None for key, value in row.items() if key not in made_by_server)


def _pruned(
    questions: tuple[Question, ...], given: Mapping[str, Json], answers: Mapping[str, Json]
) -> dict[str, Json]:
    kept: dict[str, Json] = {}
    _prune_object(questions, given, kept, answers)
    return kept
