"""Personal outcomes as a story tells them: in the person's own words, which nobody overwrites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

DETAILS: Mapping[str, str] = {
    "why": "Why it matters",
    "importance": "How important, from 0 to 10",
    "type": "Its type",
    "difficulty": "How difficult it is",
    "significance": "What it would change",
    "risk_now": "The risk now if it is not achieved",
    "risk_later": "The risk later if it is not achieved",
    "person_does": "What the person will do",
    "family_does": "What family and friends will do",
    "community_does": "What the community will do",
    "provider_does": "What the provider will do",
}
"""What can be added to an outcome, in the order in which it is told."""

TYPES: Mapping[str, str] = {
    "change": "Something changes",
    "maintenance": "Something stays as it is",
    "process": "How support is given",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """Something that was said of an outcome: when, and who wrote it down.

    ``spoke``: who spoke, where the person couldn't; empty where they spoke for themselves.
    """

    key: str
    at: datetime
    by: int
    text: str
    spoke: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonalOutcome:
    """What somebody wants, in their words.

    ``statements``: their words, oldest first; a rewording is a new statement, and every earlier one is kept.
    ``details``: by name of ``DETAILS`` everything that was ever added, oldest first. ``whose``: ``person`` or
    ``carer``. ``also``: keys under which forms told it again. ``dropped``: why they no longer want it.
    """

    key: str
    whose: str
    statements: tuple[Told, ...]
    details: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    episodes: tuple[str, ...] = ()
    dropped: Told | None = None
    confidential: bool = False
    """Whether a carer told it who has not agreed that the person sees it: for staff only."""

    @property
    def words(self) -> str:
        """As the person says it now."""
        return self.statements[-1].text

    @property
    def earlier(self) -> tuple[Told, ...]:
        """As they said it before, newest first."""
        return self.statements[-2::-1]

    @property
    def wanted(self) -> bool:
        return self.dropped is None

    def latest(self, name: str) -> str:
        """What was last said of a detail; empty where nothing was."""
        told = self.details.get(name, ())
        return told[-1].text if told else ""

    def says(self, words: str) -> bool:
        """Whether it is in these words now, however they are spaced, in capitals or not."""
        return plain(self.words) == plain(words)

    def is_called(self, key: str) -> bool:
        """Whether it is known by a key: its own, or that of a form that told it again."""
        return key == self.key or key in self.also


def plain(words: str) -> str:
    """Words by which two statements are the same."""
    return " ".join(words.casefold().split()).rstrip(".")
