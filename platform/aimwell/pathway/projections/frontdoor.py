"""Alerts, offers and tasks as rows."""

from __future__ import annotations

from collections.abc import Iterator

from aimwell.pathway.models import AlertRow, OfferRow, TaskRow
from aimwell.pathway.rules.states import State
from aimwell.pathway.rules.story import Story
from aimwell.pathway.rules.tasks import tasks_of
from aimwell.people.models import Person


def alert_rows(story: Story, person: Person) -> Iterator[AlertRow]:
    """One row an alert."""
    for one in story.alerts:
        yield AlertRow.of(
            person,
            one.key,
            kind=one.kind,
            service_id=one.service,
            raised=one.at,
            acknowledged=one.acknowledged.at if one.acknowledged else None,
        )


def offer_rows(story: Story, person: Person) -> Iterator[OfferRow]:
    """One row an offer that says something: red flags alone are none."""
    for pathway in story.pathways:
        ended_there = pathway.state is State.HELPED_OTHERWISE and not pathway.episodes
        for one in pathway.offers:
            if not one.says_something:
                continue
            found = one.follow_up
            yield OfferRow.of(
                person,
                one.key,
                pathway_key=pathway.key,
                service_id=pathway.service,
                made=one.at,
                level=one.level,
                preventive=bool(one.preventive_reason),
                follow_up_on=one.follow_up_on,
                found_on=found.at if found else None,
                answer=found.answer if found else "",
                asked_again=found.asked_again if found else False,
                ended_there=ended_there,
            )


def task_rows(story: Story, person: Person) -> Iterator[TaskRow]:
    """One row a task."""
    for one in tasks_of(story):
        yield TaskRow.of(
            person,
            # What comes from no event has the same key for everybody; rows are told apart by their key.
            f"person:{person.pk}:{one.kind}" if one.key.startswith("person:") else one.key,
            kind=one.kind,
            due=one.due,
            service_id=one.service if one.service is not None else person.service_id,
            pathway_key=one.pathway,
            thing=one.thing,
        )
