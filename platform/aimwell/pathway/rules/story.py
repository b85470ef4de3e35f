"""The story of a person: everything that the events of their stream come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from aimwell.pathway.rules.episode import Episode
from aimwell.pathway.rules.offered import Offer, Reply
from aimwell.pathway.rules.opinion import Opinion
from aimwell.pathway.rules.personal import PersonalOutcome
from aimwell.pathway.rules.plan import Plan
from aimwell.pathway.rules.review import Asked, Review
from aimwell.pathway.rules.states import ENDED, State

Json = Any


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request for help: who asked, what is hoped for, in their words."""

    key: str
    at: datetime
    by: int
    asked_by: str = ""
    """``self``, ``carer``, ``professional``, or empty where it isn't known."""
    asker: str = ""
    contact: str = ""
    wanted: str = ""
    changed: str = ""
    impact: str = ""
    resources: str = ""
    """What and who helps already."""
    warning_signs: str = ""
    risks: tuple[tuple[str, str], ...] = ()
    """The stock-take of risks: what it is, and what was said of it."""
    conversation: bool = False
    """Whether staff recorded a conversation, instead of a form."""


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """Somebody saw an alert, and said what was done."""

    key: str
    at: datetime
    by: int
    done: str


@dataclass(frozen=True, kw_only=True)
class Alert:
    """An answer that can't wait. ``kind``: ``danger`` or ``safeguarding``; ``source``: what raised it."""

    key: str
    kind: str
    at: datetime
    by: int
    service: int | None
    source: str
    acknowledged: Acknowledged | None = None


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision that a person took, beside what a rule recommended (empty where none did).

    ``role`` is what a triage decision does (``urgent``, ``routine``, ``not_necessary``,
    ``more_information``), ``code`` what it is called by its rule. ``reason``: why it is another than was
    recommended.
    """

    key: str
    at: datetime
    by: int
    code: str
    label: str
    role: str
    recommended: str = ""
    level: int | None = None
    reason: str = ""
    preventive_reason: str = ""
    """Why help is given early, below any threshold."""

    @property
    def overrides(self) -> bool:
        """Whether it is another decision than a rule recommended."""
        return self.recommended not in ("", self.code)


@dataclass(frozen=True, kw_only=True)
class Formulation:
    """What an assessment came to: the need, how likely help is to change it, who is best placed."""

    key: str
    at: datetime
    by: int
    need: str = ""
    effectiveness: str = ""
    best_placed: str = ""
    judgement: str = ""
    can_change: str = ""
    """Whether help can change the impact on the person’s life: ``yes``, ``no``, ``unsure`` or empty."""
    is_best_placed: str = ""
    """Whether this service is the best placed to help: ``yes``, ``no``, ``unsure`` or empty."""


@dataclass(frozen=True, kw_only=True)
class Handover:
    """The end of a pathway: the risk that remains, the red flags, who holds the duty of care now."""

    key: str
    at: datetime
    by: int
    reason: str = ""
    risk: str = ""
    red_flags: str = ""
    supports: str = ""
    holder: str = ""
    accepted: bool | None = None
    view: str = ""
    learned: str = ""
    pages: tuple[tuple[str, str], ...] = ()
    """Pages to go on with: title and address."""


@dataclass(frozen=True, kw_only=True)
class Pathway:
    """From one request for help to its end, in one service. ``since``: when it came into its state."""

    key: str
    service: int | None
    state: State
    since: datetime
    opened: datetime
    requests: tuple[Request, ...] = ()
    triages: tuple[Decided, ...] = ()
    offers: tuple[Offer, ...] = ()
    replies: tuple[Reply, ...] = ()
    formulations: tuple[Formulation, ...] = ()
    priorities: tuple[Decided, ...] = ()
    eligibilities: tuple[Decided, ...] = ()
    episodes: tuple[Episode, ...] = ()
    handover: Handover | None = None
    why_ended: str = ""

    @property
    def triage(self) -> Decided | None:
        """The latest triage decision."""
        return self.triages[-1] if self.triages else None

    @property
    def priority(self) -> Decided | None:
        """The latest priority."""
        return self.priorities[-1] if self.priorities else None

    @property
    def eligibility(self) -> Decided | None:
        """The latest decision on who can meet the outcomes."""
        return self.eligibilities[-1] if self.eligibilities else None

    @property
    def formulation(self) -> Formulation | None:
        """The latest formulation."""
        return self.formulations[-1] if self.formulations else None

    def episode(self, key: str) -> Episode | None:
        """The episode with this key."""
        return next((episode for episode in self.episodes if episode.key == key), None)

    def moved(self, state: State, at: datetime, **changes: Any) -> Pathway:
        """The pathway in another state from ``at`` on; in the same state only with the changes."""
        since = self.since if state == self.state else at
        return replace(self, state=state, since=since, **changes)


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """An event that moved nothing, and why. It is kept and shown; nothing that was signed is refused."""

    key: str
    kind: str
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """Everything that a person's events come to. Later topics keep theirs in fields of their own."""

    pathways: tuple[Pathway, ...] = ()
    alerts: tuple[Alert, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Keys of requests that joined a pathway that was open, to that pathway's key."""
    review_due: date | None = None
    outcomes: tuple[PersonalOutcome, ...] = ()
    plan: Plan = field(default_factory=Plan)
    asked: tuple[Asked, ...] = ()
    """Reviews that were asked for before they were due."""
    reviews: tuple[Review, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    """Second opinions and supervision that were asked for."""

    def outcome(self, key: str) -> PersonalOutcome | None:
        """The personal outcome with this key, or that a form told again under it."""
        return next((one for one in self.outcomes if one.is_called(key)), None)

    def open_in(self, service: int | None) -> Pathway | None:
        """The pathway that is under way in a service; one that belongs to no service yet comes into it.

        Where the service isn't known, the newest that is under way anywhere.
        """
        under_way = [one for one in reversed(self.pathways) if one.state not in ENDED]
        if service is None:
            return under_way[0] if under_way else None
        for wanted in (service, None):
            for one in under_way:
                if one.service == wanted:
                    return replace(one, service=service)
        return None

    def pathway(self, key: str) -> Pathway | None:
        """The pathway with this key, or that a request with this key joined."""
        wanted = self.aliases.get(key, key)
        return next((one for one in self.pathways if one.key == wanted), None)

    def with_pathway(self, pathway: Pathway) -> Story:
        """The story with a pathway in place of its earlier self, or added."""
        if self.pathway(pathway.key) is None:
            return replace(self, pathways=(*self.pathways, pathway))
        return replace(
            self, pathways=tuple(pathway if one.key == pathway.key else one for one in self.pathways)
        )
