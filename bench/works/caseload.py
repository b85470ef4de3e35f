"""A caseload of thousands; beside it, one of fifty."""

from __future__ import annotations

from collections.abc import Iterator

from browser import expect
from django.urls import reverse
from measuring import Pair
from world import World


def pairs(world: World) -> Iterator[Pair]:
    many, few = (
        reverse("workspace:caseload", kwargs={"organisation": organisation.slug})
        for organisation in (world.many, world.few)
    )
    yield Pair(
        work=f"A caseload of {world.size.many_people:,} people",
        reference=f"A caseload of {world.size.few_people} people",
        ours=lambda: expect(world.browser.get(many), 200).seconds,
        theirs=lambda: expect(world.browser.get(few), 200).seconds,
        target=1.5,
        rounds=world.rounds(80),
        same_statements=True,
    )
