"""Asking for a second opinion or supervision, and writing down what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.moving import Move, Refusal
from aimwell.pathway.rules.opinion import SORTS, Given, Opinion
from aimwell.pathway.rules.story import Story


def ask_opinion(story: Story, event: Event) -> Story:
    """Somebody asks a colleague, a supervisor or a team. It moves nothing."""
    asked = Opinion(
        key=event.key,
        at=event.at,
        by=event.by,
        sort=event.text("opinion", "sort"),
        whom=event.text("opinion", "whom"),
        question=event.text("opinion", "question"),
    )
    if asked.sort not in SORTS or not asked.question:
        raise Refusal("Say whether it is a second opinion or supervision, and what is asked.")
    return replace(story, opinions=(*story.opinions, asked))


def give_opinion(story: Story, event: Event) -> Story:
    """The question is answered; a later answer to the same question is asked for anew."""
    key = event.said.get("opinion_key")
    asked = next((one for one in story.opinions if one.key == key), None)
    if asked is None:
        raise Refusal("Nothing of the kind was asked.")
    if asked.given is not None:
        raise Refusal("It is answered already. Ask again if there is more to say.")
    given = Given(
        key=event.key,
        at=event.at,
        by=event.by,
        who=event.text("opinion", "who"),
        text=event.text("opinion", "text"),
        changes=event.text("opinion", "changes"),
    )
    if not given.text:
        raise Refusal("Write down what was said.")
    answered = tuple(replace(one, given=given) if one.key == key else one for one in story.opinions)
    return replace(story, opinions=answered)


MOVES: Mapping[str, Move] = {"ask_opinion": ask_opinion, "give_opinion": give_opinion}
