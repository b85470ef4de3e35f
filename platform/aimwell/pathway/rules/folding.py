"""A person's events in, their story out: the only way in which anything of the pathway comes about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from aimwell.pathway.rules import (
    alerts,
    assessing,
    closing,
    episodes,
    frontdoor,
    offers,
    opinions,
    outcomes,
    planning,
    reviews,
)
from aimwell.pathway.rules.assessing import with_eligibility
from aimwell.pathway.rules.events import Event, standing, undone
from aimwell.pathway.rules.moving import Move, Refusal
from aimwell.pathway.rules.outcomes import with_outcomes
from aimwell.pathway.rules.reviews import with_review_due
from aimwell.pathway.rules.story import Story, Unplaced

MOVES: Mapping[str, Move] = {
    **frontdoor.MOVES,
    **offers.MOVES,
    **alerts.MOVES,
    **assessing.MOVES,
    **episodes.MOVES,
    **closing.MOVES,
    **outcomes.MOVES,
    **planning.MOVES,
    **reviews.MOVES,
    **opinions.MOVES,
}
"""Every kind of event that moves something, with its move. What isn't here is on record and moves nothing."""

FORMS = frozenset({"request", "triage", "assessment", "support_plan", "review", "closure", "carer"})
"""The kinds of form that belong to a pathway, whatever their answers tell."""


def fold(events: Iterable[Event]) -> Story:
    """The story that events come to. Never raises: an event that can't be placed is among ``unplaced``."""
    story = Story()
    for event in standing(events):
        story = alerts.with_alerts(with_review_due(story, event), event)
        story = with_outcomes(story, event)
        if event.kind in FORMS:
            story = planning.with_plan(story, event)
        move = MOVES.get(event.kind, _stays)
        try:
            story = with_eligibility(move(story, event), event)
        except Refusal as refusal:
            left = Unplaced(key=event.key, kind=event.kind, at=event.at, reason=refusal.reason)
            story = replace(story, unplaced=(*story.unplaced, left))
    return story


def _stays(story: Story, event: Event) -> Story:
    """A kind of event that is on record and moves nothing by itself."""
    return story


def refusal_of(events: Iterable[Event], fresh: Event) -> str:
    """Why one more event can't be recorded; empty where it can.

    It can't where it can't be placed itself, or where something that stood until now would lose its place:
    undoing a request whose episode is under way, say.
    """
    before = list(events)
    known = {event.key: event for event in before}
    if fresh.undoes and fresh.undoes not in known:
        return "What is to be undone isn’t there."
    if fresh.undoes in undone(before):
        return "It was undone already."
    lost_before = {left.key for left in fold(before).unplaced}
    for left in fold([*before, fresh]).unplaced:
        if left.key == fresh.key:
            return left.reason
        if left.key not in lost_before:
            return f"Something recorded later rests on it, and would lose its place: {left.reason}"
    return ""
