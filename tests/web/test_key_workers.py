"""Key workers changed for many at once: chosen, looked at, confirmed, undone; and whole care teams."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from factories import make_member, make_organisation, make_person

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.people.careroles import roles_of
from aimwell.people.keyworkers import NothingToChange, change_key_workers, undo_change
from aimwell.people.models import CareTeamMember, KeyWorkerChange, Person

pytestmark = pytest.mark.django_db

PATH = "/w/ours/key-workers"


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours")


@pytest.fixture
def leaving(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def coming(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def people(ours: Organisation, leaving: User) -> list[Person]:
    return [make_person(ours, key_worker=leaving) for _ in range(3)]


def workers(ours: Organisation) -> list[int | None]:
    with acting_for(ours):
        return list(Person.objects.order_by("pk").values_list("key_worker", flat=True))


def test_they_are_chosen_looked_at_changed_and_given_back(
    client: Client, ours: Organisation, leaving: User, coming: User, people: list[Person]
) -> None:
    client.force_login(leaving)
    ticked = client.get(f"{PATH}?of={leaving.pk}&tick=all").content.decode()
    assert ticked.count(" checked>") == 3
    sent = {"people": [one.pk for one in people[:2]], "to": coming.pk, "why": "Sam leaves"}
    wrong = client.post(f"{PATH}?of={leaving.pk}", {**sent, "why": ""}).content.decode()
    assert "Say why." in wrong
    assert wrong.count(" checked>") == 2
    check = client.post(f"{PATH}?of={leaving.pk}", sent).content.decode()
    assert "becomes the key worker of 2 people" in check
    assert workers(ours) == [leaving.pk] * 3
    seen = [f"{one.pk}-{leaving.pk}" for one in people[:2]]
    done = client.post(f"{PATH}?of={leaving.pk}", {**sent, "seen": seen, "confirm": "yes"}, follow=True)
    assert "is now the key worker of 2 people." in done.content.decode()
    assert workers(ours) == [coming.pk, coming.pk, leaving.pk]
    with acting_for(ours):
        change = KeyWorkerChange.objects.get()
    undone = client.post(f"{PATH}/{change.pk}/undo", {"why": "Sam stays"}, follow=True).content.decode()
    assert "2 people went back" in undone
    assert workers(ours) == [leaving.pk] * 3
    again = client.post(f"{PATH}/{change.pk}/undo", {"why": "Sam stays"}).content.decode()
    assert "This is undone already." in again


def test_whoever_was_given_on_meanwhile_is_left_alone(
    ours: Organisation, leaving: User, coming: User, people: list[Person]
) -> None:
    other = make_member(ours)
    seen = {one.pk: leaving.pk for one in people}
    with acting_for(ours):
        Person.objects.filter(pk=people[0].pk).update(key_worker=other)
        done = change_key_workers(ours, seen, coming, by=leaving, why="x")
        assert (done.moved, done.left) == (2, (people[0],))
        Person.objects.filter(pk=people[1].pk).update(key_worker=other)
        assert undo_change(done.change, by=leaving, why="x").left == (people[1],)
    assert workers(ours) == [other.pk, other.pk, leaving.pk]
    with acting_for(ours), pytest.raises(NothingToChange):
        change_key_workers(ours, {people[0].pk: leaving.pk}, coming, by=leaving, why="x")
    with pytest.raises(DatabaseError), transaction.atomic(), acting_for(ours):
        KeyWorkerChange.objects.update(why="other")


def test_nobody_of_another_organisation_is_moved_or_chosen(
    client: Client, ours: Organisation, leaving: User, people: list[Person]
) -> None:
    theirs = make_organisation("theirs")
    stranger, member = make_person(theirs), make_member(theirs)
    client.force_login(leaving)
    sent = {"people": [stranger.pk], "to": member.pk, "why": "x", "seen": [f"{stranger.pk}-"]}
    assert "There is a problem" in client.post(PATH, {**sent, "confirm": "yes"}).content.decode()
    with acting_for(theirs):
        assert Person.objects.get().key_worker is None


def test_a_care_team_has_partners_and_roles_of_the_organisations_choice(
    client: Client, ours: Organisation, people: list[Person]
) -> None:
    client.force_login(make_member(ours, Role.SERVICE_MANAGER))
    team = f"/w/ours/people/{people[0].pk}/care-team"
    assert "Peer support worker" in client.get(team).content.decode()
    partner = {"name": "Lee Park", "agency": "Housing trust", "role": "Housing officer", "contact": "01234"}
    assert "Enter the name." in client.post(f"{team}/partner", {**partner, "name": ""}).content.decode()
    page = client.post(f"{team}/partner", partner, follow=True).content.decode()
    assert "Lee Park (Housing trust)" in page
    assert "01234" in page
    assert "Lee Park" in client.get(f"/w/ours/people/{people[0].pk}/").content.decode()
    assert "at least one role" in client.post("/w/ours/care-roles", {"professional": " "}).content.decode()
    sent = {"professional": "Nurse\n\nNurse\nPodiatrist", "lived_experience": "Peer lead"}
    assert client.post("/w/ours/care-roles", sent).status_code == 302
    with acting_for(ours):
        assert roles_of(ours)["professional"] == ["Nurse", "Podiatrist"]
        assert roles_of(ours)["partner"] == []
        assert CareTeamMember.objects.get().role == "Housing officer"
