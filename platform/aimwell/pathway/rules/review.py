"""Reviews as a story tells them: three views side by side, never averaged, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

TRIGGERS: Mapping[str, str] = {
    "planned": "It was planned",
    "person": "The person asked for it",
    "carer": "A carer asked for it",
    "professional": "A professional asked for it",
    "event": "Something happened",
}
DECISIONS: Mapping[str, str] = {
    "same": "Go on as it is",
    "less": "Less help",
    "more": "More help",
    "new_outcomes": "New outcomes",
    "close": "Close and hand over",
}
ACHIEVED: Mapping[str, str] = {
    "achieved": "Achieved",
    "partly": "Partly achieved",
    "not_achieved": "Not achieved",
    "changed": "It has changed",
    "not_wanted": "No longer wanted",
}
VIEWERS: Mapping[str, str] = {
    "person": "The person",
    "carer": "The carer",
    "practitioner": "The practitioner",
}


@dataclass(frozen=True, kw_only=True)
class View:
    """What one of the three says of one outcome. ``outcome``: its words, or what stood for it on the form."""

    outcome: str
    key: str
    """The key of the personal outcome; empty where the words are none that is known."""
    who: str
    says: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A review that somebody asked for before it was due. ``answered``: the key of the one that followed."""

    key: str
    at: datetime
    by: int
    who: str
    why: str
    answered: str = ""


@dataclass(frozen=True, kw_only=True)
class Review:
    """A review that took place."""

    key: str
    at: datetime
    by: int
    trigger: str = ""
    led: str = ""
    changed: str = ""
    views: tuple[View, ...] = ()
    experience: str = ""
    decision: str = ""
    reason: str = ""
    next_on: date | None = None

    def by_outcome(self) -> list[tuple[str, dict[str, View]]]:
        """Each outcome's words with the view of each who had one."""
        found: dict[str, dict[str, View]] = {}
        for view in self.views:
            found.setdefault(view.outcome, {})[view.who] = view
        return list(found.items())
