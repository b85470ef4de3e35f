"""When two entries turn out to be one person, or not: what records keep of a person is derived anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Min
from django.dispatch import receiver
from django.utils import timezone

from aimwell.people.merging import family_of, people_merged
from aimwell.people.models import Merge, Person
from aimwell.records.models import Score
from aimwell.records.rescoring import settle_changes


@receiver(people_merged)
def derive_baseline(sender: type[Merge], kept: Person, merged: Person, **_: Any) -> None:
    """One day for both, kept with the entry that stands; and again one each once they are two.

    A later score of either is compared with the first of both.
    """
    for person in (kept, merged):
        rebase(person)
        if person.merged_into_id is None:
            settle_changes(person)


def rebase(person: Person) -> int:
    """Set the day on which anything of a person was measured first; 1 where it was another, else 0."""
    since = _first_measured(person) if person.merged_into_id is None else None
    if person.baseline_on == since:
        return 0
    person.baseline_on = since
    person.save(update_fields=["baseline_on"])
    return 1


def _first_measured(person: Person) -> date | None:
    scores = Score.objects.filter(person_id__in=family_of(person), record__carer=None)
    first = scores.aggregate(first=Min("measured_at"))["first"]
    return timezone.localdate(first) if first is not None else None
