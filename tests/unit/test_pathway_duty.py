"""To whom a duty of care is owed at each place of a pathway."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aimwell.pathway.rules.duty import duty_on
from aimwell.pathway.rules.episode import Episode
from aimwell.pathway.rules.states import State
from aimwell.pathway.rules.story import Pathway

THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def pathway(state: State, *levels: int) -> Pathway:
    episodes = tuple(
        Episode(key=str(number), at=THEN, by=1, aim="maintain", intended="No worse", level=level)
        for number, level in enumerate(levels)
    )
    return Pathway(key="a", service=None, state=state, since=THEN, opened=THEN, episodes=episodes)


@pytest.mark.parametrize(
    ("state", "levels", "said"),
    [
        (State.REQUESTED, (), "A duty of care to the individual begins when the request is accepted."),
        (State.ACCEPTED, (), "Level 3: a duty of care is owed to the individual."),
        (State.IN_EPISODE, (3, 4), "Level 4: a duty of care is owed to the individual."),
        (State.HANDED_OVER, (3,), "The duty of care to the individual ended here."),
        (State.WITHDRAWN, (), "The duty of care to the individual ended here."),
    ],
)
def test_the_duty_follows_the_state_and_the_level(state: State, levels: tuple[int, ...], said: str) -> None:
    assert duty_on(pathway(state, *levels)) == said


def test_help_at_level_1_or_2_is_owed_to_others_than_the_individual() -> None:
    said = duty_on(pathway(State.HELPED_OTHERWISE))
    assert "level 1 a duty of care is owed to the population" in said
    assert "level 2 to the workforce" in said


@pytest.mark.parametrize("state", State)
def test_every_state_says_something(state: State) -> None:
    assert duty_on(pathway(state)).endswith(".")
