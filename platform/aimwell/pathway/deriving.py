"""Write a person's story into rows: signing, acting, undoing, merging and rebuilding take this one way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from aimwell.pathway.models import DerivedRow
from aimwell.pathway.projections import PROJECTIONS
from aimwell.pathway.projections.present import Rows, rows_of
from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.stream import events_of, telling_of
from aimwell.people.merging import kept_of, people_merged
from aimwell.people.models import Merge, Person
from aimwell.records.models import Record
from aimwell.records.signing import record_signed


@receiver(record_signed)
def derive_when_signed(sender: type[Record], record: Record, **_: Any) -> None:
    """Move the person along, inside the signing transaction."""
    if telling_of(record.version_id).moves:
        derive(record.person)


@receiver(people_merged)
def derive_when_merged(sender: type[Merge], kept: Person, merged: Person, undone: bool, **_: Any) -> None:
    """One story for both, or one for each again. Rows are taken away before they are given to the other."""
    if undone:
        derive(kept)
        derive(merged)
    else:
        derive_locked(merged, [])
        derive(kept)


def derive(person: Person) -> None:
    """Make the rows of a person what their story says. Acting for the organisation, in a transaction."""
    derive_locked(locked(person))


def locked(person: Person) -> Person:
    """The person's row, held until the transaction ends: changes of one story come one after the other.

    Of whoever was merged into another entry, that one's: the story is theirs.
    """
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    return held if held.merged_into_id is None else locked(kept_of(held))


def derive_locked(person: Person, events: Iterable[Event] | None = None) -> int:
    """Derive for a person whose row the caller holds; how many rows were not as they should be.

    ``events``: where they were read already.
    """
    story = fold(events_of(person) if events is None else events)
    present = rows_of(person, [projection.model for projection in PROJECTIONS])
    changed = sum(
        _write(projection.model, present[projection.model], projection.rows(story, person))
        for projection in PROJECTIONS
    )
    if person.review_due == story.review_due:
        return changed
    person.review_due = story.review_due
    person.save(update_fields=["review_due"])
    return changed + 1


def _write(model: type[DerivedRow], present: Rows, wanted: Iterable[DerivedRow]) -> int:
    """Make a table's rows of a person the wanted ones; what is right already isn't touched."""
    left = dict(present)
    fresh: list[DerivedRow] = []
    mended = 0
    for row in wanted:
        found = left.pop(row.pk, None)
        if found is None:
            fresh.append(row)
        elif found != row.values:
            row.save(force_update=True)
            mended += 1
    if left:
        model.objects.filter(pk__in=list(left)).delete()
    if fresh:
        model.objects.bulk_create(fresh)
    return mended + len(left) + len(fresh)
