"""Episodes of a service by aim: success and direction apart, what can't be measured beside the rest."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import make_member, make_organisation, make_person

from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.workspace.episodes import episodes_of

pytestmark = pytest.mark.django_db

ACCEPTED = {"purpose": "triage", "code": "routine", "label": "Routine", "role": "routine"}


@pytest.fixture
def ours():
    organisation = make_organisation("ours")
    manager = make_member(organisation, Role.SERVICE_MANAGER)
    with acting_for(organisation):
        yield organisation, manager


def episode(organisation, user, aim: str, direction: str = "", success: str = "", due: str = "2030-01-01"):
    """An episode of a new person; ended where a verdict is given."""
    person = make_person(organisation)
    asked = perform(person, "conversation", {}, by=user)
    perform(person, "decide_triage", {"pathway": asked.key, "decision": ACCEPTED}, by=user)
    told = {"aim": aim, "intended": "As predicted", "evaluate_on": due}
    begun = perform(person, "open_episode", {"pathway": asked.key, "episode": told}, by=user)
    if success:
        verdict = {"direction": direction, "success": success, "recommended": "met"}
        ended = {"pathway": asked.key, "episode_key": begun.key, "verdict": verdict}
        perform(person, "end_episode", ended, by=user)
    return person


def test_success_and_direction_are_counted_apart(ours, client):
    organisation, manager = ours
    episode(organisation, manager, "maintain", "worse", "met")
    episode(organisation, manager, "maintain", "worse", "not_met")
    episode(organisation, manager, "maintain", "unknown", "not_measurable")
    late = episode(organisation, manager, "maintain", due="2020-01-01")
    episode(organisation, manager, "improve", "better", "met")
    found = {one.aim.code: one for one in episodes_of(organisation, None).aims}
    maintain = found["maintain"]
    assert (maintain.under_way, maintain.overdue, maintain.ended, maintain.measurable) == (1, 1, 3, 2)
    assert dict(maintain.direction) == {"worse": 2, "unknown": 1}
    assert (maintain.worse_and_met, maintain.otherwise) == (1, 2)
    assert not found["comfort"].any
    client.force_login(manager)
    page = re.sub(r"<[^>]+>", "", client.get("/w/ours/episodes").content.decode())
    assert "1 of 2" in page
    assert "1 went for the worse and met its aim" in page
    assert str(late) in page


def test_the_statements_do_not_grow(ours):
    organisation, manager = ours
    asked = []
    for _ in range(2):
        episode(organisation, manager, "comfort", due="2020-01-01")
        with CaptureQueriesContext(connection) as queries:
            episodes_of(organisation, None)
        asked.append(len(queries))
    assert asked == [3, 3]


def test_another_organisation_counts_nothing_of_ours(ours):
    organisation, manager = ours
    episode(organisation, manager, "comfort")
    theirs = make_organisation("theirs")
    with acting_for(theirs):
        assert not any(one.any for one in episodes_of(theirs, None).aims)
