"""Reviews: when the next one is due."""

from __future__ import annotations

from dataclasses import replace

from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.moving import date_of
from aimwell.pathway.rules.story import Story


def with_review_due(story: Story, event: Event) -> Story:
    """The story with the due date moved on by whatever sets one; closing a person's care ends reviews.

    A form carries the date that was worked out when it was signed, so that a later change of the
    organisation's usual interval changes nothing that was agreed.
    """
    if event.kind in ("closure", "hand_over"):
        return replace(story, review_due=None)
    due = date_of(event.text("review", "next_on")) or date_of(event.said.get("review_due"))
    return story if due is None else replace(story, review_due=due)
