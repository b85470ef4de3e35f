"""What a review decided, until it is done: recorded, a decision changes nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from aimwell.pathway.rules.review import Review
from aimwell.pathway.rules.states import IN_CARE
from aimwell.pathway.rules.story import Story

FOLLOWS: Mapping[str, str] = {
    "new_outcomes": "Write down the outcome in the person’s words, and begin an episode or change its aim.",
    "more": "Change the plan, or what an episode aims at.",
    "less": "Change the plan, or what an episode aims at.",
    "close": "Record the outcome of each episode, then hand over.",
}
"""What a decision leaves to be done."""


def unfinished(story: Story) -> Review | None:
    """The latest review, where what it decided has not been done yet."""
    told = story.reviews[-1] if story.reviews else None
    if told is None or told.decision not in FOLLOWS:
        return None
    if told.decision == "close":
        done = not any(pathway.state in IN_CARE for pathway in story.pathways)
    else:
        done = any(moment > told.at for moment in _changes(story, told.decision))
    return None if done else told


def _changes(story: Story, decision: str) -> Iterator[datetime]:
    """When something was changed that may follow from a decision: episodes, and outcomes or the plan."""
    for pathway in story.pathways:
        for episode in pathway.episodes:
            yield episode.at
            yield from (change.at for change in episode.changes)
    if decision == "new_outcomes":
        yield from (statement.at for outcome in story.outcomes for statement in outcome.statements)
        return
    yield from (line.at for lines in story.plan.parts.values() for line in lines)
    yield from (step.at for step in (*story.plan.actions, *story.plan.milestones))
