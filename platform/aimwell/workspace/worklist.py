"""The list of work without a client record: what to show of it, and its totals.

As many SQL statements for 5,000 entries as for 5.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.timezone import localdate

from aimwell.levels.activities import current
from aimwell.levels.duty import LEVELS
from aimwell.levels.models import Activity
from aimwell.levels.periods import PERIODS, Period, period
from aimwell.organisations.models import Organisation, User

PAGE = 50
MOST = 1000
"""As many entries at most are shown on one page, to print."""

WHOSE = {"mine": "Mine", "everybody": "Everybody’s"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list is to show. ``period`` is a key of PERIODS, ``whose`` of WHOSE; ``level`` and ``group`` are
    None where all are meant; ``all``: on one page."""

    period: str
    level: int | None
    whose: str
    group: int | None
    page: int
    all: bool

    @classmethod
    def from_query(cls, query: Any, *, whose: str) -> Asked:
        """Read from a query string; what is not known is left aside. ``whose``: what is meant by silence."""
        level, group, page = (_number(query.get(name, "")) for name in ("level", "group", "page"))
        return cls(
            period=query.get("period") if query.get("period") in PERIODS else "month",
            level=level if level in LEVELS else None,
            whose=query.get("whose") if query.get("whose") in WHOSE else whose,
            group=group,
            page=max(1, page or 1),
            all=query.get("all") == "1",
        )

    @property
    def when(self) -> Period:
        """The days that are meant."""
        return period(self.period, localdate())

    def link(self, **changes: Any) -> str:
        """The query string for the same with ``changes``; a changed list begins at its first page."""
        asked = replace(self, **{"page": 1, "all": False, **changes})
        said = {"period": asked.period, "whose": asked.whose}
        if asked.level is not None:
            said["level"] = str(asked.level)
        if asked.group is not None:
            said["group"] = str(asked.group)
        if asked.page > 1:
            said["page"] = str(asked.page)
        if asked.all:
            said["all"] = "1"
        return "?" + urlencode(said)


@dataclass(frozen=True, kw_only=True)
class WorkList:
    """One page of a list, and totals of the whole of it. ``minutes``: by level."""

    asked: Asked
    rows: tuple[Activity, ...]
    entries: int
    minutes: dict[int, int]
    reached: int
    pages: int


def worklist(organisation: Organisation, user: User, asked: Asked) -> WorkList:
    """One page of the work of ``user`` or of everybody."""
    found = chosen(organisation, user, asked)
    by_level = {f"level_{level}": Sum("minutes", filter=Q(level=level), default=0) for level in LEVELS}
    totals = found.order_by().aggregate(
        entries=Count("pk"), reached=Sum("people_reached", default=0), **by_level
    )
    size = MOST if asked.all else PAGE
    pages = 1 if asked.all else max(1, -(-totals["entries"] // PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    return WorkList(
        asked=asked,
        rows=tuple(found[(asked.page - 1) * size : asked.page * size]),
        entries=totals["entries"],
        minutes={level: totals[f"level_{level}"] for level in LEVELS},
        reached=totals["reached"],
        pages=pages,
    )


def chosen(organisation: Organisation, user: User, asked: Asked) -> QuerySet[Activity]:
    """All that is asked for, newest first."""
    found = current(organisation).filter(on__range=(asked.when.first, asked.when.last))
    if asked.level is not None:
        found = found.filter(level=asked.level)
    if asked.whose == "mine":
        found = found.filter(by=user)
    if asked.group is not None:
        found = found.filter(target_group=asked.group)
    return found.select_related("by", "service", "target_group").order_by("-on", "-pk")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
