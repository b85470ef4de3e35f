"""Decisions of the past, put to a decision table again: what would it have recommended?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet

from aimwell.organisations.models import Organisation
from aimwell.records.models import Decision
from aimwell.ruletables import Past, Replay, Replayed, Table, Tally

CHUNK = 500
"""Decisions that are held in memory at once."""
SHOWN = 50
"""The first ones that would change, which are listed one by one."""


@dataclass(frozen=True, kw_only=True)
class PastRule:
    """A rule that recommended something: ``plugin/name``, and how often."""

    key: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A decision that would be recommended otherwise. Says nothing of the person but the record's number."""

    record: int
    at: datetime
    before: str
    after: str
    rules: tuple[str, ...]


@dataclass(kw_only=True)
class Running:
    """A replay as it goes. ``total``: how many there are; ``tally``: how many so far, and what changes.

    ``partly``: how many never asked for something that the table asks for, which counts as not known.
    """

    table: Table
    total: int
    tally: Tally
    partly: int = 0
    first: list[Changed] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def moved(self) -> list[dict[str, Any]]:
        """How many from what to what, in words, most first."""
        return [
            {"from": self.labels[before], "to": self.table.decision[after].label, "count": count}
            for (before, after), count in self.tally.moves.most_common()
        ]

    def note(self, replayed: Replayed) -> None:
        """Remember what is told of one decision."""
        past = replayed.past
        record, at, label = past.key  # type: ignore[misc]  # as ``_past`` made it
        self.partly += any(asked.name not in past.facts for asked in self.table.inputs)
        self.labels[past.recommended] = label or "nothing"
        if replayed.is_changed and len(self.first) < SHOWN:
            now = replayed.now
            self.first.append(
                Changed(
                    record=record,
                    at=at,
                    before=label or "nothing",
                    after=self.table.decision[now.decision].label,
                    rules=tuple(rule.id for rule in now.rules),
                )
            )


def past_rules(organisation: Organisation, since: date) -> list[PastRule]:
    """The rules with decisions since a day, most first. Call it acting for the organisation."""
    counted = _decisions(organisation, since).values("plugin", "rule").annotate(count=Count("pk"))
    return [
        PastRule(key=f"{row['plugin']}/{row['rule']}", count=row["count"])
        for row in counted.order_by("-count", "plugin", "rule")
    ]


def replay(organisation: Organisation, table: Table, key: str, since: date) -> Iterator[Running]:
    """Put each decision of a rule (``plugin/name``) since a day to a table.

    Gives the same object at the beginning, after each CHUNK and at the end. However many decisions there are,
    few are in memory. Call it acting for the organisation.
    """
    plugin, _, rule = key.partition("/")
    decisions = _decisions(organisation, since).filter(plugin=plugin, rule=rule)
    run = Replay(table, _past(decisions))
    running = Running(table=table, total=decisions.count(), tally=run.tally)
    yield running
    for replayed in run:
        running.note(replayed)
        if running.tally.total % CHUNK == 0:
            yield running
    yield running


def _past(decisions: QuerySet[Decision]) -> Iterator[Past]:
    fields = ("record_id", "decided_at", "recommended_label", "facts", "recommended")
    for record, at, label, facts, recommended in (
        decisions.order_by("-pk").values_list(*fields).iterator(chunk_size=CHUNK)
    ):
        yield Past(key=(record, at, label), facts=facts, recommended=recommended)


def _decisions(organisation: Organisation, since: date) -> QuerySet[Decision]:
    """As they stand now: a form that was amended counts once."""
    found = Decision.objects.filter(organisation=organisation, record__amended_by=None)
    return found.filter(decided_at__date__gte=since)
