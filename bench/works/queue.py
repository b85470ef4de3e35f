"""The triage queue with hundreds who wait; beside it, with five."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from browser import expect
from django.urls import reverse
from django.utils import timezone
from measuring import Pair
from world import World

from aimwell.organisations.models import Membership, Organisation
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.people.models import Person


def pairs(world: World) -> Iterator[Pair]:
    many, few = (
        _queue(world, slug, number)
        for slug, number in (("longqueue", world.size.many_waiting), ("shortqueue", world.size.few_waiting))
    )
    yield Pair(
        work=f"The triage queue with {world.size.many_waiting} who wait",
        reference=f"With {world.size.few_waiting} who wait",
        ours=partial(_open, world, many),
        theirs=partial(_open, world, few),
        target=None,
        rounds=world.rounds(40),
        same_statements=True,
    )


def _open(world: World, organisation: Organisation) -> float:
    address = reverse("workspace:queue", kwargs={"organisation": organisation.slug})
    return expect(world.browser.get(address), 200).seconds


def _queue(world: World, slug: str, number: int) -> Organisation:
    """Everybody asked for help; every tenth is in danger, every third waits for an assessment."""
    organisation = Organisation.objects.create(name=f"{slug.title()} service", slug=slug)
    Membership.objects.create(user=world.user, organisation=organisation, role=Role.PRACTITIONER)
    accepted = {"purpose": "triage", "code": "routine", "label": "Routine", "role": "routine"}
    with acting_for(organisation):
        for index in range(number):
            person = Person.objects.create(
                organisation=organisation,
                given_name="Ada",
                family_name=f"Example{index}",
                date_of_birth=date(1950, 1, 1),
            )
            said = {"alert": {"danger": True}} if index % 10 == 0 else {}
            asked = timezone.now() - timedelta(days=index % 90)
            act = perform(person, "conversation", said, by=world.user, at=asked)
            if index % 3 == 0:
                told = {"pathway": act.key, "decision": accepted}
                perform(person, "decide_triage", told, by=world.user)
    return organisation
