"""Signing moves a person along their pathway; acts are refused where they aren't legal, and can be undone."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, transaction
from factories import make_member, make_organisation, make_person, make_record, make_version

from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform, undo
from aimwell.pathway.deriving import derive
from aimwell.pathway.models import Act, EpisodeRow, PathwayRow
from aimwell.pathway.rules.folding import MOVES
from aimwell.pathway.rules.moving import Refusal
from aimwell.workspace.history import KINDS

pytestmark = pytest.mark.django_db

EPISODE = {"episode": {"aim": "maintain", "intended": "Stays as she is"}}
MET = {"verdict": {"success": "met", "direction": "same"}}


@pytest.fixture
def ours():
    organisation = make_organisation("ours")
    user = make_member(organisation)
    person = make_person(organisation)
    with acting_for(organisation):
        yield organisation, user, person


def state(person) -> str:
    return PathwayRow.objects.get(person=person).state


def test_signing_an_assessment_puts_somebody_on_the_pathway(ours):
    organisation, user, person = ours
    make_record(make_version(organisation, user), person, user)
    assert state(person) == "assessed"


def test_acts_move_on_and_are_undone_by_acts(ours):
    _, user, person = ours
    asked = perform(person, "conversation", {"request": {"wanted": "Help"}}, by=user)
    with pytest.raises(Refusal, match="accepted request"):
        perform(person, "open_episode", {"pathway": asked.key, **EPISODE}, by=user)
    decision = {"purpose": "triage", "code": "routine", "label": "Routine", "role": "routine"}
    perform(person, "decide_triage", {"pathway": asked.key, "decision": decision}, by=user)
    begun = perform(person, "open_episode", {"pathway": asked.key, **EPISODE}, by=user)
    ended = {"pathway": asked.key, "episode_key": begun.key, **MET}
    end = perform(person, "end_episode", ended, by=user, why="The plan is done")
    assert (state(person), EpisodeRow.objects.get().success) == ("between", "met")
    with pytest.raises(Refusal, match="would lose its place"):
        undo(person, begun.key, by=user, why="A slip")
    undo(person, end.key, by=user, why="A slip")
    assert (state(person), EpisodeRow.objects.get().success) == ("in_episode", "")
    assert Act.objects.count() == 5


def test_a_page_sent_twice_makes_one_act(ours):
    _, user, person = ours
    token = uuid.uuid4()
    first = perform(person, "conversation", {}, by=user, token=token)
    assert perform(person, "conversation", {}, by=user, token=token) == first
    assert Act.objects.count() == 1


def test_deriving_again_changes_no_row(ours):
    organisation, user, person = ours
    make_record(make_version(organisation, user), person, user)
    perform(person, "conversation", {}, by=user)
    before = [row.values for row in PathwayRow.objects.all()]
    derive(person)
    assert [row.values for row in PathwayRow.objects.all()] == before
    PathwayRow.objects.all().delete()
    derive(person)
    assert [row.values for row in PathwayRow.objects.all()] == before


def test_an_act_never_changes(ours):
    _, user, person = ours
    perform(person, "conversation", {}, by=user)
    for change in (lambda: Act.objects.update(why="x"), lambda: Act.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


def test_another_organisation_sees_neither_acts_nor_rows(ours):
    _, user, person = ours
    perform(person, "conversation", {}, by=user)
    with acting_for(make_organisation("theirs")):
        assert not Act.objects.exists()
        assert not PathwayRow.objects.exists()


def test_the_page_tells_the_state_the_history_and_undoes(ours, client):
    _, user, person = ours
    asked = perform(person, "conversation", {}, by=user, why="Her daughter rang")
    client.force_login(user)
    address = f"/w/ours/people/{person.pk}/pathway/"
    page = client.get(address).content.decode()
    assert "A duty of care to the individual begins when the request is accepted." in page
    assert "Asked for help" in page
    assert "Her daughter rang" in page
    undo_address = f"{address}undo/{asked.key}"
    assert (
        "Say why it is undone."
        in client.post(undo_address, {"token": uuid.uuid4(), "why": ""}).content.decode()
    )
    answer = client.post(undo_address, {"token": uuid.uuid4(), "why": "The wrong person"}, follow=True)
    assert "The wrong person" in answer.content.decode()
    assert not PathwayRow.objects.exists()


def test_every_kind_of_event_has_a_name():
    assert set(MOVES) <= set(KINDS)
