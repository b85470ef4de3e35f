"""Episodes of a service by their aims: how many are under way, and how those that ended came out.

Direction of change and success are counted apart, and nothing is averaged. As many SQL statements for
10,000 episodes as for ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from aimwell.organisations.models import Organisation
from aimwell.pathway.aims import aims_of
from aimwell.pathway.models import EpisodeRow
from aimwell.pathway.rules.aims import Aim

LISTED = 50
"""How many episodes past their evaluation are listed, the longest due first."""


@dataclass(frozen=True, kw_only=True)
class OfAim:
    """The episodes of one aim. ``overdue``: those under way whose evaluation date has passed.

    ``success``, ``direction``: those that ended, by code. ``otherwise``: judged otherwise than recommended.
    ``worse_and_met``: those that went for the worse and still met their aim.
    """

    aim: Aim
    under_way: int = 0
    overdue: int = 0
    success: Counter[str] = field(default_factory=Counter)
    direction: Counter[str] = field(default_factory=Counter)
    otherwise: int = 0
    worse_and_met: int = 0

    @property
    def ended(self) -> int:
        return self.success.total()

    @property
    def measurable(self) -> int:
        """The denominator of success: what could not be measured is told beside it, not hidden in it."""
        return self.ended - self.success["not_measurable"]

    @property
    def any(self) -> bool:
        return bool(self.under_way or self.ended)


@dataclass(frozen=True, kw_only=True)
class Episodes:
    """What the page shows: every aim, all together, and those whose evaluation is due."""

    aims: tuple[OfAim, ...]
    due: tuple[EpisodeRow, ...]
    worse_and_met: int


def episodes_of(organisation: Organisation, since: date | None, service: int | None = None) -> Episodes:
    """The episodes under way now, and those that ended since a day. Three statements."""
    rows = EpisodeRow.objects.filter(organisation=organisation)
    if service is not None:
        rows = rows.filter(service=service)
    today = localdate()
    counted = list(_counts(rows, since, today))
    aims = tuple(_of_aim(aim, counted) for aim in aims_of(organisation).values())
    due = rows.filter(ended=None, evaluate_on__lt=today).select_related("person").order_by("evaluate_on")
    return Episodes(aims=aims, due=tuple(due[:LISTED]), worse_and_met=sum(one.worse_and_met for one in aims))


def _counts(rows: QuerySet[EpisodeRow], since: date | None, today: date) -> QuerySet[EpisodeRow]:
    ended = Q(ended__isnull=False) if since is None else Q(ended__date__gte=since)
    return (
        rows.filter(Q(ended=None) | ended)
        .order_by()
        .values("aim", "success", "direction", "recommended")
        .annotate(n=Count("pk"), overdue=Count("pk", filter=Q(ended=None, evaluate_on__lt=today)))
    )


def _of_aim(aim: Aim, counted: list[Mapping[str, object]]) -> OfAim:
    own = [row for row in counted if row["aim"] == aim.code]
    ended = [row for row in own if row["success"]]

    def tally(name: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in ended:
            found[str(row[name])] += int(row["n"])
        return found

    return OfAim(
        aim=aim,
        under_way=sum(int(row["n"]) for row in own if not row["success"]),
        overdue=sum(int(row["overdue"]) for row in own),
        success=tally("success"),
        direction=tally("direction"),
        otherwise=sum(int(row["n"]) for row in ended if row["recommended"] not in ("", row["success"])),
        worse_and_met=sum(
            int(row["n"]) for row in ended if (row["direction"], row["success"]) == ("worse", "met")
        ),
    )
