"""Enter work, correct it, take it back: each a new row, with who, when and why. Call it acting for the
organisation."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from aimwell.levels.kinds import Kind
from aimwell.levels.models import Activity, TargetGroup
from aimwell.organisations.models import Membership, Organisation, Service, User


class ReplacedMeanwhile(Exception):
    """Somebody else corrected or took back the same entry first."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """What somebody did. ``people_reached`` is None where nobody counted."""

    kind: Kind
    on: date
    minutes: int
    service: Service | None
    target_group: TargetGroup | None
    with_whom: str
    people_reached: int | None
    what: str
    outcome: str


def fields_of(work: Work) -> dict[str, object]:
    """What an entry keeps of it, by the names of its fields."""
    said = {field.name: getattr(work, field.name) for field in fields(work)}
    return {**said, "level": work.kind.level, "kind": work.kind.code}


def work_of(activity: Activity) -> Work:
    """What an entry says was done."""
    said = {field.name: getattr(activity, field.name) for field in fields(Work)}
    return Work(**{**said, "kind": Kind(activity.level, activity.kind)})


def current(organisation: Organisation) -> QuerySet[Activity]:
    """The entries that count: neither replaced nor withdrawn."""
    return Activity.objects.filter(organisation=organisation, replaced_by=None, withdrawn=False)


def enter(organisation: Organisation, work: Work, *, user: User) -> Activity:
    """Keep what ``user`` did, with the band that they have today."""
    return Activity.objects.create(
        organisation=organisation,
        **fields_of(work),
        by=user,
        band=_band_of(organisation, user),
        entered_by=user,
    )


def correct(wrong: Activity, work: Work, *, user: User, reason: str) -> Activity:
    """Put ``work`` in the place of an entry, or bring a withdrawn one back. It stays the same person's.

    A band that was not known when it was first entered is taken from today. Raises ReplacedMeanwhile.
    """
    band = wrong.band if wrong.band is not None else _band_of(wrong.organisation, wrong.by)
    return _replace(wrong, {**fields_of(work), "band": band}, user=user, reason=reason)


def withdraw(wrong: Activity, *, user: User, reason: str) -> Activity:
    """Say that an entry doesn't count. Raises ReplacedMeanwhile."""
    same = {**fields_of(work_of(wrong)), "band": wrong.band}
    return _replace(wrong, {**same, "withdrawn": True}, user=user, reason=reason)


def chain(activity: Activity) -> list[Activity]:
    """An entry with all that it replaced and all that replaced it, oldest first."""
    first = activity.first_id or activity.pk
    rows = Activity.objects.filter(Q(pk=first) | Q(first=first), organisation=activity.organisation_id)
    return list(rows.select_related("by", "entered_by", "service", "target_group").order_by("pk"))


def last_of(organisation: Organisation, user: User) -> Activity | None:
    """What somebody entered last: most entries are like the one before."""
    return current(organisation).filter(by=user).order_by("-pk").first()


def _replace(wrong: Activity, said: dict[str, object], *, user: User, reason: str) -> Activity:
    try:
        with transaction.atomic():
            return Activity.objects.create(
                organisation=wrong.organisation,
                by=wrong.by,
                entered_by=user,
                first_id=wrong.first_id or wrong.pk,
                replaces=wrong,
                reason=reason,
                **said,
            )
    except IntegrityError:
        if not Activity.objects.filter(replaces=wrong).exists():
            raise
        raise ReplacedMeanwhile from None


def _band_of(organisation: Organisation, user: User) -> int | None:
    own = Membership.objects.filter(organisation=organisation, user=user)
    return own.values_list("band", flat=True).first()
