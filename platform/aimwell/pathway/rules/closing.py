"""Handover: back to self-help and universal services, with the red flags for asking again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.moving import Move, Refusal, pathway_of
from aimwell.pathway.rules.offers import pages_of
from aimwell.pathway.rules.states import IN_CARE, State
from aimwell.pathway.rules.story import Handover, Story


def hand_over(story: Story, event: Event) -> Story:
    """Care ends: by a closure form, or recorded by a practitioner. Every episode has its outcome first."""
    pathway = pathway_of(story, event, IN_CARE, "There is nothing to hand over.")
    if any(episode.open for episode in pathway.episodes):
        raise Refusal("An episode is still under way. Record its outcome first.")
    told = event.said.get("handover")
    accepted = told.get("accepted") if isinstance(told, Mapping) else None
    handover = Handover(
        key=event.key,
        at=event.at,
        by=event.by,
        reason=event.text("handover", "reason"),
        risk=event.text("handover", "risk"),
        red_flags=event.text("handover", "red_flags"),
        supports=event.text("handover", "supports"),
        holder=event.text("handover", "holder"),
        accepted=accepted if isinstance(accepted, bool) else None,
        view=event.text("handover", "view"),
        learned=event.text("handover", "learned"),
        pages=pages_of(told.get("pages") if isinstance(told, Mapping) else None),
    )
    return story.with_pathway(
        pathway.moved(State.HANDED_OVER, event.at, handover=handover, why_ended=handover.reason)
    )


def answer_handover(story: Story, event: Event) -> Story:
    """Whoever takes over accepts, or doesn't: said after the handover."""
    pathway = pathway_of(story, event, frozenset({State.HANDED_OVER}), "Hand over first.")
    told = event.said.get("handover")
    accepted = told.get("accepted") if isinstance(told, Mapping) else None
    if pathway.handover is None or not isinstance(accepted, bool):
        raise Refusal("Say whether whoever takes over has accepted.")
    handover = replace(
        pathway.handover,
        accepted=accepted,
        holder=event.text("handover", "holder") or pathway.handover.holder,
    )
    return story.with_pathway(replace(pathway, handover=handover))


MOVES: Mapping[str, Move] = {
    "closure": hand_over,
    "hand_over": hand_over,
    "answer_handover": answer_handover,
}
