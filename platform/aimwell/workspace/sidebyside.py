"""Two entries side by side, for somebody who decides whether they are one person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.utils.dateformat import format as in_words
from django.utils.timezone import localtime

from aimwell.people.merging import family_of
from aimwell.people.models import CareTeamMember, Person
from aimwell.records.models import Draft, Record

UNKNOWN = "Not known"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that is known of both entries, in words."""

    label: str
    here: str
    there: str

    @property
    def differs(self) -> bool:
        """Whether the two say something different, and neither says nothing."""
        return self.here != self.there and UNKNOWN not in (self.here, self.there)


def side_by_side(here: Person, there: Person) -> tuple[Line, ...]:
    """What is known of both, and what was written about each."""
    one, other = _told(here), _told(there)
    return tuple(Line(label=label, here=text, there=other[label]) for label, text in one.items())


def likely_to_stay(here: Person, there: Person) -> Person:
    """The one to propose: who has an NHS number, then who has more records, then who was first."""

    def rank(one: Person) -> tuple[bool, int, float]:
        return bool(one.nhs_number), _records(one).count(), -one.created_at.timestamp()

    return max((here, there), key=rank)


def _told(person: Person) -> dict[str, str]:
    records = _records(person)
    last = records.aggregate(last=Max("signed_at"))["last"]
    drafts = Draft.objects.filter(person_id__in=family_of(person), discarded_at=None)
    team = CareTeamMember.objects.filter(person_id__in=family_of(person)).select_related("user")
    return {
        "First name": person.given_name,
        "Last name": person.family_name,
        "Likes to be called": person.preferred_name or UNKNOWN,
        "Born": _day(person.date_of_birth),
        "NHS number": person.nhs_number_display or UNKNOWN,
        "Communication needs": person.communication_needs or UNKNOWN,
        "Service": str(person.service) if person.service else UNKNOWN,
        "Key worker": str(person.key_worker) if person.key_worker else "Nobody yet",
        "Care team": "; ".join(str(one) for one in team) or "Nobody",
        "Signed records": f"{records.count()}, the last on {_day(localtime(last))}" if last else "None",
        "Unfinished forms": str(drafts.count() or "None"),
        "Next review": _day(person.review_due) if person.review_due else "No date",
        "Added": _day(localtime(person.created_at)),
    }


def _records(person: Person):
    return Record.objects.filter(person_id__in=family_of(person))


def _day(day) -> str:
    return in_words(day, "j F Y")
