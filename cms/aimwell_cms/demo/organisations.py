"""The two organisations of the demonstration, read from the files in ``data``. Everybody is invented."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aimwell.organisations.roles import Role

DATA = Path(__file__).parent / "data"
SLUGS = ("childrens-therapy", "community-older-adults")
PASSWORD = "walk by the river"  # noqa: S105 - printed for whoever tries the demonstration


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Somebody who signs in. ``band``: of their post, None where none is told."""

    role: Role
    name: str
    profession: str
    email: str
    band: int | None


@dataclass(frozen=True, kw_only=True)
class DemoOrganisation:
    """What the files say of one organisation.

    ``acts``: what was done between the forms, ``twice``: who was entered twice, ``carers`` and ``rules``
    (empty where it has none of its own), as in ``pathway.toml``. ``work``: what the service does without a
    client record, and its target groups, as in ``work.toml``. ``names``: ``(given name, family name, "he" or
    "she")`` of each person. ``phrases``: by topic, the sentences to choose from. ``stories``: what people
    come with, each a mapping as in ``stories.toml``.
    """

    slug: str
    name: str
    colour: str
    services: tuple[str, ...]
    staff: tuple[Staff, ...]
    names: tuple[tuple[str, str, str], ...]
    people: Mapping[str, Any]
    phrases: Mapping[str, Any]
    override: Mapping[str, str]
    stories: tuple[Mapping[str, Any], ...]
    pages: Mapping[str, Any]
    work: Mapping[str, Any]
    acts: tuple[Mapping[str, Any], ...]
    twice: Mapping[str, Any]
    carers: tuple[Mapping[str, Any], ...]
    rules: Mapping[str, Any]

    def with_role(self, role: Role) -> tuple[Staff, ...]:
        return tuple(one for one in self.staff if one.role == role)


@cache
def organisations() -> tuple[DemoOrganisation, ...]:
    """Both organisations."""
    return tuple(_read(slug) for slug in SLUGS)


def _read(slug: str) -> DemoOrganisation:
    told = _toml(slug, "organisation")
    pathway = _toml(slug, "pathway")
    return DemoOrganisation(
        slug=slug,
        name=told["name"],
        colour=told["colour"],
        services=tuple(told["services"]),
        staff=tuple(
            Staff(
                role=Role(one["role"]),
                name=one["name"],
                profession=one["profession"],
                email=f"{one['name'].split()[0].lower()}@{slug}.example",
                band=one.get("band"),
            )
            for one in told["staff"]
        ),
        names=tuple(_name(line) for line in told["people"]["names"]),
        people=told["people"],
        phrases=told["phrases"],
        override=told["override"],
        stories=tuple(_toml(slug, "stories")["story"]),
        pages=_toml(slug, "pages"),
        work=_toml(slug, "work"),
        acts=tuple(pathway["act"]),
        twice=pathway["twice"],
        carers=tuple(pathway["carer"]),
        rules=pathway.get("rules", {}),
    )


def _name(line: str) -> tuple[str, str, str]:
    given, *family, pronoun = line.split()
    return given, " ".join(family), pronoun


def _toml(slug: str, name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / slug / f"{name}.toml").read_text(encoding="utf-8"))
