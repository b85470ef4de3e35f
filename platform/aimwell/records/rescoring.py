"""Make again what of a person's scores is not there: by the versions and settings of the day of signing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from aimwell.people.models import Person
from aimwell.records.models import Record, Score
from aimwell.records.scoring import choices_then, keep_changes, measures_asked, score_record


def rescore(person: Person) -> int:
    """Make the scores and changes of a person's records that are missing; how many rows were made.

    A score that is there is not worked out anew: it says by which version it was made, and a version that
    scored otherwise would be another version. Changes hang on their baseline and go with it, so they are
    looked for too, oldest first.
    """
    made = 0
    for record in _unscored(person):
        made += len(score_record(record))
    unchanged = Score.objects.filter(person=person, failure="", change=None, record__amended_by=None)
    ordered = unchanged.select_related("record").order_by("measured_at", "record_id", "pk")
    for record, scores in groupby(ordered, key=lambda score: score.record):
        record.person = person
        made += keep_changes(record, list(scores), choices_then(record))
    return made


def _unscored(person: Person) -> Iterator[Record]:
    for record in Record.objects.filter(person=person, scores=None).order_by("signed_at", "pk"):
        record.person = person
        if any(measures_asked(record.version.outline, record.answers)):
            yield record
