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


@receiver(people_merged)
def derive_baseline(sender: type[Merge], kept: Person, merged: Person, undone: bool, **_: Any) -> None:
    """Of whoever stands: the one that was kept, and again the other one once they are two."""
    for person in (kept, merged) if undone else (kept,):
        person.baseline_on = baseline_of(person)
        person.save(update_fields=["baseline_on"])


def baseline_of(person: Person) -> date | None:
    """The day on which anything was measured first."""
    scores = Score.objects.filter(person_id__in=family_of(person))
    first = scores.aggregate(first=Min("measured_at"))["first"]
    return timezone.localdate(first) if first is not None else None
