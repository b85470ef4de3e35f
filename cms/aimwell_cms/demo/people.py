"""The people of the demonstration: who they are. The same seed gives the same people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from aimwell.people import nhsnumber
from aimwell_cms.demo.organisations import SLUGS, DemoOrganisation, Staff

_DAYS_A_YEAR = 365.25
_NEEDS_SOMETHING = 0.3
_LIVES_ALONE = 0.5
NEEDS = {
    "large_print": "Large print (18 point)",
    "easy_read": "Easy read with pictures",
    "audio": "Letters as audio",
    "bsl": "British Sign Language interpreter",
    "interpreter": "Interpreter for the family’s language",
    "speech": "Give time to finish; ask yes-or-no questions",
    "time": "Short visits and more time to answer",
}


@dataclass(frozen=True, kw_only=True)
class DemoPerson:
    """A fictional person: what is stored of them, their story, and the words that fill the story in."""

    number: int
    given_name: str
    family_name: str
    date_of_birth: date
    nhs_number: str
    needs: tuple[str, ...]
    key_worker: Staff
    service: str
    lives_alone: bool
    close: str
    story: Mapping[str, Any]
    words: Mapping[str, str]

    @property
    def communication_needs(self) -> str:
        return "; ".join(NEEDS[need] for need in self.needs)


def people_of(organisation: DemoOrganisation, today: date, chance: Random) -> tuple[DemoPerson, ...]:
    """Everybody in an organisation's caseload, in the order of its file."""
    practitioners = [one for one in organisation.staff if one.role == "practitioner"]
    numbers = test_numbers(organisation.slug, len(organisation.names))
    children = organisation.people["close_is"] != "family"
    people = []
    for number, (given, family, pronoun) in enumerate(organisation.names):
        story = organisation.stories[number % len(organisation.stories)]
        close = chance.choice(organisation.people["close"])
        worker = number % len(practitioners)
        wanted = chance.random() < _NEEDS_SOMETHING
        people.append(
            DemoPerson(
                number=number,
                given_name=given,
                family_name=family,
                date_of_birth=_birthday(story["ages"], today, chance),
                nhs_number=numbers[number],
                needs=(chance.choice(organisation.people["needs"]),) if wanted else (),
                key_worker=practitioners[worker],
                service=organisation.services[worker],
                lives_alone=not children and chance.random() < _LIVES_ALONE,
                close=close,
                story=story,
                words=_words(given, pronoun, close),
            )
        )
    return tuple(people)


def test_numbers(slug: str, count: int) -> tuple[str, ...]:
    """NHS numbers that nobody has: those that begin with 999 are for tests only."""
    start = 100_000 * (1 + SLUGS.index(slug))
    serials = range(start, start + 2 * count)
    numbers = (f"999{serial}{check}" for serial in serials for check in range(10))
    return tuple(number for number in numbers if _is_valid(number))[:count]


def _is_valid(number: str) -> bool:
    try:
        return nhsnumber.normalise(number) == number
    except ValueError:
        return False


def _birthday(ages: list[int], today: date, chance: Random) -> date:
    youngest, oldest = ages
    years = chance.uniform(youngest + 0.2, oldest + 0.8)
    return today - timedelta(days=round(years * _DAYS_A_YEAR))


def _words(given: str, pronoun: str, close: str) -> dict[str, str]:
    he, him, his = ("he", "him", "his") if pronoun == "he" else ("she", "her", "her")
    return {
        "name": given,
        "he": he,
        "him": him,
        "his": his,
        "he_cap": he.capitalize(),
        "parent": close,
        "carer": close,
    }
