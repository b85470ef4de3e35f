"""How often practitioners decide as a rule recommends, and why when they don't."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Func, JSONField, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from aimwell.organisations.models import Organisation
from aimwell.organisations.tables import rule_labels
from aimwell.records.models import Decision

REASONS = 20
"""The newest reasons that are listed of each version."""
FEW = 10
"""Under so many, a share says less than the counts do. Our default; no source."""

Key = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How often something was recommended, and how often it was decided so."""

    recommended: int = 0
    confirmed: int = 0

    @property
    def overridden(self) -> int:
        """How often a practitioner decided otherwise."""
        return self.recommended - self.confirmed

    @property
    def share(self) -> str:
        """The overridden in words: with a percentage only where there are enough."""
        counts = f"{self.overridden} of {self.recommended}"
        if self.recommended < FEW:
            return counts
        return f"{counts} ({100 * self.overridden / self.recommended:.0f}%)"

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            recommended=self.recommended + other.recommended, confirmed=self.confirmed + other.confirmed
        )


@dataclass(frozen=True, kw_only=True)
class Move:
    """So many times this was recommended and that decided."""

    recommended: str
    decided: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why somebody decided otherwise. ``record``: the id of the signed form."""

    record: int
    at: datetime
    recommended: str
    decided: str
    text: str


@dataclass(kw_only=True)
class VersionTally:
    """One version of a rule: its decisions, row by row, and the reasons of those who decided otherwise.

    ``rows``: by the id of the row that matched. ``without``: decisions without a recommendation.
    """

    plugin: str
    rule: str
    label: str
    version: str
    all: Tally = field(default_factory=Tally)
    without: int = 0
    rows: dict[str, Tally] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)


def tallies(organisation: Organisation, since: date | None = None) -> list[VersionTally]:
    """Each version of each rule that recommended something since a day. Call it acting for the organisation.

    Four statements, however many decisions there are. An amended form counts once, as it stands now.
    """
    decisions = Decision.objects.filter(organisation=organisation, record__amended_by=None)
    if since is not None:
        decisions = decisions.filter(decided_at__date__gte=since)
    labels = rule_labels(organisation)
    found: dict[Key, VersionTally] = {}
    for row in _moves(decisions):
        key: Key = (row["plugin"], row["rule"], row["rule_version"])
        plugin, rule, version = key
        told = found.setdefault(
            key, VersionTally(plugin=plugin, rule=rule, label=labels.get(key[:2], rule), version=version)
        )
        _count(told, row)
    for row in _rows(decisions):
        told = found[(row["plugin"], row["rule"], row["rule_version"])]
        told.rows[row["matched"]] = Tally(recommended=row["count"], confirmed=row["confirmed"])
    for key, reasons in _reasons(decisions).items():
        found[key].reasons = reasons
    return sorted(found.values(), key=lambda one: (one.label, one.rule, -_number(one.version), one.version))


def _count(told: VersionTally, row: Mapping[str, Any]) -> None:
    if not row["recommended"]:
        told.without += row["count"]
        return
    is_confirmed = row["recommended"] == row["decided"]
    told.all += Tally(recommended=row["count"], confirmed=row["count"] if is_confirmed else 0)
    if not is_confirmed:
        told.moves.append(
            Move(recommended=row["recommended_label"], decided=row["decided_label"], count=row["count"])
        )


def _moves(decisions: QuerySet[Decision]) -> Iterable[dict[str, Any]]:
    names = ("plugin", "rule", "rule_version", "recommended", "recommended_label", "decided", "decided_label")
    return decisions.values(*names).annotate(count=Count("pk")).order_by("-count", *names)


def _rows(decisions: QuerySet[Decision]) -> Iterable[dict[str, Any]]:
    """Each row of a table that matched. More than one may match, and each then counts."""
    element = Func(F("rules"), function="jsonb_array_elements", output_field=JSONField())
    element.set_returning = True
    advised = decisions.exclude(recommended="").annotate(element=element)
    return (
        advised.annotate(matched=F("element__id"))
        .values("plugin", "rule", "rule_version", "matched")
        .annotate(count=Count("pk"), confirmed=Count("pk", filter=Q(decided=F("recommended"))))
        .order_by("matched")
    )


def _reasons(decisions: QuerySet[Decision]) -> dict[Key, list[Reason]]:
    place = Window(
        RowNumber(),
        partition_by=[F("plugin"), F("rule"), F("rule_version")],
        order_by=[F("decided_at").desc(), F("pk").desc()],
    )
    otherwise = decisions.exclude(decided=F("recommended")).exclude(recommended="").annotate(place=place)
    found: dict[Key, list[Reason]] = defaultdict(list)
    for one in otherwise.filter(place__lte=REASONS).order_by("-decided_at", "-pk"):
        found[(one.plugin, one.rule, one.rule_version)].append(
            Reason(
                record=one.record_id,
                at=one.decided_at,
                recommended=one.recommended_label,
                decided=one.decided_label,
                text=one.reason,
            )
        )
    return found


def _number(version: str) -> int:
    return int(version) if version.isdecimal() else 0
