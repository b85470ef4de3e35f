"""A search among a hundred thousand people; beside it, the same among a thousand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from urllib.parse import urlencode

from browser import expect
from django.urls import reverse
from measuring import Pair
from world import World

from aimwell.organisations.models import Membership, Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person

GIVEN = ("Ada", "Bob", "Carys", "Dilip", "Eirlys", "Fatima", "Grace", "Huw", "Ines", "Jürgen", "Kofi", "Liam")
FAMILY = ("Ashton", "Begum", "Clarke", "Davies", "Evans", "Flynn", "Gül", "Hughes", "Iqbal", "Jones", "Khan")

PIECE = 1000
SEARCHES = {
    "first and last name": "ada jones",
    "the beginning of a name": "jür",
    "a name that nobody has": "zzyzx",
    "an NHS number": "999 000 0018",
    "the beginning of an NHS number": "9990",
}


def pairs(world: World) -> Iterator[Pair]:
    few, many = (
        _organisation(world.user, slug, number)
        for slug, number in (("thousand", world.size.few_to_search), ("multitude", world.size.many_to_search))
    )
    for label, text in SEARCHES.items():
        yield Pair(
            work=f"Search among {world.size.many_to_search:,} people: {label}",
            reference=f"The same among {world.size.few_to_search:,}",
            ours=partial(_search, world, many, text),
            theirs=partial(_search, world, few, text),
            target=None,
            rounds=world.rounds(10),
            same_statements=True,
        )


def _search(world: World, organisation: Organisation, text: str) -> float:
    address = reverse("workspace:caseload", kwargs={"organisation": organisation.slug})
    query = urlencode({"whose": "everybody", "search": text})
    return expect(world.browser.get(f"{address}?{query}"), 200).seconds


def _organisation(user: User, slug: str, number: int) -> Organisation:
    organisation = Organisation.objects.create(name=f"{slug.title()} service", slug=slug)
    Membership.objects.create(user=user, organisation=organisation, role=Role.PRACTITIONER)
    # In pieces: PostgreSQL looks through all that a transaction has still to check, for every row's history.
    for first in range(0, number, PIECE):
        with acting_for(organisation):
            Person.objects.bulk_create(
                _person(organisation, user, index) for index in range(first, min(first + PIECE, number))
            )
    return organisation


def _person(organisation: Organisation, user: User, index: int) -> Person:
    return Person(
        organisation=organisation,
        given_name=f"{GIVEN[index % len(GIVEN)]}{'el' * (index % 3)}",
        family_name=f"{FAMILY[index * 7 % len(FAMILY)]}-{FAMILY[index // 13 % len(FAMILY)]}",
        preferred_name=f"Nick{index % 89}" if index % 4 == 0 else "",
        date_of_birth=date(1930, 1, 1) + timedelta(days=index % 30000),
        nhs_number=f"999{index:07}",
        key_worker=user if index % 100 == 0 else None,
    )
