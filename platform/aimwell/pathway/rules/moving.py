"""What every move needs: the pathway that an event is about, and a refusal that says why and what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from aimwell.pathway.rules.events import Event, Json
from aimwell.pathway.rules.states import LABELS, State
from aimwell.pathway.rules.story import Pathway, Story

Move = Callable[[Story, Event], Story]
"""Takes a story on by one event; raises Refusal where that can't be."""


class Refusal(Exception):
    """Why a move can't be made, in words for whoever wanted to. Holds no answer of a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def pathway_of(story: Story, event: Event, states: frozenset[State], otherwise: str) -> Pathway:
    """The pathway that an event is about, in one of the states. ``otherwise``: what to do where it isn't.

    An act names its pathway; a form is about the one under way in its service.
    """
    named = event.said.get("pathway")
    found = story.pathway(named) if isinstance(named, str) else story.open_in(event.service)
    if found is None:
        raise Refusal(f"No request for help is open here. {otherwise}")
    if found.state not in states:
        raise Refusal(f"This can’t be done where the pathway is “{LABELS[found.state]}”. {otherwise}")
    return found


def opened(story: Story, event: Event) -> tuple[Story, Pathway]:
    """The pathway under way in a form's service, or a new one that begins with the event."""
    found = story.open_in(event.service)
    if found is not None:
        return story, found
    fresh = Pathway(
        key=event.key, service=event.service, state=State.REQUESTED, since=event.at, opened=event.at
    )
    return story.with_pathway(fresh), fresh


def date_of(value: Json) -> date | None:
    """A date out of its ISO text; None where it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
