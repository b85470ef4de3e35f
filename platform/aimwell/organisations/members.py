"""Who is a member of an organisation: invite, change the role, say the band, remove.

pghistory keeps each change, and who made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction

from aimwell.organisations.models import Membership, Organisation, User
from aimwell.organisations.roles import Role


class MemberRefused(ValueError):
    """A change that would do harm; says in plain words why it is refused."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """Whom to make a member. Names and profession are taken only where the e-mail address is new here."""

    email: str
    first_name: str
    last_name: str
    profession: str
    role: Role


def invite(organisation: Organisation, invitation: Invitation) -> Membership:
    """Make a member of whoever has the e-mail address.

    Somebody new can't sign in before they have chosen a password. Somebody who is known, from whichever
    organisation, keeps what is known of them. Raises MemberRefused where they are a member already.
    """
    with transaction.atomic():
        _one_at_a_time(organisation)
        user = User.objects.filter(email__iexact=invitation.email).first() or _new_user(invitation)
        membership, is_new = Membership.objects.get_or_create(
            user=user, organisation=organisation, defaults={"role": invitation.role}
        )
    if not is_new:
        raise MemberRefused(f"{user.email} is a member already. Change the role in the list of members.")
    return membership


def change_role(membership: Membership, role: Role, *, by: User) -> None:
    """Give a member another role. Raises MemberRefused as ``check_replaceable`` does."""
    with transaction.atomic():
        _one_at_a_time(membership.organisation)
        if membership.role != role:
            check_replaceable(membership, by=by)
            membership.role = role
            membership.save(update_fields=["role"])


def set_band(membership: Membership, band: int | None) -> None:
    """Say the pay band of a member's post. What they entered before keeps the band of that time."""
    membership.band = band
    membership.save(update_fields=["band"])


def remove(membership: Membership, *, by: User) -> None:
    """End a membership; what the member wrote stays. Raises MemberRefused as ``check_replaceable`` does."""
    with transaction.atomic():
        _one_at_a_time(membership.organisation)
        check_replaceable(membership, by=by)
        membership.delete()


def check_replaceable(membership: Membership, *, by: User) -> None:
    """Raise MemberRefused where ``by`` may not change or end this membership.

    Nobody does it to themselves, and an organisation keeps an administrator who can sign in.
    """
    if membership.user_id == by.pk:
        raise MemberRefused(
            "You can’t change your own role or remove yourself. Ask another administrator to do it."
        )
    others = Membership.objects.filter(
        organisation=membership.organisation_id, role=Role.ADMINISTRATOR, user__is_active=True
    ).exclude(pk=membership.pk)
    if membership.role == Role.ADMINISTRATOR and not others.exists():
        raise MemberRefused(
            f"{membership.user} is the last administrator of {membership.organisation}. "
            "Make somebody else an administrator first."
        )


def _one_at_a_time(organisation: Organisation) -> None:
    """Two administrators who remove each other at once: the second one waits, and is refused."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _new_user(invitation: Invitation) -> User:
    user, _ = User.objects.get_or_create(
        email=invitation.email.lower(),
        defaults={
            # Nobody signs in by it, but Django wants one.
            "username": uuid4().hex,
            "password": make_password(None),
            "first_name": invitation.first_name,
            "last_name": invitation.last_name,
            "profession": invitation.profession,
        },
    )
    return user
