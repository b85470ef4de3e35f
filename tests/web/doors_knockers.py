"""Everybody who could knock at a door: strangers in every way there is, and each role."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client
from doors_world import Things
from factories import make_member

from aimwell.organisations.models import Membership, Organisation, User
from aimwell.organisations.roles import Role


@dataclass(frozen=True, kw_only=True)
class Knocker:
    """Somebody at the door: signed in or not, with or without a role in an organisation."""

    name: str
    browser: Client
    organisation: Organisation | None = None
    role: Role | None = None


def everybody(ours: Things, theirs: Things) -> list[Knocker]:
    """A stranger to us in every way there is, and each of our roles."""
    found = [Knocker(name="anonymous", browser=Client(raise_request_exception=False))]
    nobody = make_member(ours.organisation)
    Membership.objects.filter(user=nobody).delete()
    found.append(_signed_in("member of nothing", nobody))
    for organisation, role in [
        *((ours.organisation, role) for role in Role),
        (theirs.organisation, Role.SERVICE_MANAGER),
        (theirs.organisation, Role.PRACTITIONER),
    ]:
        whose = "our" if organisation == ours.organisation else "their"
        member = make_member(organisation, role)
        found.append(_signed_in(f"{whose} {role.label.lower()}", member, organisation, role))
    return found


def _signed_in(
    name: str, user: User, organisation: Organisation | None = None, role: Role | None = None
) -> Knocker:
    browser = Client(raise_request_exception=False)
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return Knocker(name=name, browser=browser, organisation=organisation, role=role)
