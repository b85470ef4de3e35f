"""Who may be the same person as somebody: suggested from what is known, never merged by itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from aimwell.organisations.models import Organisation
from aimwell.people.likeness import Known, swapped, why_alike
from aimwell.people.models import Person

MOST = 20
"""No more are suggested: who is sought among so many is sought by name."""


@dataclass(frozen=True, kw_only=True)
class Likely:
    """An entry that may be the same person, and why."""

    person: Person
    why: str


def likely(organisation: Organisation, known: Known) -> list[Likely]:
    """Entries of the organisation that may be whoever is ``known``: one statement, the likeliest first.

    Whoever was merged into another entry isn't suggested: that one is.
    """
    if known.born is None and not known.nhs_number:
        return []
    days = [day for day in (known.born, swapped(known.born) if known.born else None) if day]
    near = Q(date_of_birth__in=days)
    if known.nhs_number:
        near |= Q(nhs_number=known.nhs_number)
    people = Person.objects.filter(near, organisation=organisation, merged_into=None)
    found = [Likely(person=one, why=why_alike(known, known_of(one))) for one in people]
    return sorted((one for one in found if one.why), key=_unlikely)[:MOST]


def likely_same(person: Person) -> list[Likely]:
    """Other entries that may be this person."""
    found = likely(person.organisation, known_of(person))
    return [one for one in found if one.person.pk != person.pk]


def known_of(person: Person) -> Known:
    """What is compared of a person."""
    return Known(
        given=person.given_name,
        family=person.family_name,
        preferred=person.preferred_name,
        born=person.date_of_birth,
        nhs_number=person.nhs_number,
    )


def _unlikely(one: Likely) -> tuple[bool, bool]:
    # The last name and the day alone may be a twin.
    return not one.why.startswith("Same NHS number"), one.why.endswith(", same last name")
