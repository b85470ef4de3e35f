"""The screens for members, as an administrator uses them."""

from __future__ import annotations

import html
from typing import Any

from django.test import Client
from django.urls import reverse

from aimwell.organisations.models import Membership, Organisation, User

NEW = {
    "email": "New.Face@example.org",
    "first_name": "Nia",
    "last_name": "Face",
    "profession": "Physiotherapist",
    "role": "practitioner",
}


def at(name: str, *more: Any, slug: str = "ours") -> str:
    return reverse(f"aimwell_{name}", args=[slug, *more])


def membership_of(user: User, organisation: Organisation) -> Membership:
    return Membership.objects.get(user=user, organisation=organisation)


def told(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def invited(browser: Client, **changes: str) -> str:
    return told(browser.post(at("member_invite"), {**NEW, **changes}, follow=True))


def every_address(membership: Membership, slug: str = "ours") -> list[str]:
    one = [
        at(
            f"member_{name}",
            membership.pk,
            slug=slug,
        )
        for name in ("role", "remove", "letter")
    ]
    return [at("members", slug=slug), at("member_invite", slug=slug), *one]
