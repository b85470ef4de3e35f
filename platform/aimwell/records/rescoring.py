"""Make again what of a person's scores is not there: by the versions and settings of the day of signing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db.models import F

from aimwell.people.merging import family_of
from aimwell.people.models import Person
from aimwell.records.models import Record, Score
from aimwell.records.scoring import change_between, choices_then, measures_asked, score_record


def rescore(person: Person) -> int:
    """Make the scores and changes of a person what they should be; how many rows were made or taken away.

    A score that is there is not worked out anew: it says by which version it was made, and a version that
    scored otherwise would be another version. Whoever was merged is done with the entry that stands: a
    change hangs on the first score of any of them.
    """
    if person.merged_into_id is not None:
        return 0
    made = sum(len(score_record(record)) for record in _unscored(person))
    return made + settle_changes(person)


def _unscored(person: Person) -> Iterator[Record]:
    unscored = Record.objects.filter(person__in=family_of(person), scores=None)
    for record in unscored.order_by("signed_at", "pk"):
        if record.person_id == person.pk:
            record.person = person
        if any(measures_asked(record.version.outline, record.answers)):
            yield record


def settle_changes(person: Person) -> int:
    """Make each score's change the one from the first that it could be compared with when it was signed.

    The scores of all entries that are the person now count. How many changes were made or taken away.
    """
    scores = Score.objects.filter(person__in=family_of(person), failure="")
    earlier: dict[tuple[int | None, str, str], list[Score]] = defaultdict(list)
    settled = 0
    for score in (
        scores.annotate(amended_at=F("record__amended_by__signed_at"))
        .select_related("record", "change")
        .defer("record__answers")
        .order_by("measured_at", "pk")
    ):
        alike = earlier[score.record.carer_id, score.series, score.measure_version]
        before = next((one for one in alike if _stood(one, score.measured_at)), None)
        alike.append(score)
        change = getattr(score, "change", None)
        if (change.before_id if change else None) == (before.pk if before else None):
            continue
        if change:
            change.delete()
        if before:
            change_between(before, score, choices_then(score.record)).save()
        settled += 1
    return settled


def _stood(score: Score, at: datetime) -> bool:
    """Whether a score was there before a moment, and its record not amended by then."""
    amended_at = score.amended_at  # type: ignore[attr-defined]  # annotated above
    return score.measured_at < at and (amended_at is None or amended_at > at)
