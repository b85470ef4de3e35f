"""What the page of one case shows: everything that the form does with it, to be ticked and accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from aimwell_cms.authoring.cases.expectations import COMPLETE, HEADINGS, QUESTION, SECTION, UNFIT, Seen
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import Replay


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that is seen. ``was``: what was accepted, where that is something else."""

    seen: Seen
    is_ticked: bool
    was: str = ""

    @property
    def joint(self) -> str:
        """What stands between what it is and what became of it: “The form can be signed”, “Level: 3”."""
        return "" if self.seen.what in (COMPLETE, SECTION, QUESTION) else ":"


@dataclass(frozen=True, kw_only=True)
class Group:
    """The lines under one heading. ``is_long``: better closed until somebody asks."""

    heading: str
    lines: tuple[Line, ...]
    is_long: bool

    @property
    def ticked(self) -> int:
        """How many of its lines are checked."""
        return sum(line.is_ticked for line in self.lines)


def groups_of(replay: Replay) -> list[Group]:
    """Everything that is seen of a case, under its headings."""
    before = {one.seen.name: one for one in replay.case.expectations or ()}
    usual = checks_everything(replay.case)
    by_heading: dict[str, list[Line]] = {heading: [] for heading in HEADINGS.values()}
    for seen in replay.seen:
        if seen.what == UNFIT:
            continue
        expected = before.get(seen.name)
        differs = expected is not None and expected.seen.value != seen.value
        line = Line(
            seen=seen,
            is_ticked=usual if expected is None else expected.checked,
            was=expected.seen.told if expected is not None and differs else "",
        )
        by_heading[HEADINGS[seen.what]].append(line)
    long = {HEADINGS[SECTION], HEADINGS[QUESTION]}
    return [
        Group(heading=heading, lines=tuple(lines), is_long=heading in long)
        for heading, lines in by_heading.items()
        if lines
    ]


def checks_everything(case: Case) -> bool:
    """Whether nothing of a case was left unchecked: then what is new to the form is checked too."""
    return all(one.checked for one in case.expectations or ())


def still_checked(case: Case, seen: Iterable[Seen]) -> list[str]:
    """The names of what to check when a change is accepted and nothing is said of ticks."""
    before = {one.seen.name: one.checked for one in case.expectations or ()}
    usual = checks_everything(case)
    return [one.name for one in seen if before.get(one.name, usual)]


def fingerprint(seen: Iterable[Seen]) -> str:
    """Tells whether what is accepted is what was looked at."""
    said = json.dumps([(one.name, one.value) for one in seen], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
