"""Episodes as a story tells them: one intended aim each, and how each ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Json = Any


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How an episode ended: the direction of change, and success by its aim, kept apart.

    ``reasons`` and ``measured`` are what the practitioner had before them: the rule's reasons, and of the
    measure ``{"label", "title", "before_on", "after_on", "lines": [{"label", "before", "after", …}]}``, with
    the thresholds and citations of that day.
    """

    key: str
    at: datetime
    by: int
    direction: str
    """``better``, ``same``, ``worse``, ``mixed`` or ``unknown``."""
    success: str
    """``met``, ``partly``, ``not_met`` or ``not_measurable``."""
    recommended: str = ""
    """What the rule of the aim made of it."""
    reason: str = ""
    """Why the practitioner judged otherwise than the rule."""
    as_predicted: str = ""
    """Reflection: did we get what we predicted?"""
    learned: str = ""
    harmed: str = ""
    """Whether the harm that was foreseen happened: ``yes``, ``no``, or empty where it isn't known."""
    reasons: tuple[str, ...] = ()
    measured: Mapping[str, Json] = field(default_factory=dict)

    @property
    def overrides(self) -> bool:
        """Whether it is another verdict than the rule recommended."""
        return self.recommended not in ("", self.success)


@dataclass(frozen=True, kw_only=True)
class AimChange:
    """An aim that an episode had until ``at``, and why it has another one now."""

    key: str
    at: datetime
    by: int
    aim: str
    intended: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Episode:
    """A time-limited package with one intended aim.

    ``intended`` is what is predicted, ``desired`` what is hoped for, ``whose`` life it changes. ``measure``
    is the baseline where it is a score: ``{"series", "version", "label", "scales", "score", "on", "values",
    "target"}``; ``baseline`` says it in words.
    """

    key: str
    at: datetime
    by: int
    aim: str
    intended: str
    desired: str = ""
    whose: str = ""
    effectiveness: str = ""
    baseline: str = ""
    measure: Mapping[str, Json] = field(default_factory=dict)
    harm: str = ""
    """The harm that is foreseen, which an anticipating episode is to keep from happening."""
    goals: str = ""
    """Short-term goals."""
    evaluate_on: date | None = None
    mode: str = "direct"
    level: int = 3
    evidence: tuple[str, ...] = ()
    changes: tuple[AimChange, ...] = ()
    verdict: Verdict | None = None

    @property
    def open(self) -> bool:
        return self.verdict is None
