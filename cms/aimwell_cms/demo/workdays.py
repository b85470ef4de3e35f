"""Days and hours at which a service works."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_SATURDAY = 5
_CLOSED = {(12, 25), (12, 26), (1, 1)}


def workday(day: date) -> date:
    """``day``, or the last day before it on which a service is open."""
    while day.weekday() >= _SATURDAY or (day.month, day.day) in _CLOSED:
        day -= timedelta(days=1)
    return day


def in_office_hours(day: date, chance: Random) -> datetime:
    """A time from 9.00 to 16.55 on a day, in London."""
    minutes = chance.randrange(9 * 60, 17 * 60, 5)
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=LONDON)
