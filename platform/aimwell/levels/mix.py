"""The skill mix report of an organisation, from what its staff entered. Call it acting for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from aimwell.levels.activities import current
from aimwell.levels.models import RecommendedShare
from aimwell.levels.periods import Period
from aimwell.levels.shares import RECOMMENDED, SkillMix, Spent, skill_mix
from aimwell.organisations.models import Membership, Organisation, Service, User
from aimwell.organisations.roles import May, roles_that


@dataclass(frozen=True, kw_only=True)
class Report:
    """``silent``: how many who may enter time entered none in the period, in any service."""

    mix: SkillMix
    silent: int
    without_band: int


def report(organisation: Organisation, period: Period, service: Service | None) -> Report:
    """Who spent how much at which level. As many SQL statements for a year's work as for a day's."""
    entered = current(organisation).filter(on__range=(period.first, period.last))
    of_service = entered.filter(service=service) if service else entered
    of_service = of_service.order_by()
    spent = [
        Spent(band=band, level=level, minutes=minutes)
        for band, level, minutes in of_service.values_list("band", "level").annotate(Sum("minutes"))
    ]
    people = dict(of_service.values_list("band").annotate(Count("by", distinct=True)))
    everybody = of_service.aggregate(people=Count("by", distinct=True))["people"]
    staff = Membership.objects.filter(
        organisation=organisation, role__in=roles_that(May.WRITE_RECORDS), user__is_active=True
    )
    return Report(
        mix=skill_mix(spent, people, everybody, recommended(organisation)),
        silent=staff.exclude(user__in=entered.order_by().values("by")).count(),
        without_band=staff.filter(band=None).count(),
    )


def recommended(organisation: Organisation) -> dict[int, int]:
    """Per cent by band: what the organisation set, and the source's where it set nothing."""
    rows = RecommendedShare.objects.filter(organisation=organisation).order_by("band", "-pk").distinct("band")
    return {**RECOMMENDED, **dict(rows.values_list("band", "percent"))}


def recommend(organisation: Organisation, shares: dict[int, int], *, reason: str, user: User) -> int:
    """Set the shares of the bands that differ from what counts now; how many did."""
    now = recommended(organisation)
    changed = [
        RecommendedShare(organisation=organisation, band=band, percent=percent, reason=reason, set_by=user)
        for band, percent in shares.items()
        if percent != now[band]
    ]
    RecommendedShare.objects.bulk_create(changed)
    return len(changed)
