"""The support plan as a story tells it: live, written by several hands, with everything it once said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

PARTS: Mapping[str, str] = {
    "contingency": "What to do if things go wrong",
    "strengths": "Strengths",
    "options": "The options that were considered",
    "flexibility": "What may vary, and how",
    "independence_risk": "What could lead to a loss of independence, and how it is avoided",
    "cannot": "What can’t be achieved, honestly",
    "sharing": "With whom it is shared",
    "copies": "Who has a copy, and in what form",
    "tailored": "How much planning is wanted, and why",
}
"""The texts of a plan, in the order in which it is read."""

CONTRIBUTORS: Mapping[str, str] = {
    "person": "The person",
    "carer": "A carer",
    "practitioner": "A practitioner",
    "agency": "Another agency",
}
PARTIES: Mapping[str, str] = {**CONTRIBUTORS, "provider": "The provider"}
"""Who can agree or disagree with what is planned."""

STATUSES: Mapping[str, str] = {"open": "To do", "done": "Done", "stopped": "Stopped"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a part of the plan said from ``at`` on: whose contribution it is, and who wrote it down."""

    key: str
    at: datetime
    by: int
    text: str
    contributor: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """An action or a milestone. ``when`` as it was written: a date (ISO) or words."""

    key: str
    at: datetime
    by: int
    what: str
    who: str = ""
    when: str = ""
    outcome: str = ""
    """The key of the personal outcome that it serves; empty where it serves all."""
    status: str = "open"
    note: str = ""
    earlier: tuple[Step, ...] = ()
    """What it said before, oldest first."""

    @property
    def due(self) -> date | None:
        """The day by which it is to be done; None where ``when`` is in words."""
        try:
            return date.fromisoformat(self.when)
        except ValueError:
            return None

    @property
    def day(self) -> str:
        """``when`` as it is read: a date in words."""
        return f"{self.due.day} {self.due:%B %Y}" if self.due else self.when

    @property
    def by_when(self) -> str:
        """The same within a sentence."""
        return f"by {self.day}" if self.due else self.when


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Whether a party agrees, with one outcome or with the whole plan (``outcome`` empty), and why not."""

    key: str
    at: datetime
    by: int
    party: str
    agrees: bool
    name: str = ""
    outcome: str = ""
    reason: str = ""
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A person's support plan. ``parts``: each text with everything that it said, oldest first."""

    parts: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    actions: tuple[Step, ...] = ()
    milestones: tuple[Step, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.parts or self.actions or self.milestones)

    def text(self, part: str) -> str:
        """What a part says now."""
        lines = self.parts.get(part, ())
        return lines[-1].text if lines else ""

    def steps(self, name: str) -> tuple[Step, ...]:
        """The ``actions`` or the ``milestones``."""
        return self.milestones if name == "milestones" else self.actions

    def with_steps(self, name: str, steps: tuple[Step, ...]) -> Plan:
        """The plan with other actions or milestones."""
        return replace(self, milestones=steps) if name == "milestones" else replace(self, actions=steps)

    @property
    def views(self) -> tuple[Agreement, ...]:
        """The latest word of each party on each outcome and on the whole, in the order of first saying."""
        latest = {(one.party, one.name, one.outcome): one for one in self.agreements}
        return tuple(latest.values())
