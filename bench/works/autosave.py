"""Autosave a step, as the page does while somebody types; beside it, a view that commits one row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import questions
from browser import expect
from measuring import Pair
from world import World


def pairs(world: World) -> Iterator[Pair]:
    draft = world.new_draft(world.one_step, world.new_person())
    address = world.address("draft-autosave", token=draft.token, step="all")
    typed, numbers = questions.posted(range(40)), count(1)

    def autosave() -> float:
        number = str(next(numbers))
        fields = {**typed, "q0": f"The garden {number}", "base": "0", "page": "bench", "number": number}
        return expect(world.browser.post(address, fields), 200).seconds

    yield Pair(
        work="Autosave a step of 40 questions",
        reference="A view that parses the same POST and commits one row",
        ours=autosave,
        theirs=lambda: expect(world.browser.post("/save-one-row", typed), 200).seconds,
        target=3,
        rounds=world.rounds(120),
        most_statements=8,
    )
