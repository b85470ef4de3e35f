"""Assessment: the formulation, and the priority that follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.frontdoor import decided
from aimwell.pathway.rules.moving import Move, opened, pathway_of
from aimwell.pathway.rules.offers import with_offer
from aimwell.pathway.rules.states import BEFORE_CARE, IN_CARE, State
from aimwell.pathway.rules.story import Formulation, Pathway, Story

_BEFORE_AN_EPISODE = frozenset({State.ACCEPTED, State.ASSESSED, State.PRIORITISED})


def assessment(story: Story, event: Event) -> Story:
    """An assessment was signed: its formulation, and its priority where a decision was taken on it.

    One without a request begins a pathway, for people who were helped before they came onto it; a request
    that waits for triage is taken as accepted, since it has been assessed.
    """
    story, _ = opened(story, event)
    pathway = pathway_of(story, event, BEFORE_CARE | IN_CARE, "Record a request for help first.")
    found = Formulation(
        key=event.key,
        at=event.at,
        by=event.by,
        need=event.text("formulation", "need"),
        effectiveness=event.text("formulation", "effectiveness"),
        best_placed=event.text("formulation", "best_placed"),
        judgement=event.text("formulation", "judgement"),
    )
    assessed = with_offer(
        pathway.moved(
            _at_least(pathway, State.ASSESSED), event.at, formulations=(*pathway.formulations, found)
        ),
        event,
    )
    if "decision" in event.said:
        return _prioritised(story, assessed, event)
    return story.with_pathway(assessed)


def prioritise(story: Story, event: Event) -> Story:
    """A priority is set, or set anew."""
    pathway = pathway_of(story, event, IN_CARE - {State.ACCEPTED}, "A priority follows from an assessment.")
    return _prioritised(story, pathway, event)


def _prioritised(story: Story, pathway: Pathway, event: Event) -> Story:
    priority = decided(event, "priority")
    # More information is needed: the assessment goes on, and no priority is set.
    state = State.ASSESSED if priority.role == "more_information" else State.PRIORITISED
    return story.with_pathway(
        pathway.moved(_at_least(pathway, state), event.at, priorities=(*pathway.priorities, priority))
    )


def _at_least(pathway: Pathway, state: State) -> State:
    """An assessment made again while episodes are under way moves nobody back."""
    if pathway.state in _BEFORE_AN_EPISODE | BEFORE_CARE:
        return state
    return pathway.state


MOVES: Mapping[str, Move] = {"assessment": assessment, "prioritise": prioritise}
