"""The front door: a request comes in, is decided upon, and may end well right there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.pathway.rules.events import Event, Json
from aimwell.pathway.rules.moving import Move, Refusal, opened, pathway_of
from aimwell.pathway.rules.offers import insist_on_offer, with_offer
from aimwell.pathway.rules.states import BEFORE_CARE, ENDED, IN_CARE, State
from aimwell.pathway.rules.story import Decided, Request, Story

AFTER_TRIAGE: Mapping[str, State] = {
    "urgent": State.ACCEPTED,
    "routine": State.ACCEPTED,
    "not_necessary": State.HELPED_OTHERWISE,
    "more_information": State.ASKED_MORE,
}
_TRIAGED_AGAIN = BEFORE_CARE | {State.ACCEPTED}


def request(story: Story, event: Event) -> Story:
    """Somebody asks for help: a new pathway, or one more request on the one under way in that service."""
    under_way = story.open_in(event.service)
    story, pathway = opened(story, event)
    asked = Request(
        key=event.key,
        at=event.at,
        by=event.by,
        asked_by=event.text("request", "asked_by"),
        asker=event.text("request", "asker"),
        contact=event.text("request", "contact"),
        wanted=event.text("request", "wanted"),
        changed=event.text("request", "changed"),
        impact=event.text("request", "impact"),
        resources=event.text("request", "resources"),
        warning_signs=event.text("request", "warning_signs"),
        risks=_risks(event.said.get("risks")),
        conversation=event.kind == "conversation",
    )
    if under_way is not None:
        story = replace(story, aliases={**story.aliases, event.key: pathway.key})
    return story.with_pathway(with_offer(replace(pathway, requests=(*pathway.requests, asked)), event))


def _risks(told: Json) -> tuple[tuple[str, str], ...]:
    if not isinstance(told, list):
        return ()
    return tuple(
        (str(one.get("what", "")), str(one.get("note", ""))) for one in told if isinstance(one, Mapping)
    )


def triage(story: Story, event: Event) -> Story:
    """A triage decision: accept, ask for more, or help at Level 1 or 2. Taken anew until the assessment.

    A triage form without a request begins a pathway: the request was never written down.
    """
    if event.kind == "triage" and "pathway" not in event.said:
        story, _ = opened(story, event)
    pathway = pathway_of(
        story, event, _TRIAGED_AGAIN, "Triage belongs between the request and the assessment."
    )
    decision = decided(event, "triage")
    state = AFTER_TRIAGE.get(decision.role)
    if state is None:
        raise Refusal("The decision is none that says whether to help. Choose another.")
    # A signed form is on record whatever it lacks: the pathway then says what is missing.
    if event.kind == "decide_triage" and state is State.HELPED_OTHERWISE:
        insist_on_offer(event)
    moved = pathway.moved(state, event.at, triages=(*pathway.triages, decision))
    return story.with_pathway(with_offer(moved, event))


def help_otherwise(story: Story, event: Event) -> Story:
    """The request ends well at Level 1 or 2: advice, pages, a consultation. Nothing else is needed now."""
    pathway = pathway_of(
        story,
        event,
        BEFORE_CARE | {State.ACCEPTED, State.ASSESSED, State.PRIORITISED},
        "Once an episode was begun, record its outcome and hand over.",
    )
    insist_on_offer(event)
    moved = pathway.moved(State.HELPED_OTHERWISE, event.at, why_ended=event.why)
    return story.with_pathway(with_offer(moved, event))


def withdraw(story: Story, event: Event) -> Story:
    """It ends early: the person no longer wants it, moved away, died."""
    pathway = pathway_of(story, event, BEFORE_CARE | IN_CARE, "It has ended already.")
    if any(episode.open for episode in pathway.episodes):
        raise Refusal("An episode is under way. Record its outcome first; “not measurable” is one.")
    return story.with_pathway(pathway.moved(State.WITHDRAWN, event.at, why_ended=event.why))


def reopen(story: Story, event: Event) -> Story:
    """Take an ended pathway up again where it was left, since it ended too early."""
    pathway = pathway_of(story, event, ENDED, "It is still under way.")
    if story.open_in(pathway.service) is not None:
        raise Refusal("Another request of this person is under way in this service. Go on with that one.")
    return story.with_pathway(pathway.moved(_left(pathway.episodes != (), pathway.priority), event.at))


def _left(had_episodes: bool, priority: Decided | None) -> State:
    if had_episodes:
        return State.BETWEEN
    return State.REQUESTED if priority is None else State.PRIORITISED


def decides(event: Event, purpose: str) -> bool:
    """Whether an event carries a decision of a purpose."""
    told: Json = event.said.get("decision")
    return isinstance(told, Mapping) and told.get("purpose") == purpose


def decided(event: Event, purpose: str) -> Decided:
    """The decision that an event carries; refused where it carries none of that purpose."""
    told: Json = event.said.get("decision")
    if not decides(event, purpose):
        raise Refusal("No decision was taken on it, so it moves nothing. Record the decision.")
    return Decided(
        key=event.key,
        at=event.at,
        by=event.by,
        code=told["code"],
        label=told["label"],
        role=told["role"],
        recommended=told.get("recommended", ""),
        level=told.get("level"),
        reason=told.get("reason", ""),
        preventive_reason=told.get("preventive_reason", ""),
    )


MOVES: Mapping[str, Move] = {
    "request": request,
    "conversation": request,
    "triage": triage,
    "decide_triage": triage,
    "help_otherwise": help_otherwise,
    "withdraw": withdraw,
    "reopen": reopen,
}
