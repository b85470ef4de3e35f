"""Make everything again that is derived from signed records and recorded acts, person by person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for
from aimwell.pathway.deriving import derive_locked
from aimwell.pathway.models import Rebuild
from aimwell.people.models import Person
from aimwell.records.merged import rebase
from aimwell.records.rescoring import rescore

BATCH = 200
"""People whose keys are read at once; each has a transaction of their own."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far it has come. ``changed``: rows that were not as they should be."""

    done: int
    total: int
    changed: int


def rebuild(organisation: Organisation, *, check: bool = False) -> Iterator[Progress]:
    """Rebuild one organisation, yielding after each person. One that was stopped goes on where it was.

    ``check``: only compare; nothing is written and nothing is remembered. Memory is bounded by one person's
    stream, time grows with the number of records. Work goes on beside it: each person is held only while
    they are made again.
    """
    with acting_for(organisation):
        place = 0 if check else _place(organisation)
        people = Person.objects.filter(organisation=organisation)
        total, done = people.count(), people.filter(pk__lte=place).count()
    changed = 0
    while batch := _after(organisation, place):
        for place in batch:
            changed += _one(organisation, place, check=check)
            done += 1
            yield Progress(done=done, total=total, changed=changed)
    if not check:
        with acting_for(organisation):
            Rebuild.objects.filter(organisation=organisation).update(finished_at=timezone.now())


def _place(organisation: Organisation) -> int:
    """Where a rebuild that was stopped goes on; 0, and a new one begun, where none was."""
    there = Rebuild.objects.filter(organisation=organisation, finished_at=None).first()
    if there is not None:
        return there.last_person
    Rebuild.objects.update_or_create(
        organisation=organisation,
        defaults={"last_person": 0, "started_at": timezone.now(), "finished_at": None},
    )
    return 0


def _after(organisation: Organisation, place: int) -> list[int]:
    with acting_for(organisation):
        people = Person.objects.filter(organisation=organisation, pk__gt=place).order_by("pk")
        return list(people.values_list("pk", flat=True)[:BATCH])


def _one(organisation: Organisation, pk: int, *, check: bool) -> int:
    with transaction.atomic(), acting_for(organisation):
        person = Person.objects.select_for_update(of=("self",)).get(pk=pk)
        changed = rescore(person) + rebase(person)
        # The story of somebody who was merged into another entry is told with that one.
        changed += derive_locked(person, [] if person.merged_into_id else None)
        if check:
            transaction.set_rollback(True)
        else:
            Rebuild.objects.filter(organisation=organisation).update(last_person=pk)
        return changed
