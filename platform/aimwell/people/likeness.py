"""Whether two entries look like one person: by number, names and day of birth. Pure: it only compares.

It suggests; a person decides. The rules are this project's defaults.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

NEARLY = 0.8
"""From this share of equal letters on, two names may be one with a typing error."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What two entries are compared by; an empty text is not known."""

    given: str
    family: str
    preferred: str = ""
    born: date | None = None
    nhs_number: str = ""


def why_alike(one: Known, other: Known) -> str:
    """Why the two may be one person, in words; empty where nothing speaks for it."""
    if one.nhs_number and one.nhs_number == other.nhs_number:
        return "Same NHS number"
    names = _names_alike(one, other)
    if one.born is None or other.born is None or not names:
        return ""
    if one.born == other.born:
        return f"Same date of birth, {names}"
    if names == SAME_NAME and other.born == swapped(one.born):
        return "Same name, day and month of birth changed round"
    return ""


SAME_NAME = "same name"


def _names_alike(one: Known, other: Known) -> str:
    given, others_given = _called(one), _called(other)
    family, others_family = folded(one.family), folded(other.family)
    if given & others_given and family == others_family:
        return SAME_NAME
    if family in others_given and others_family in given:
        return "first and last name changed round"
    if given & others_given:
        return "same first name"
    if family == others_family:
        near = any(_near(name, another) for name in given for another in others_given)
        return "similar first name and same last name" if near else "same last name"
    return ""


def folded(name: str) -> str:
    """A name without case, accents, spaces and signs, as two spellings of it are compared."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def swapped(day: date) -> date | None:
    """The date with day and month changed round, as some people write it; None where there is none."""
    try:
        return day.replace(month=day.day, day=day.month)
    except ValueError:
        return None


def _called(known: Known) -> set[str]:
    return {folded(name) for name in (known.given, known.preferred)} - {""}


def _near(one: str, other: str) -> bool:
    begins = min(len(one), len(other)) >= 3 and (one.startswith(other) or other.startswith(one))
    return begins or SequenceMatcher(None, one, other).ratio() >= NEARLY
