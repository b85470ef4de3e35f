"""Past decisions, decided again: what a changed table would say now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from aimwell.contracts import Json, Recommendation
from aimwell.ruletables.deciding import decide
from aimwell.ruletables.table import Table

REMEMBERED = 10_000
"""Different facts whose recommendation is kept at once: many people’s facts are alike."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """A decision that was recommended. ``key`` finds it again; it says nothing here."""

    key: Hashable
    facts: Mapping[str, Json]
    recommended: str


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """A past decision, and what the table would recommend now."""

    past: Past
    now: Recommendation

    @property
    def is_changed(self) -> bool:
        """Whether another decision would be recommended."""
        return self.now.decision != self.past.recommended


@dataclass(kw_only=True)
class Tally:
    """How many were replayed, how many would change, and from which decision to which."""

    total: int = 0
    changed: int = 0
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __str__(self) -> str:
        return f"{self.changed} of {self.total} would change"


class Replay:
    """Past decisions, replayed one by one as they are asked for: in bounded memory, however many they are."""

    def __init__(self, table: Table, past: Iterable[Past]) -> None:
        self.tally = Tally()
        self._table, self._past = table, past

    def __iter__(self) -> Iterator[Replayed]:
        names = [asked.name for asked in self._table.inputs]
        inputs = {asked.name: asked for asked in self._table.inputs}
        known: dict[tuple[Hashable, ...], Recommendation] = {}
        for past in self._past:
            facts = tuple(inputs[name].read(past.facts.get(name)) for name in names)
            if facts not in known:
                if len(known) >= REMEMBERED:
                    known.clear()
                known[facts] = decide(self._table, dict(zip(names, facts, strict=True)))
            yield self._counted(Replayed(past=past, now=known[facts]))

    def _counted(self, replayed: Replayed) -> Replayed:
        self.tally.total += 1
        if replayed.is_changed:
            self.tally.changed += 1
            self.tally.moves[replayed.past.recommended, replayed.now.decision] += 1
        return replayed
