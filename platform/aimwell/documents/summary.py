"""What of a record goes into the summary that a person takes home."""

from __future__ import annotations

from dataclasses import replace

from aimwell.documents.scorecards import ScoreCard, score_cards
from aimwell.formschema import Outline, Section
from aimwell.formschema.languages.speech import speech
from aimwell.records.answers import Told, told
from aimwell.records.models import Record

HEADINGS = {
    "person": "What you told us",
    "carer": "What your carer told us",
    "together": "What we talked about together",
    "practitioner": "What your practitioner wrote down",
    "calculated": "Worked out from the answers",
}
"""By whose answer it is, in the order of the summary: a person's own words come first."""

Part = tuple[Section, tuple[Told, ...]]


def groups_of(record: Record, outline: Outline) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """Headings, each with its sections and answers: what was answered, and is not for staff alone.

    ``outline``: the form in the language of the summary.
    """
    sections = [(one.section, _for_the_person(one.told)) for one in told(outline, record.answers)]
    say = speech(outline.language)
    groups = []
    for role, heading in HEADINGS.items():
        parts = [
            (section, tuple(line for line in lines if _whose(line) == role)) for section, lines in sections
        ]
        kept = tuple((section, lines) for section, lines in parts if lines)
        if kept:
            groups.append((say(heading), kept))
    return tuple(groups)


def _whose(line: Told) -> str:
    return "calculated" if line.question.widget == "calculated" else line.question.role


def results_of(record: Record) -> tuple[ScoreCard, ...]:
    """The scores of the measures that are not for staff alone."""
    staff = {
        question.pointer
        for question in record.version.outline.all_questions()
        if question.audience == "staff"
    }
    return tuple(
        card for card in score_cards(record) if card.values and not card.failure and card.pointer not in staff
    )


def _for_the_person(lines: tuple[Told, ...]) -> tuple[Told, ...]:
    kept = (
        replace(
            line,
            inside=_for_the_person(line.inside),
            rows=tuple(_for_the_person(row) for row in line.rows),
        )
        for line in lines
        if line.question.audience != "staff"
    )
    return tuple(line for line in kept if line.answered or line.left)
