"""The stretches of time that a list or a report is of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Period:
    """From one day to another, both counted."""

    first: date
    last: date


def _week(today: date) -> Period:
    return Period(first=today - timedelta(days=today.weekday()), last=today)


def _month(today: date) -> Period:
    return Period(first=today.replace(day=1), last=today)


def _last_month(today: date) -> Period:
    last = today.replace(day=1) - timedelta(days=1)
    return Period(first=last.replace(day=1), last=last)


def _three_months(today: date) -> Period:
    return Period(first=_months_before(today, 3) + timedelta(days=1), last=today)


def _twelve_months(today: date) -> Period:
    return Period(first=_months_before(today, 12) + timedelta(days=1), last=today)


def _financial_year(today: date) -> Period:
    return Period(first=date(_financial(today), 4, 1), last=today)


def _last_financial_year(today: date) -> Period:
    year = _financial(today)
    return Period(first=date(year - 1, 4, 1), last=date(year, 3, 31))


def _financial(today: date) -> int:
    """The year in whose April the financial year of a day began."""
    return today.year if today.month >= 4 else today.year - 1


def _months_before(day: date, months: int) -> date:
    """The same day some months ago; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(after - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1))


_PERIODS: dict[str, tuple[str, Callable[[date], Period]]] = {
    "week": ("This week", _week),
    "month": ("This month", _month),
    "last-month": ("Last month", _last_month),
    "3-months": ("Last 3 months", _three_months),
    "12-months": ("Last 12 months", _twelve_months),
    "financial-year": ("This financial year (from 1 April)", _financial_year),
    "last-financial-year": ("Last financial year", _last_financial_year),
}
PERIODS: dict[str, str] = {code: label for code, (label, _) in _PERIODS.items()}


def period(code: str, today: date) -> Period:
    """The period of a code of PERIODS, seen from a day. KeyError for what is none."""
    return _PERIODS[code][1](today)
