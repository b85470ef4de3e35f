"""The stretches of time of a list or a report, at the edges of months and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimwell.levels.periods import PERIODS, period


@pytest.mark.parametrize(
    ("code", "today", "first", "last"),
    [
        ("week", "2026-03-01", "2026-02-23", "2026-03-01"),
        ("month", "2026-03-01", "2026-03-01", "2026-03-01"),
        ("last-month", "2026-01-31", "2025-12-01", "2025-12-31"),
        ("last-month", "2024-03-31", "2024-02-01", "2024-02-29"),
        ("3-months", "2026-05-31", "2026-03-01", "2026-05-31"),
        ("3-months", "2026-02-15", "2025-11-16", "2026-02-15"),
        ("12-months", "2024-02-29", "2023-03-01", "2024-02-29"),
        ("12-months", "2026-12-31", "2026-01-01", "2026-12-31"),
        ("financial-year", "2026-03-31", "2025-04-01", "2026-03-31"),
        ("financial-year", "2026-04-01", "2026-04-01", "2026-04-01"),
        ("last-financial-year", "2026-04-01", "2025-04-01", "2026-03-31"),
    ],
)
def test_a_period_is_from_a_day_to_a_day(code: str, today: str, first: str, last: str) -> None:
    found = period(code, date.fromisoformat(today))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(list(PERIODS)))
def test_no_period_ends_before_it_begins_or_after_today(today: date, code: str) -> None:
    found = period(code, today)
    assert found.first <= found.last <= today
    assert found.last - found.first < timedelta(days=366)
