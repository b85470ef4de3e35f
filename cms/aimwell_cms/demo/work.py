"""Load a year of work without a client record: each week a sum with individuals, and something for others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from aimwell.levels.activities import Work, correct, fields_of, work_of
from aimwell.levels.kinds import Kind, kind_of
from aimwell.levels.models import Activity, TargetGroup
from aimwell.organisations.models import Organisation, Service, User
from aimwell.organisations.roles import CAPABILITIES, May
from aimwell_cms.demo.organisations import DemoOrganisation, Staff
from aimwell_cms.demo.workdays import LONDON, workday

_WEEKS = 52
_FOR_OTHERS = 2
"""How many things for others somebody does a week."""
_WITH_INDIVIDUALS = {8: (60, 240), 7: (180, 390)}
"""Minutes a week with individuals, from and to, by band."""
_MOST_WITH_INDIVIDUALS = (900, 1320)
_INDIRECT = 0.2
_AWAY = 0.12
"""How often a week’s sum was of indirect work, and how often somebody was away."""


def load_work(
    organisation: Organisation,
    told: DemoOrganisation,
    members: Mapping[str, User],
    services: Mapping[str, Service],
    today: date,
) -> None:
    """Load the year before a day. Call it acting for the organisation."""
    groups = {
        one["name"]: TargetGroup.objects.create(organisation=organisation, **one)
        for one in told.work["group"]
    }
    chance = Random(f"{told.slug} work")  # noqa: S311
    rows = []
    for staff in told.staff:
        if May.WRITE_RECORDS in CAPABILITIES[staff.role]:
            service = chance.choice(list(services.values()))
            for work in _year_of(staff, told.work["work"], groups, service, today, chance):
                rows.append(_activity(organisation, work, members[staff.email], staff.band))
    Activity.objects.bulk_create(rows)
    _put_one_right(rows[-1])


def _year_of(
    staff: Staff,
    things: list[Mapping[str, Any]],
    groups: Mapping[str, TargetGroup],
    service: Service,
    today: date,
    chance: Random,
) -> Iterator[Work]:
    for week in range(_WEEKS, 0, -1):
        if chance.random() < _AWAY:
            continue
        day = today - timedelta(weeks=week)
        yield _with_individuals(staff, service, workday(day), chance)
        for thing in chance.sample(things, _FOR_OTHERS):
            on = workday(day + timedelta(days=chance.randrange(5)))
            yield _for_others(thing, groups, service, on, chance)


def _with_individuals(staff: Staff, service: Service, on: date, chance: Random) -> Work:
    least, most = _WITH_INDIVIDUALS.get(staff.band or 0, _MOST_WITH_INDIVIDUALS)
    return Work(
        kind=Kind(3, "indirect" if chance.random() < _INDIRECT else "direct"),
        on=on,
        minutes=chance.randrange(least, most, 15),
        service=service,
        target_group=None,
        with_whom="",
        people_reached=None,
        what="The week’s work with individuals",
        outcome="",
    )


def _for_others(
    thing: Mapping[str, Any], groups: Mapping[str, TargetGroup], service: Service, on: date, chance: Random
) -> Work:
    kind = kind_of(thing["kind"])
    assert kind is not None, f"There is no kind {thing['kind']}."
    return Work(
        kind=kind,
        on=on,
        minutes=chance.randrange(*thing["minutes"], 15),
        service=service,
        target_group=groups[thing["group"]] if "group" in thing else None,
        with_whom=thing.get("with_whom", ""),
        people_reached=chance.randint(*thing["people"]) if "people" in thing else None,
        what=thing["what"],
        outcome=thing.get("outcome", ""),
    )


def _activity(organisation: Organisation, work: Work, user: User, band: int | None) -> Activity:
    return Activity(
        organisation=organisation,
        **fields_of(work),
        by=user,
        band=band,
        entered_by=user,
        entered_at=datetime(work.on.year, work.on.month, work.on.day, 17, 5, tzinfo=LONDON),
    )


def _put_one_right(entry: Activity) -> None:
    work = work_of(entry)
    why = "The way there and back was left out."
    correct(entry, replace(work, minutes=work.minutes + 30), user=entry.by, reason=why)
