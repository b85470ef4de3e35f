"""Something wrong with a table, as a value: where, what, what to do, and facts that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from aimwell.ruletables.columns import Value
from aimwell.ruletables.sweeping import Fit
from aimwell.ruletables.table import Table
from aimwell.ruletables.words import facts_words

Kind = Literal[
    "gap", "overlap", "contradiction", "never-true", "shadowed", "unsafe", "case", "too-many", "too-large"
]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something wrong with a table: its place (a JSON pointer), fault and remedy."""

    id: Kind
    place: str
    message: str
    remedy: str
    rules: tuple[str, ...] = ()
    """Ids of the rules that it is about."""
    count: int = 0
    """In how many combinations."""
    facts: Mapping[str, Value | None] | None = None
    """Facts that show it; None where there are none to show."""
    example: tuple[str, ...] = ()
    """These facts in words, a line an input."""

    @property
    def stops(self) -> bool:
        """Whether the table may not be approved with it. A rule that has no effect harms nobody."""
        return self.id not in ("never-true", "shadowed")


def found(
    table: Table, kind: Kind, place: str, message: str, remedy: str, *, rules: tuple[str, ...] = (), fit: Fit
) -> Finding:
    """A finding with its example."""
    return Finding(
        id=kind,
        place=place,
        message=message,
        remedy=remedy,
        rules=rules,
        count=fit.count,
        facts={asked.name: fit.example[asked.name] for asked in table.inputs},
        example=facts_words(table, fit.example),
    )
