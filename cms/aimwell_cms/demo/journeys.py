"""What happened with a person in the last year: which forms, when, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from random import Random

from aimwell.library.models import Kind
from aimwell_cms.demo.ratings import Trend
from aimwell_cms.demo.workdays import in_office_hours, workday

REVIEW_DAYS = 84


class Course(Enum):
    """How far a person has come."""

    NEW = "asked for help in the last days"
    UNKNOWN = "more information was asked for"
    REQUESTED = "asked for help yesterday; nobody has decided yet"
    TALKED = "only a conversation was written down"
    ELSEWHERE = "helped at Level 1 or 2 instead"
    ASSESSED = "assessed; what is not known yet holds the priority up"
    UNRATED = "assessed and planned, but never rated"
    OVERDUE = "the next review is late"
    CURRENT = "seen as planned"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A form that was filled in. ``occasion``: 0 for the first ratings, then counting reviews."""

    kind: Kind
    at: datetime
    occasion: int = 0
    signed: bool = True
    amended: bool = False


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A person's course, trend and visits, oldest first."""

    course: Course
    trend: Trend
    visits: tuple[Visit, ...]


# Who stands where. The rest are seen as planned.
_COURSES = {
    3: Course.NEW,
    14: Course.NEW,
    25: Course.NEW,
    8: Course.UNKNOWN,
    5: Course.UNRATED,
    21: Course.UNRATED,
    1: Course.OVERDUE,
    7: Course.OVERDUE,
    12: Course.OVERDUE,
    18: Course.OVERDUE,
    27: Course.OVERDUE,
    30: Course.ELSEWHERE,
    31: Course.ELSEWHERE,
    32: Course.TALKED,
    33: Course.REQUESTED,
    34: Course.ASSESSED,
}
# So many that everything lies within about a year.
_AT_THE_DOOR = {
    Course.NEW: (9, 20),
    Course.UNKNOWN: (9, 20),
    Course.REQUESTED: (1, 1),
    Course.TALKED: (1, 1),
    Course.ELSEWHERE: (70, 84),
    Course.ASSESSED: (28, 34),
}
"""From when to when, in days before today, those asked who have no plan yet."""
_MOST_REVIEWS = {Course.OVERDUE: 2, Course.CURRENT: 3}
_AMENDED = frozenset({2, 17})
_DRAFTED = {3: Kind.ASSESSMENT, 4: Kind.REVIEW, 12: Kind.REVIEW, 15: Kind.REVIEW, 26: Kind.SUPPORT_PLAN}


def journey_of(number: int, today: date, chance: Random) -> Journey:
    """The year of the person with this number in the caseload."""
    course = _COURSES.get(number, Course.CURRENT)
    trend = chance.choices(list(Trend), weights=[62, 22, 16])[0]
    visits = _unfinished_visit(number, _visits(number, course, today, chance), today, chance)
    return Journey(course=course, trend=trend, visits=visits)


def _visits(number: int, course: Course, today: date, chance: Random) -> list[Visit]:
    if course in _AT_THE_DOOR:
        return _in_order(_at_the_door(course, today, chance), chance)
    last = today - timedelta(days=_days_since_last(course, chance))
    reviews = (
        0 if course is Course.UNRATED or number in _DRAFTED else chance.randint(0, _MOST_REVIEWS[course])
    )
    if _DRAFTED.get(number) is Kind.REVIEW:
        reviews = 1
    planned = last - timedelta(days=REVIEW_DAYS * reviews)
    assessed = planned - timedelta(days=chance.randint(8, 14))
    asked = assessed - timedelta(days=chance.randint(24, 40))
    later = [
        (Kind.REVIEW, planned + timedelta(days=REVIEW_DAYS * each), each) for each in range(1, reviews + 1)
    ]
    wanted = [
        (Kind.REQUEST, asked, 0),
        (Kind.TRIAGE, asked + timedelta(days=4), 0),
        (Kind.ASSESSMENT, assessed, 0),
        (Kind.SUPPORT_PLAN, planned, 0),
        *later,
    ]
    if _DRAFTED.get(number) is Kind.SUPPORT_PLAN:
        wanted = wanted[:3]
    # Those who came before requests were kept on this system start with their assessment.
    if number % 3 == 2 and course is not Course.UNRATED:
        wanted = wanted[2:]
    return [
        Visit(
            kind=visit.kind,
            at=visit.at,
            occasion=visit.occasion,
            amended=visit.kind is Kind.ASSESSMENT and number in _AMENDED,
        )
        for visit in _in_order(wanted, chance)
    ]


def _at_the_door(course: Course, today: date, chance: Random) -> list[tuple[Kind, date, int]]:
    asked = today - timedelta(days=chance.randint(*_AT_THE_DOOR[course]))
    steps = {Kind.REQUEST: asked, Kind.TRIAGE: asked + timedelta(days=4)}
    if course is Course.REQUESTED:
        del steps[Kind.TRIAGE]
    if course is Course.ASSESSED:
        steps[Kind.ASSESSMENT] = asked + timedelta(days=21)
    return [] if course is Course.TALKED else [(kind, day, 0) for kind, day in steps.items()]


def _days_since_last(course: Course, chance: Random) -> int:
    if course is Course.OVERDUE:
        return chance.randint(REVIEW_DAYS + 8, REVIEW_DAYS + 60)
    return chance.randint(6, REVIEW_DAYS - 10)


def _in_order(wanted: list[tuple[Kind, date, int]], chance: Random) -> list[Visit]:
    """The visits on working days, each after the one before."""
    visits: list[Visit] = []
    for kind, day, occasion in wanted:
        at = in_office_hours(workday(day), chance)
        if visits and at <= visits[-1].at:
            at = visits[-1].at + timedelta(minutes=25)
        visits.append(Visit(kind=kind, at=at, occasion=occasion))
    return visits


def _unfinished_visit(number: int, visits: list[Visit], today: date, chance: Random) -> tuple[Visit, ...]:
    kind = _DRAFTED.get(number)
    if kind is None:
        return tuple(visits)
    at = in_office_hours(workday(today - timedelta(days=chance.randint(1, 5))), chance)
    occasion = 1 + max(visit.occasion for visit in visits) if kind is Kind.REVIEW else 0
    return (*visits, Visit(kind=kind, at=at, occasion=occasion, signed=False))
