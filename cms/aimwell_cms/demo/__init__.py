"""Two organisations with a year of fictional people: for trying Aimwell, and for its tests."""

from __future__ import annotations

from dataclasses import dataclass

from aimwell_cms.demo.organisations import PASSWORD, organisations


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """What somebody types to sign in, and as what they are in then."""

    organisation: str
    role: str
    name: str
    email: str
    password: str


def sign_ins() -> tuple[SignIn, ...]:
    """Everybody who can sign in to the demonstration. All have the same password."""
    return tuple(
        SignIn(
            organisation=organisation.name,
            role=staff.role.label,
            name=staff.name,
            email=staff.email,
            password=PASSWORD,
        )
        for organisation in organisations()
        for staff in organisation.staff
    )
