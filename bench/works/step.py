"""Open a step with forty mixed questions; beside it, a Wagtail form page with the same forty."""

from __future__ import annotations

from collections.abc import Iterator

from browser import expect
from measuring import Pair
from world import World


def pairs(world: World) -> Iterator[Pair]:
    draft = world.new_draft(world.one_step, world.new_person())
    step = world.address("draft-step", token=draft.token, step="all")
    yield Pair(
        work="Open a step with 40 mixed questions",
        reference="A Wagtail form page with the same 40",
        ours=lambda: expect(world.browser.get(step), 200).seconds,
        theirs=lambda: expect(world.browser.get(world.page.url), 200).seconds,
        target=0.4,
        rounds=world.rounds(80),
    )
    yield Pair(
        work="The same",
        reference="The same, its fields drawn by Django’s quicker Jinja2 form templates",
        ours=lambda: expect(world.browser.get(step), 200).seconds,
        theirs=lambda: expect(world.browser.get(world.quick_page.url), 200).seconds,
        target=None,
        rounds=world.rounds(80),
    )
