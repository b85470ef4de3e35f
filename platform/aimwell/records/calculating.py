"""Calculated answers of drafts and records: what is known for them, and the working that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from aimwell.contracts import Answers
from aimwell.formschema import NOTHING_KNOWN, Known, Question, Worked
from aimwell.organisations.models import Organisation
from aimwell.organisations.offers import Choices, choices_of
from aimwell.people.merging import kept_of
from aimwell.plugins import Failure, score_safely
from aimwell.records.answers import in_words
from aimwell.records.models import Calculation, Draft, Record
from aimwell.records.scoring import measure_asked


def known_of(draft: Draft, at: datetime | None = None) -> Known:
    """What the calculated answers of a draft use beside its own, on the day ``at`` (now, unless said).

    Nothing is looked up where nothing is calculated.
    """
    if not draft.version.outline.calculated:
        return NOTHING_KNOWN
    return Known(
        today=_day_of(draft, at),
        born=kept_of(draft.person).date_of_birth,
        score=_Scorer(draft.organisation).score,
    )


def _day_of(draft: Draft, at: datetime | None) -> date:
    """The day of signing. An amendment keeps the day of its record, or correcting a word changes an age."""
    if draft.amends_id is None:
        return timezone.localdate(at)
    kept = Calculation.objects.filter(record_id=draft.amends_id).exclude(today=None)
    day = kept.values_list("today", flat=True).first()
    return day or timezone.localdate(draft.amends.signed_at)


class _Scorer:
    """Scores the measures of a form as the organisation has set them."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation

    @cached_property
    def choices(self) -> Choices:
        return choices_of(self.organisation)

    def score(self, question: Question, answers: Answers) -> Mapping[str, float | None]:
        """The scores by scale; none where the measure failed, which is kept when the record is signed."""
        known = measure_asked(self.organisation.pk, question)
        if known is None or known.measure.version != question.measure_version:
            return {}
        settings = self.choices.settings_of(known.measure.name, question.settings)
        scored = score_safely(known.plugin, known.measure, answers, settings)
        return {} if isinstance(scored, Failure) else {one.name: one.value for one in scored.scores}


def keep_calculations(record: Record, worked: Iterable[Worked], known: Known) -> None:
    """Keep how each calculated answer of a new record was worked out."""
    calculations = [
        Calculation(
            organisation_id=record.organisation_id,
            record=record,
            pointer=one.question.pointer,
            title=one.question.title,
            value=one.value,
            reason=one.reason,
            working=list(one.working),
            today=known.today if one.used_today else None,
        )
        for one in worked
    ]
    if calculations:
        Calculation.objects.bulk_create(calculations)


@dataclass(frozen=True, kw_only=True)
class ToldCalculation:
    """A calculated answer of a record for its page: ``text`` in words, or ``reason`` why there is none."""

    pointer: str
    title: str
    text: str
    reason: str
    working: tuple[str, ...]
    today: date | None


def told_calculations(record: Record) -> tuple[ToldCalculation, ...]:
    """How the calculated answers of a record were worked out, in the order of the form."""
    outline = record.version.outline
    if not outline.calculated:
        return ()
    kept = {one.pointer: one for one in record.calculations.all()}
    return tuple(
        ToldCalculation(
            pointer=question.pointer,
            title=question.title,
            text=in_words(question, kept[question.pointer].value),
            reason=kept[question.pointer].reason,
            working=tuple(kept[question.pointer].working),
            today=kept[question.pointer].today,
        )
        for question in outline.calculated
        if question.pointer in kept
    )
