"""Assessment: the formulation, the priority that follows from it, and who can meet the outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.frontdoor import decided, decides
from aimwell.pathway.rules.moving import Move, Refusal, opened, pathway_of
from aimwell.pathway.rules.offers import with_offer
from aimwell.pathway.rules.states import BEFORE_CARE, IN_CARE, State
from aimwell.pathway.rules.story import Formulation, Pathway, Story

_BEFORE_AN_EPISODE = frozenset({State.ACCEPTED, State.ASSESSED, State.PRIORITISED})
_PARTS = ("need", "effectiveness", "best_placed", "judgement", "can_change", "is_best_placed")


def assessment(story: Story, event: Event) -> Story:
    """An assessment was signed: its formulation, and its priority where a decision was taken on it.

    One without a request begins a pathway, for people who were helped before they came onto it; a request
    that waits for triage is taken as accepted, since it has been assessed.
    """
    story, _ = opened(story, event)
    pathway = pathway_of(story, event, BEFORE_CARE | IN_CARE, "Record a request for help first.")
    assessed = with_offer(_formulated(pathway, event, _at_least(pathway, State.ASSESSED)), event)
    if decides(event, "priority"):
        return _prioritised(story, assessed, event)
    return story.with_pathway(assessed)


def formulate(story: Story, event: Event) -> Story:
    """The formulation is written down, or is another one now."""
    pathway = pathway_of(story, event, IN_CARE, "A formulation follows from an accepted request.")
    if not event.said.get("formulation"):
        raise Refusal("Write down at least one part of the formulation.")
    state = State.ASSESSED if pathway.state == State.ACCEPTED else pathway.state
    return story.with_pathway(_formulated(pathway, event, state))


def _formulated(pathway: Pathway, event: Event, state: State) -> Pathway:
    return pathway.moved(state, event.at, formulations=(*pathway.formulations, formulation_of(event)))


def formulation_of(event: Event) -> Formulation:
    """The formulation that an event tells."""
    return Formulation(
        key=event.key,
        at=event.at,
        by=event.by,
        **{name: event.text("formulation", name) for name in _PARTS},
    )


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


def with_eligibility(story: Story, event: Event) -> Story:
    """The story after a form that says who can meet the outcomes: any form, by a rule of that purpose."""
    if not decides(event, "eligibility"):
        return story
    pathway = pathway_of(story, event, BEFORE_CARE | IN_CARE, "Record a request for help first.")
    found = decided(event, "eligibility")
    return story.with_pathway(replace(pathway, eligibilities=(*pathway.eligibilities, found)))


MOVES: Mapping[str, Move] = {
    "assessment": assessment,
    "formulate": formulate,
    "prioritise": prioritise,
}
