"""Personal outcomes as rows."""

from __future__ import annotations

from collections.abc import Iterator

from aimwell.pathway.models import OutcomeRow
from aimwell.pathway.rules.story import Story
from aimwell.people.models import Person


def outcome_rows(story: Story, person: Person) -> Iterator[OutcomeRow]:
    """One row an outcome."""
    for one in story.outcomes:
        yield OutcomeRow.of(
            person,
            one.key,
            whose=one.whose,
            words=one.words,
            type=one.latest("type"),
            importance=_number(one.latest("importance")),
            since=one.statements[0].at,
            episodes=len(one.episodes),
            dropped=one.dropped.at if one.dropped else None,
        )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
