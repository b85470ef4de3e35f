"""Measure two works against each other: in turn, in one process, so that what slows one slows the other."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

Side = Callable[[], float]
"""Does a work once and returns how many seconds of it count."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A work and its reference.

    ``target``: the most times the reference's time that it may take; None: not set.
    ``most_statements``: how many SQL statements it may send; ``same_statements``: no more, no fewer than the
    reference. ``counts`` is off where neither talks to the database.
    """

    work: str
    reference: str
    ours: Side
    theirs: Side
    target: float | None
    rounds: int
    most_statements: int | None = None
    same_statements: bool = False
    counts: bool = True


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A row of the results. Times are medians, in seconds; ``low`` to ``high`` holds the middle half of the
    rounds' ratios."""

    work: str
    reference: str
    ours: float
    theirs: float
    low: float
    high: float
    target: float | None
    ours_statements: int | None = None
    theirs_statements: int | None = None
    most_statements: int | None = None
    same_statements: bool = False

    @property
    def ratio(self) -> float:
        """Ours to theirs."""
        return self.ours / self.theirs

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached, statements included; None where there is no target."""
        if self.target is None:
            return None
        few = self.most_statements is None or (self.ours_statements or 0) <= self.most_statements
        same = not self.same_statements or self.ours_statements == self.theirs_statements
        return self.ratio <= self.target and few and same


def measure(pair: Pair) -> Measured:
    """Run a pair in turns, each round beginning with the other one."""
    for side in (pair.theirs, pair.ours):  # What is made once is made before the clock runs.
        side()
        side()
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # PostgreSQL does it by itself within a minute of many changes.
    statements = (_statements(pair.ours), _statements(pair.theirs)) if pair.counts else (None, None)
    ours, theirs = [], []
    gc.collect()  # Once: before each round, it would slow whichever side begins.
    for number in range(pair.rounds):
        sides = [(pair.theirs, theirs), (pair.ours, ours)]
        for side, seconds in sides if number % 2 else reversed(sides):
            seconds.append(side())
    ratios = sorted(one / other for one, other in zip(ours, theirs, strict=True))
    quarter = len(ratios) // 4
    return Measured(
        work=pair.work,
        reference=pair.reference,
        ours=statistics.median(ours),
        theirs=statistics.median(theirs),
        low=ratios[quarter],
        high=ratios[-1 - quarter],
        target=pair.target,
        ours_statements=statements[0],
        theirs_statements=statements[1],
        most_statements=pair.most_statements,
        same_statements=pair.same_statements,
    )


def _statements(side: Side) -> int:
    with recorded_statements() as sent:
        side()
    return len(sent)


@contextmanager
def recorded_statements() -> Iterator[list[str]]:
    """The SQL statements sent meanwhile; of each transaction's BEGIN and COMMIT none, of savepoints each."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent
