"""Send a step with errors; beside it, open the same step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import questions
from browser import expect
from measuring import Pair
from world import World

WRONG = 5


def pairs(world: World) -> Iterator[Pair]:
    draft = world.new_draft(world.one_step, world.new_person())
    step = world.address("draft-step", token=draft.token, step="all")
    right, wrong = questions.posted(range(40)), questions.posted(range(40), wrong=WRONG)
    saves = count(1)

    def send_errors() -> float:
        # Another text each time, so that there is something to save; each time from a new page.
        number = next(saves)
        fields = {
            **wrong,
            "q0": f"The garden {number}",
            "base": str(number),
            "page": f"page{number}",
            "number": "1",
            "action": "next",
        }
        return expect(world.browser.post(step, fields), 200).seconds

    expect(world.browser.post(step, {**right, "base": "0", "page": "bench", "action": "stay"}), 302)
    yield Pair(
        work=f"Send a step of 40 questions with {WRONG} errors",
        reference="Open the same step",
        ours=send_errors,
        theirs=lambda: expect(world.browser.get(step), 200).seconds,
        target=1.2,
        rounds=world.rounds(80),
    )
