"""What stands between a draft and its signature: answers that are missing, wrong, or could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from aimwell.contracts import Json
from aimwell.formschema import (
    NOT_ASKED,
    NOTHING_KNOWN,
    AnswerError,
    Known,
    Outline,
    Question,
    prune,
    shown,
    validate,
)
from aimwell.formschema.languages.speech import speech

_UNREAD = {
    "number": "{title} must be a number, written in digits",
    "scale": "{title} must be a number, written in digits",
    "date": "{title} must be a real date, with day, month and year",
}

_NO_REASON = "Say why {title} isn’t asked today"
PHRASES = (*_UNREAD.values(), _NO_REASON)
"""What is said by a table here rather than where it is called: for the test of translations."""


class Form(Protocol):
    """What a published version has, and a draft of a template that is tried."""

    @property
    def schema(self) -> Mapping[str, Json]: ...

    @property
    def outline(self) -> Outline: ...


def faults_of(
    form: Form,
    answers: Mapping[str, Json],
    unread: Mapping[str, str],
    *,
    section: str = "",
    known: Known = NOTHING_KNOWN,
) -> tuple[AnswerError, ...]:
    """Every fault of a draft's ``answers`` and ``unread`` texts; pointers lead into the answers as given.

    ``section``: the key of the one section whose faults are wanted, beside those of the whole; empty: of all.
    They are said in the language of the form's outline.
    ``known``: what calculated answers use beside these, see ``calculating``.
    A text that can't be read comes in place of what the schema says of the answer that is therefore missing.
    """
    schema, outline = form.schema, form.outline
    say = speech(outline.language)
    pruned = prune(schema, answers, known)
    # Pruning drops empty rows, so a row that validation names may stand further down in what was entered.
    found = {}
    for error in validate(schema, pruned, section=section):
        pointer = _as_entered(error.pointer, answers, outline)
        found[pointer] = AnswerError(pointer=pointer, keyword=error.keyword, message=error.message)
    for pointer in unread:
        question = _question_if_asked(outline, pointer, answers, pruned)
        if question is not None:
            wording = _NO_REASON if pointer == question.reason_pointer else _UNREAD[question.widget]
            message = say(wording, title=f"‘{question.title}’")
            found[pointer] = AnswerError(pointer=pointer, keyword="unreadable", message=message)
    return tuple(found.values())


def _as_entered(pointer: str, answers: Mapping[str, Json], outline: Outline) -> str:
    here: Json = answers
    steps: list[str] = []
    for step in pointer.split("/")[1:]:
        if isinstance(here, list) and step.isdecimal():
            kept = list(_kept_rows(outline.question(_starred(steps)), here))
            index = kept[int(step)] if int(step) < len(kept) else int(step)
            steps.append(str(index))
            here = here[index] if index < len(here) else None
        else:
            steps.append(step)
            here = here.get(step) if isinstance(here, Mapping) else None
    return "".join(f"/{step}" for step in steps)


def _kept_rows(group: Question | None, rows: list[Json]) -> Iterator[int]:
    ids = (
        {column.key for column in group.questions if column.widget == "row-id"}
        if group is not None
        else set()
    )
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping) or set(row) - ids:
            yield index


def _starred(steps: list[str]) -> str:
    return "".join("/*" if step.isdecimal() else f"/{step}" for step in steps)


def _question_if_asked(
    outline: Outline, pointer: str, answers: Mapping[str, Json], pruned: Mapping[str, Json]
) -> Question | None:
    """The question at a pointer; None where it, or what it stands in, is not asked."""
    first, *steps = (step for step in pointer.split("/")[1:] if step != NOT_ASKED)
    section = outline.section(first)
    if section is None or first not in pruned:
        return None
    questions, here = section.questions, answers.get(first, {})
    found = None
    for step in steps:
        if found is not None and found.widget == "group" and step.isdecimal():
            here = here[int(step)] if isinstance(here, list) and int(step) < len(here) else {}
            continue
        siblings = here if isinstance(here, Mapping) else {}
        found = next((question for question in questions if question.key == step), None)
        if found is None or not shown(found, pruned, siblings):
            return None
        questions, here = found.questions, siblings.get(step)
    return found
