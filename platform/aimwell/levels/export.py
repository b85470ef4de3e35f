"""Work as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils.timezone import localtime

from aimwell.levels.models import Activity

COLUMNS = (
    "Date",
    "Level",
    "What was done",
    "Duty of care to",
    "In other words",
    "With whom",
    "Target group",
    "People reached",
    "Minutes",
    "What came of it",
    "Service",
    "Who",
    "Band",
    "Entered",
    "Correction",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for a formula when a cell begins with it; a quotation mark keeps it a text."""


def as_csv(activities: Iterable[Activity]) -> str:
    """One line an entry, with a byte order mark so that Excel reads names rightly."""
    out = StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for one in activities:
        table.writerow([_cell(value) for value in _row(one)])
    return "\ufeff" + out.getvalue()


def _row(one: Activity) -> list[object]:
    return [
        one.on.isoformat(),
        one.level,
        one.label,
        one.duty,
        one.what,
        one.with_whom,
        one.target_group or "",
        "" if one.people_reached is None else one.people_reached,
        one.minutes,
        one.outcome,
        one.service or "",
        one.by,
        one.band or "",
        f"{localtime(one.entered_at):%Y-%m-%d %H:%M}",
        one.reason,
    ]


def _cell(value: object) -> object:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else value
