"""Offers: what is given instead of a service, the reply to whoever asked, and whether it helped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from aimwell.pathway.rules.events import Event, Json
from aimwell.pathway.rules.moving import Move, Refusal, date_of, pathway_of
from aimwell.pathway.rules.offered import HELPED, FollowUp, Offer, Reply
from aimwell.pathway.rules.states import State
from aimwell.pathway.rules.story import Pathway, Story

FOLLOW_UP_AFTER = timedelta(days=28)
"""Days until somebody asks whether an offer helped, where no day was named.

The project's own default: an organisation signs it off, and names a day with each offer.
"""

OFFER, RED_FLAGS, REPLY = "offer", "red_flags", "reply"


def with_offer(pathway: Pathway, event: Event) -> Pathway:
    """The pathway with what the event offers; as it was where the event offers nothing."""
    offer = offer_of(event)
    if offer is not None:
        pathway = replace(pathway, offers=(*pathway.offers, offer))
    told = event.said.get("offer")
    if isinstance(told, Mapping) and told.get("replied") is True:
        reply = Reply(key=event.key, at=event.at, by=event.by, on=event.at.date())
        pathway = replace(pathway, replies=(*pathway.replies, reply))
    return pathway


def offer_of(event: Event) -> Offer | None:
    """The offer that an event makes; None where it says nothing of one."""
    told = event.said.get("offer")
    if not isinstance(told, Mapping):
        return None
    offer = Offer(
        key=event.key,
        at=event.at,
        by=event.by,
        text=event.text("offer", "text"),
        pages=pages_of(told.get("pages")),
        level=_level(told.get("level")),
        red_flags=event.text("offer", "red_flags"),
        preventive_reason=event.text("offer", "preventive_reason"),
        follow_up_on=date_of(event.text("offer", "follow_up_on")),
    )
    if not (offer.says_something or offer.red_flags):
        return None
    if offer.says_something and offer.follow_up_on is None:
        return replace(offer, follow_up_on=event.at.date() + FOLLOW_UP_AFTER)
    return offer


def pages_of(told: Json) -> tuple[tuple[str, str], ...]:
    if not isinstance(told, list):
        return ()
    return tuple(
        (str(one["title"]), str(one["address"]))
        for one in told
        if isinstance(one, Mapping) and "title" in one and "address" in one
    )


def _level(told: Json) -> int | None:
    return int(told) if told in ("1", "2", 1, 2) else None


def insist_on_offer(event: Event) -> None:
    """Refuse an act that turns somebody towards Level 1 or 2 without an offer and its red flags."""
    offer = offer_of(event)
    if offer is None or not offer.says_something:
        raise Refusal(
            "Say what is offered instead: pages to read, a consultation, or advice in words. "
            "Nobody is sent away with nothing."
        )
    if not offer.red_flags:
        raise Refusal("Say which warning signs to look out for, and how to ask again.")


def missing_of(pathway: Pathway) -> tuple[str, ...]:
    """What is still owed to whoever asked: an offer, its red flags, a reply.

    An offer is owed by a pathway that ended at Level 1 or 2; a reply by every decision that ends it or takes
    it on, until it has gone further.
    """
    missing = []
    if pathway.state is State.HELPED_OTHERWISE:
        if not any(offer.says_something for offer in pathway.offers):
            missing.append(OFFER)
        if not any(offer.red_flags for offer in pathway.offers):
            missing.append(RED_FLAGS)
    if reply_owed_since(pathway) is not None:
        missing.append(REPLY)
    return tuple(missing)


def reply_owed_since(pathway: Pathway) -> date | None:
    """The day of the decision that whoever asked hasn't been told of; None where nothing is owed.

    A conversation that ended well right there is its own reply.
    """
    if pathway.state not in (State.HELPED_OTHERWISE, State.ACCEPTED):
        return None
    if pathway.triage is None or pathway.triage.role == "more_information":
        return None
    decided = pathway.triage.at
    if any(reply.at >= decided for reply in pathway.replies):
        return None
    return decided.date()


def make_offer(story: Story, event: Event) -> Story:
    """Something is offered, beside or after a decision."""
    pathway = pathway_of(story, event, frozenset(State), "Record the request first.")
    insist_on_offer(event)
    return story.with_pathway(with_offer(pathway, event))


def reply(story: Story, event: Event) -> Story:
    """Whoever asked was told what was decided and why, which signs to look out for, how to ask again."""
    pathway = pathway_of(story, event, frozenset(State), "Record the request first.")
    told = Reply(
        key=event.key,
        at=event.at,
        by=event.by,
        to=event.text("reply", "to"),
        told=event.text("reply", "told"),
        how=event.text("reply", "how"),
        on=date_of(event.text("reply", "on")) or event.at.date(),
    )
    if not (told.told and told.how):
        raise Refusal("Say what was told, and how.")
    return story.with_pathway(replace(pathway, replies=(*pathway.replies, told)))


def follow_up_offer(story: Story, event: Event) -> Story:
    """Somebody asked whether an offer helped."""
    pathway = pathway_of(story, event, frozenset(State), "Record the request first.")
    wanted = event.said.get("offer_key")
    offer = next((one for one in pathway.offers if one.key == wanted), None)
    if offer is None:
        raise Refusal("There is no such offer.")
    told = event.said.get("follow_up")
    found = FollowUp(
        key=event.key,
        at=event.at,
        by=event.by,
        answer=event.text("follow_up", "answer"),
        used=event.text("follow_up", "used"),
        asked_again=isinstance(told, Mapping) and told.get("asked_again") is True,
    )
    if found.answer not in HELPED:
        raise Refusal("Say whether it helped, or that nobody could be reached.")
    next_on = date_of(event.text("follow_up", "next_on"))
    followed = replace(
        offer,
        follow_ups=(*offer.follow_ups, found),
        follow_up_on=next_on or offer.follow_up_on,
    )
    return story.with_pathway(
        replace(pathway, offers=tuple(followed if one is offer else one for one in pathway.offers))
    )


MOVES: Mapping[str, Move] = {
    "make_offer": make_offer,
    "reply": reply,
    "follow_up_offer": follow_up_offer,
}
