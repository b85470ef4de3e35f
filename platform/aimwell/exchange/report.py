"""What became of each part of a foreign form: it came along as it was, nearly so, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = Any
Outcome = Literal["mapped", "approximated", "refused"]

LINE_LIMIT = 2_000
"""Lines kept of a report: a form has at most 1,000 questions."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One part: where it stands in the file, what it is, and what became of it, in words for the author."""

    outcome: Outcome
    where: str
    what: str
    message: str = ""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A form template made from a foreign form, and the report. It may still have problems to put right."""

    template: Mapping[str, Json]
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A foreign document made from a form template, and what of the template it can't say."""

    document: Mapping[str, Json]
    lines: tuple[Line, ...]


@dataclass
class Report:
    """Collects the lines."""

    lines: list[Line] = field(default_factory=list)

    def mapped(self, where: str, what: str) -> None:
        """It came along as it was."""
        self._add("mapped", where, what, "")

    def approximated(self, where: str, what: str, message: str) -> None:
        """It came along nearly as it was: say how it differs."""
        self._add("approximated", where, what, message)

    def refused(self, where: str, what: str, message: str) -> None:
        """It didn't come along: say why, and what to do instead."""
        self._add("refused", where, what, message)

    def _add(self, outcome: Outcome, where: str, what: str, message: str) -> None:
        if len(self.lines) < LINE_LIMIT:
            self.lines.append(Line(outcome=outcome, where=where, what=what[:200], message=message))

    def sorted(self) -> tuple[Line, ...]:
        """A part that has a fault of its own is not listed as mapped as well."""
        faulty = {(line.where, line.what) for line in self.lines if line.outcome != "mapped"}
        return tuple(
            line for line in self.lines if line.outcome != "mapped" or (line.where, line.what) not in faulty
        )
