"""What an administrator is told of each member, and of the work of those who left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from aimwell.organisations.models import Membership, Organisation, User
from aimwell.organisations.roles import CAPABILITIES, May, Role
from aimwell.people.models import Person


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """A member. ``signed_in_at``: the last time since they joined; None when they haven't."""

    membership: Membership
    signed_in_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Leaver:
    """Somebody who is no member any more, and how many people still have them as key worker."""

    name: str
    people: int


def member_rows(organisation: Organisation) -> list[MemberRow]:
    """The members by name."""
    memberships = (
        Membership.objects.filter(organisation=organisation)
        .select_related("user")
        .annotate(joined_at=Min("events__pgh_created_at"))
        .order_by("user__last_name", "user__first_name", "pk")
    )
    return [
        MemberRow(membership=membership, signed_in_at=_since_joining(membership))
        for membership in memberships
    ]


def key_worker_of(membership: Membership) -> int:
    """How many people of the organisation have the member as key worker. Call it acting for the organisation.

    Only their number: an administrator reads nobody's record.
    """
    return Person.objects.filter(organisation=membership.organisation_id, key_worker=membership.user).count()


def leavers(organisation: Organisation) -> list[Leaver]:
    """Whose people wait for another key worker. Call it acting for the organisation."""
    counted = (
        Person.objects.filter(organisation=organisation, key_worker__isnull=False)
        .exclude(key_worker__memberships__organisation=organisation)
        .order_by("key_worker")
        .values("key_worker")
        .annotate(people=Count("pk"))
    )
    number = {each["key_worker"]: each["people"] for each in counted}
    users = User.objects.filter(pk__in=number).order_by("last_name", "first_name")
    return [Leaver(name=str(user), people=number[user.pk]) for user in users]


def what_roles_may() -> list[tuple[str, str]]:
    """Each role with what it may do, in words."""
    return [
        (role.label, ", ".join(capability.label for capability in May if capability in CAPABILITIES[role]))
        for role in Role
    ]


def _since_joining(membership: Membership) -> datetime | None:
    # A sign-in from before would tell that they are somebody's member elsewhere.
    at = membership.user.last_login
    return at if at is not None and membership.joined_at is not None and at > membership.joined_at else None
