"""Put a year of decisions to a table of forty rules; beside it, a tenth of them, ten times."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from measuring import Pair
from peaks import peak_of
from triage_table import document, form, scores_of
from world import World, make_version

from aimwell.library.models import TemplateVersion
from aimwell.organisations.measures import OWN
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person
from aimwell.records.models import Decision, Record
from aimwell.records.replaying import replay
from aimwell.ruletables import table_of

TIMES = 10
PIECE = 500
YEAR = 365


def pairs(world: World) -> Iterator[Pair]:
    number = world.size.many_decisions
    many, few = (
        _organisation(world, slug, size) for slug, size in (("replayed", number), ("tenth", number // TIMES))
    )
    yield Pair(
        work=f"Replay a table of 40 rules over {number:,} decisions of a year",
        reference=f"Over {number // TIMES:,} decisions, {TIMES} times",
        ours=lambda: _seconds(many),
        theirs=lambda: sum(_seconds(few) for _ in range(TIMES)),
        target=1.2,
        rounds=world.rounds(12),
    )
    peaks = [peak_of(lambda one=one: _replayed(one)) for one in (few, many)]
    world.notes.append(
        f"Memory that a replay takes at its peak: {peaks[0]:.1f} MB over {number // TIMES:,} decisions, "
        f"{peaks[1]:.1f} MB over {number:,}. It says {_replayed(many)} times how far it has come."
    )


def _seconds(organisation: Organisation) -> float:
    started = time.perf_counter()
    _replayed(organisation)
    return time.perf_counter() - started


def _replayed(organisation: Organisation) -> int:
    """Replay everything; how many times it said how far it had come."""
    since = timezone.localdate() - timedelta(days=YEAR)
    with acting_for(organisation):
        told = list(replay(organisation, table_of(document()), f"{OWN}/bench_triage", since))
    running = told[-1]
    if running.tally.total != running.total:
        raise AssertionError(f"{running.tally.total} of {running.total} decisions were replayed.")
    return len(told)


def _organisation(world: World, slug: str, number: int) -> Organisation:
    """A service that decided so often within a year, on factors of every kind."""
    organisation = Organisation.objects.create(name=f"{slug.title()} service", slug=slug)
    version = make_version(organisation, world.user, form(with_table=True))
    for first in range(0, number, PIECE):
        with acting_for(organisation):
            person = Person.objects.create(
                organisation=organisation,
                given_name="Ada",
                family_name="Example",
                date_of_birth=date(1950, 1, 1),
            )
            _decide(person, version, world.user, range(first, min(first + PIECE, number)))
    return organisation


def _decide(person: Person, version: TemplateVersion, user: User, numbers: range) -> None:
    """Decisions as they were frozen, without the work of signing ten thousand forms."""
    now = timezone.now()
    days = [now - timedelta(days=number % YEAR) for number in numbers]
    records = Record.objects.bulk_create(
        Record(
            organisation_id=person.organisation_id,
            person=person,
            version=version,
            token=uuid.uuid4(),
            answers={"factors": scores_of(number)},
            fingerprint="0" * 64,
            statement="I sign this.",
            signed_by=user,
            signed_at=at,
        )
        for number, at in zip(numbers, days, strict=True)
    )
    Decision.objects.bulk_create(
        Decision(
            organisation_id=person.organisation_id,
            record=record,
            rule="bench_triage",
            rule_version="1",
            plugin=OWN,
            plugin_version="1",
            facts=scores_of(number),
            recommended="routine",
            recommended_label="Routine",
            decided="routine",
            role="routine",
            decided_label="Routine",
            decided_by=user,
            decided_at=record.signed_at,
        )
        for number, record in zip(numbers, records, strict=True)
    )
