"""Prune answers: what is not asked, or not answered, is absent; what is calculated is put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aimwell.formschema import conditions
from aimwell.formschema.calculations.calculating import NOTHING_KNOWN, Known, Worked, work_out
from aimwell.formschema.outline import Outline, Question, Section, shown
from aimwell.formschema.prepared import prepared
from aimwell.formschema.shape import NOT_ASKED, ROW_ID

Json = Any


def prune(schema: Mapping[str, Json], answers: Json, known: Known = NOTHING_KNOWN) -> dict[str, Json]:
    """Answers in the order of the form, without those to questions that aren't shown or are left blank.

    A reason why a question isn't asked today goes where the question is hidden, or answered after all.

    Conditions are looked at in order, each on the answers pruned so far. What is calculated is worked out on
    the way, from answers before it and what is ``known``, whatever was given in its place. A section that is
    shown is there, if only as ``{}``. What no question asks for, or has the wrong form, stays for
    ``validate`` to name. Never raises.
    """
    return prune_and_work_out(schema, answers, known).answers


@dataclass(frozen=True, kw_only=True)
class Pruned:
    """Pruned answers, and what was worked out for each calculated question that is asked, in order."""

    answers: dict[str, Json]
    worked: tuple[Worked, ...]


def prune_and_work_out(schema: Mapping[str, Json], answers: Json, known: Known = NOTHING_KNOWN) -> Pruned:
    """As ``prune``, with the working of what is calculated."""
    given = answers if isinstance(answers, Mapping) else {}
    pruned: dict[str, Json] = {}
    outline = prepared(schema).outline
    work = _Work(pruned, outline, known)
    for section in outline.sections:
        if not shown(section, pruned):
            continue
        inside = given.get(section.key, {})
        if isinstance(inside, Mapping):
            pruned[section.key] = {}
            _prune_object(section.questions, inside, pruned[section.key], work)
            _prune_reasons(section, pruned[section.key], pruned)
        else:
            pruned[section.key] = inside
    known_keys = {section.key for section in outline.sections}
    pruned.update({key: value for key, value in given.items() if key not in known_keys})
    return Pruned(answers=pruned, worked=tuple(work.worked))


@dataclass(frozen=True)
class _Work:
    """One pruning: the answers pruned so far, and what was worked out from them."""

    answers: dict[str, Json]
    outline: Outline
    known: Known
    worked: list[Worked] = field(default_factory=list)


def _prune_object(
    questions: tuple[Question, ...], given: Mapping[str, Json], kept: dict[str, Json], work: _Work
) -> None:
    for question in questions:
        is_calculated = question.widget == "calculated"
        if (question.key not in given and not is_calculated) or not shown(question, work.answers, kept):
            continue
        if is_calculated:
            worked = work_out(question, work.answers, work.outline, work.known)
            work.worked.append(worked)
            if worked.value is not None:
                kept[question.key] = worked.value
            continue
        answer = _prune_answer(question, given[question.key], work)
        if not conditions.is_blank(answer) or (answer is None and question.nullable):
            kept[question.key] = answer
    asked = {question.key for question in questions}
    kept.update({key: value for key, value in given.items() if key not in asked})


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


def _prune_answer(question: Question, answer: Json, work: _Work) -> Json:
    if question.widget == "measure" and isinstance(answer, Mapping):
        return _pruned(question.questions, answer, work)
    if question.widget == "group" and isinstance(answer, list):
        rows = [_pruned(question.questions, row, work) if isinstance(row, Mapping) else row for row in answer]
        return [row for row in rows if not isinstance(row, Mapping) or _is_filled(question, row)]
    return answer


def _is_filled(group: Question, row: Mapping[str, Json]) -> bool:
    """Whether a row says anything: its key is made by the server, and null is “not rated”."""
    made_by_server = {column.key for column in group.questions if column.widget == ROW_ID}
    return any(value is not None for key, value in row.items() if key not in made_by_server)


def _pruned(questions: tuple[Question, ...], given: Mapping[str, Json], work: _Work) -> dict[str, Json]:
    kept: dict[str, Json] = {}
    _prune_object(questions, given, kept, work)
    return kept
