"""The page of a person with hundreds of records; beside it, that of one with two."""

from __future__ import annotations

from collections.abc import Iterator

from browser import expect
from measuring import Pair
from world import World


def pairs(world: World) -> Iterator[Pair]:
    many, few = world.new_person(), world.new_person()
    for person, number in ((many, world.size.many_records), (few, world.size.few_records)):
        for _ in range(number):
            world.new_record(person, world.whole_job)
    addresses = [world.address("person", person=person.pk) for person in (many, few)]
    yield Pair(
        work=f"A person with {world.size.many_records} records",
        reference=f"A person with {world.size.few_records} records",
        ours=lambda: expect(world.browser.get(addresses[0]), 200).seconds,
        theirs=lambda: expect(world.browser.get(addresses[1]), 200).seconds,
        target=1.5,
        rounds=world.rounds(80),
        same_statements=True,
    )
