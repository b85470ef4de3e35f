"""What a new form takes over from earlier records: rows that a person chose and re-rates, never a rating."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from aimwell.contracts import Json, PairedRows
from aimwell.formschema import Question
from aimwell.library.models import Kind, TemplateVersion
from aimwell.people.models import Carer, Person
from aimwell.records.models import Score
from aimwell.records.scoring import answers_of, current_scores, measure_asked, series_of

_CHOOSES_ANEW = frozenset({Kind.REQUEST, Kind.TRIAGE, Kind.ASSESSMENT})


def carried_over(
    version: TemplateVersion, person: Person, carer: Carer | None = None
) -> dict[str, dict[str, Json]]:
    """The first answers of a new draft: measures with paired rows list those of baseline and last time.

    Each row comes with its key and the fields that the measure says are carried; the rest is asked anew.
    """
    if version.kind in _CHOOSES_ANEW:
        return {}
    answers: dict[str, dict[str, Json]] = {}
    for section in version.outline.sections:
        for question in section.questions:
            paired = paired_rows(version.organisation_id, question)
            if paired is None:
                continue
            if rows := _rows(question, paired, current_scores(person, carer)):
                answers.setdefault(section.key, {})[question.key] = {paired.rows: rows}
    return answers


def paired_rows(organisation_id: int, question: Question) -> PairedRows | None:
    """Which rows of a measure are re-rated; None where it has none, or its plugin is not installed."""
    if question.measure is None:
        return None
    known = measure_asked(organisation_id, question)
    return known.measure.paired if known is not None else None


def _rows(question: Question, paired: PairedRows, current: QuerySet[Score]) -> list[Mapping[str, Json]]:
    scores = current.filter(series=series_of(question), failure="")
    baseline = scores.select_related("record").first()
    if baseline is None:
        return []
    last = scores.select_related("record").last()
    found: dict[str, Mapping[str, Json]] = {}
    for score in (baseline, last):
        for row in answers_of(score).get(paired.rows, []):
            found.setdefault(row[paired.key], row)
    kept = (paired.key, *paired.carry)
    return [{name: row[name] for name in kept if row.get(name) is not None} for row in found.values()]
