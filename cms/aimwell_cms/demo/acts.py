"""What practitioners did between the forms, as ``pathway.toml`` tells it. Pure.

An act there names a person by number, its kind, when it was (``at``: ``"support_plan+3"``, days after the
first of their forms of that kind; ``"review#2+1"``, after the second; ``"today-5"``) and what was said.
Everything else is what ``perform`` is given, with three shorthands: ``"#0"`` is the person's first outcome,
``"+84"`` the day so many days after the act, and ``{goal}`` a sentence of the person's story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from aimwell.contracts import Json
from aimwell_cms.demo.journeys import Visit
from aimwell_cms.demo.telling import Telling, iso
from aimwell_cms.demo.workdays import LONDON, workday

_WHEN = re.compile(r"(?P<form>[a-z_]+)(#(?P<nth>\d))?(?P<days>[+-]\d+)")
_NEXT = timedelta(minutes=10)
_NOT_SAID = frozenset({"who", "kind", "at", "by", "why", "of", "measure", "target"})


@dataclass(frozen=True, kw_only=True)
class DemoAct:
    """An act of a practitioner. ``of``: which of the person's things it is done to, by number of the thing.

    ``colleague``: whether another practitioner did it than the key worker. ``measure``: whose latest score is
    the baseline of the episode that begins, with the ``target`` to be reached.
    """

    kind: str
    at: datetime
    said: Mapping[str, Json]
    why: str = ""
    of: Mapping[str, int] = field(default_factory=dict)
    colleague: bool = False
    measure: str = ""
    target: float | None = None


def acts_of(telling: Telling, told: Iterable[Mapping[str, Any]], today: date) -> tuple[DemoAct, ...]:
    """The acts of a person, oldest first, each in office hours, after the form that it follows."""
    return tuple(_acts(telling, [one for one in told if one["who"] == telling.person.number], today))


def _acts(telling: Telling, told: list[Mapping[str, Any]], today: date) -> Iterator[DemoAct]:
    last: datetime | None = None
    for number, one in enumerate(told):
        at = _when(one["at"], telling.journey.visits, today, minutes=(number * 95) % 420)
        at = last = at if last is None or at > last else last + _NEXT
        yield DemoAct(
            kind=one["kind"],
            at=at,
            said={
                name: _filled(value, telling, at.date())
                for name, value in one.items()
                if name not in _NOT_SAID
            },
            why=telling.told(one.get("why", "")),
            of=one.get("of", {}),
            colleague=one.get("by") == "colleague",
            measure=one.get("measure", ""),
            target=one.get("target"),
        )


def _when(told: str, visits: tuple[Visit, ...], today: date, *, minutes: int) -> datetime:
    found = _WHEN.fullmatch(told)
    assert found, told
    days = timedelta(days=int(found["days"]))
    if found["form"] == "today":
        return _at(workday(today + days), minutes)
    forms = [visit for visit in visits if visit.kind == found["form"]]
    after = forms[int(found["nth"] or 1) - 1].at
    return max(_at(workday(after.date() + days), minutes), after + _NEXT)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(9, 30), LONDON) + timedelta(minutes=minutes)


def _filled(value: Any, telling: Telling, on: date) -> Json:
    if isinstance(value, Mapping):
        return {name: _filled(each, telling, on) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, telling, on) for each in value]
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\+\d+", value):
        return iso(workday(on + timedelta(days=int(value))))
    return telling.told(value)
