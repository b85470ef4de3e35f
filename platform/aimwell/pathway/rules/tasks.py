"""Tasks: what somebody's story leaves to be done, and by when. Done by doing it: there is nothing to tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from aimwell.pathway.rules import offers
from aimwell.pathway.rules.afterreview import unfinished
from aimwell.pathway.rules.states import State
from aimwell.pathway.rules.story import Pathway, Story

OFFER_WITHIN = timedelta(days=1)
REPLY_WITHIN = timedelta(days=2)
MORE_WITHIN = timedelta(days=5)
HANDOVER_WITHIN = timedelta(days=5)
AFTER_REVIEW_WITHIN = timedelta(days=5)
OPINION_WITHIN = timedelta(days=5)
"""Days for an offer that is missing, a reply, the conversation that a triage asked for, the answer of
whoever takes over, what a review decided, and a second opinion.

The project's own defaults: an organisation signs them off before it leans on them.
"""

LABELS: Mapping[str, str] = {
    "acknowledge_alert": "Act on an alert",
    "make_offer": "Make an offer",
    "reply": "Reply to whoever asked",
    "more_information": "Have the conversation",
    "follow_up_offer": "Ask whether it helped",
    "evaluate_episode": "Evaluate the episode",
    "review_asked": "Hold the review that was asked for",
    "after_review": "Do what the review decided",
    "give_opinion": "Write down the second opinion or supervision",
    "review": "Review",
    "handover_answer": "Ask whether the handover is accepted",
}
"""Every kind of task, the most pressing first, with what it is called."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do. ``key``: what it comes from and its kind; ``thing``: the key of what it is done to
    (an alert, an offer, an episode, a pathway; empty where it is about the person)."""

    key: str
    kind: str
    due: date
    pathway: str = ""
    thing: str = ""
    service: int | None = None


def tasks_of(story: Story) -> Iterator[Task]:
    """Everything that a story leaves to be done."""
    for alert in story.alerts:
        if alert.acknowledged is None:
            yield Task(
                key=f"{alert.key}:acknowledge_alert",
                kind="acknowledge_alert",
                due=alert.at.date(),
                thing=alert.key,
                service=alert.service,
            )
    for pathway in story.pathways:
        yield from _of_pathway(pathway)
    for asked in story.asked:
        if not asked.answered:
            yield Task(key=f"{asked.key}:review_asked", kind="review_asked", due=asked.at.date())
    for one in story.opinions:
        if one.given is None:
            due = one.at.date() + OPINION_WITHIN
            yield Task(key=f"{one.key}:give_opinion", kind="give_opinion", due=due, thing=one.key)
    decided = unfinished(story)
    if decided is not None:
        yield Task(
            key=f"{decided.key}:after_review",
            kind="after_review",
            due=decided.at.date() + AFTER_REVIEW_WITHIN,
        )
    if story.review_due is not None:
        yield Task(key="person:review", kind="review", due=story.review_due)


def _of_pathway(pathway: Pathway) -> Iterator[Task]:
    missing = offers.missing_of(pathway)
    if offers.OFFER in missing or offers.RED_FLAGS in missing:
        yield _task(pathway, "make_offer", pathway.since.date() + OFFER_WITHIN)
    owed = offers.reply_owed_since(pathway)
    if owed is not None:
        yield _task(pathway, "reply", owed + REPLY_WITHIN)
    if pathway.state is State.ASKED_MORE:
        yield _task(pathway, "more_information", pathway.since.date() + MORE_WITHIN)
    # Whoever withdrew may have died: nobody is rung up about it.
    for offer in pathway.offers if pathway.state is not State.WITHDRAWN else ():
        if offer.says_something and not offer.known and offer.follow_up_on is not None:
            yield _task(pathway, "follow_up_offer", offer.follow_up_on, offer.key)
    if pathway.handover is not None and pathway.handover.holder and pathway.handover.accepted is not True:
        yield _task(pathway, "handover_answer", pathway.since.date() + HANDOVER_WITHIN)
    for episode in pathway.episodes:
        if episode.open and episode.evaluate_on is not None:
            yield _task(pathway, "evaluate_episode", episode.evaluate_on, episode.key)


def _task(pathway: Pathway, kind: str, due: date, thing: str = "") -> Task:
    return Task(
        key=f"{thing or pathway.key}:{kind}",
        kind=kind,
        due=due,
        pathway=pathway.key,
        thing=thing or pathway.key,
        service=pathway.service,
    )
