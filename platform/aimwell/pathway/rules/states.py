"""Where somebody stands on a pathway, and from where each step may be taken (domain facts, A4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a pathway stands. What it waits for is in ``WAITS_FOR``."""

    REQUESTED = "requested"
    ASKED_MORE = "asked_more"
    ACCEPTED = "accepted"
    ASSESSED = "assessed"
    PRIORITISED = "prioritised"
    IN_EPISODE = "in_episode"
    BETWEEN = "between"
    HELPED_OTHERWISE = "helped_otherwise"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come: a new request begins a new pathway."""
        return self in ENDED


ENDED = frozenset({State.HELPED_OTHERWISE, State.HANDED_OVER, State.WITHDRAWN})
BEFORE_CARE = frozenset({State.REQUESTED, State.ASKED_MORE})
IN_CARE = frozenset(State) - ENDED - BEFORE_CARE

LABELS: Mapping[State, str] = {
    State.REQUESTED: "Asked for help",
    State.ASKED_MORE: "More information asked for",
    State.ACCEPTED: "Accepted",
    State.ASSESSED: "Assessed",
    State.PRIORITISED: "Priority set",
    State.IN_EPISODE: "Episode under way",
    State.BETWEEN: "Outcome recorded",
    State.HELPED_OTHERWISE: "Helped at Level 1 or 2",
    State.HANDED_OVER: "Handed over",
    State.WITHDRAWN: "Ended early",
}

WAITS_FOR: Mapping[State, str] = {
    State.REQUESTED: "Triage",
    State.ASKED_MORE: "The conversation with whoever asked, then triage",
    State.ACCEPTED: "Assessment",
    State.ASSESSED: "A priority",
    State.PRIORITISED: "An episode",
    State.IN_EPISODE: "The outcome",
    State.BETWEEN: "The next episode, or handover",
}
