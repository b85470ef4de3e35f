"""The caseload: mine and everybody's, what waits, found quickly, the same work for many as for few."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from factories import make_draft, make_member, make_organisation, make_person, make_version

from aimwell.organisations.models import Organisation, Service, User
from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.people.models import CareTeamMember, Person
from aimwell.workspace.caseload import PAGE, Asked, caseload

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours")


@pytest.fixture
def user(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def names(ours: Organisation, user: User, **query: str) -> list[str]:
    with acting_for(ours):
        return [row.person.family_name for row in caseload(ours, user, Asked.from_query(query)).rows]


def counts(ours: Organisation, user: User, **query: str) -> dict[str, int]:
    with acting_for(ours):
        return caseload(ours, user, Asked.from_query(query)).counts


def test_mine_are_those_whose_key_worker_or_care_team_i_am(ours: Organisation, user: User) -> None:
    make_person(ours, family_name="Key", key_worker=user)
    team = make_person(ours, family_name="Team")
    make_person(ours, family_name="Other")
    with acting_for(ours):
        CareTeamMember.objects.create(organisation=ours, person=team, user=user)
    assert names(ours, user) == ["Key", "Team"]
    assert names(ours, user, whose="everybody") == ["Key", "Other", "Team"]


def test_what_waits_is_counted_and_filtered(ours: Organisation, user: User) -> None:
    today = localdate()
    done = {"key_worker": user, "baseline_on": today}
    make_person(ours, family_name="Overdue", review_due=today - timedelta(days=1), **done)
    make_person(ours, family_name="Soon", review_due=today, **done)
    make_person(ours, family_name="Later", review_due=today + timedelta(days=29), **done)
    make_person(ours, family_name="New", key_worker=user)
    drafting = make_person(ours, family_name="Drafting", **done)
    make_draft(make_version(ours, user), drafting, user)
    expected = {"all": 5, "drafts": 1, "overdue": 1, "soon": 1, "no-baseline": 1, "tasks": 0}
    assert counts(ours, user) == expected
    assert names(ours, user, show="overdue") == ["Overdue"]
    assert names(ours, user, show="soon") == ["Soon"]
    assert names(ours, user, show="no-baseline") == ["New"]
    assert names(ours, user, show="drafts") == ["Drafting"]


@pytest.mark.parametrize("search", ["ada", "OAKLEY", "oak ada", "999 000 0018", "9990", "Adie", "  ada  "])
def test_search_finds_by_name_and_number(ours: Organisation, user: User, search: str) -> None:
    make_person(ours, given_name="Ada", family_name="Oakley", preferred_name="Adie", nhs_number="9990000018")
    make_person(ours, given_name="Bob", family_name="Moss")
    assert names(ours, user, whose="everybody", search=search) == ["Oakley"]


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99999999999", "show=nothing", "search=%00", "whose=x"]
)
def test_odd_addresses_show_the_caseload(signed_in: Client, query: str) -> None:
    assert signed_in.get(f"/w/ours/?{query}").status_code == 200


def test_unfinished_forms_of_mine_come_first(signed_in: Client, ours: Organisation, user: User) -> None:
    draft = make_draft(make_version(ours, user), make_person(ours), user)
    page = signed_in.get("/w/ours/").content.decode()
    assert "Your unfinished forms" in page
    assert f"/w/ours/drafts/{draft.token}/" in page


def test_pages_follow_each_other(signed_in: Client, ours: Organisation, user: User) -> None:
    people(ours, user, PAGE + 1)
    first = signed_in.get("/w/ours/").content.decode()
    assert "?page=2" in first
    second = signed_in.get("/w/ours/?page=2").content.decode()
    assert second.count("aimwell-people__fact") == 3


def test_empty_caseloads_say_what_to_do(signed_in: Client, ours: Organisation, user: User) -> None:
    assert "in no care team yet" in signed_in.get("/w/ours/").content.decode()
    assert "nobody here yet" in signed_in.get("/w/ours/?whose=everybody").content.decode()
    assert "Nobody matches" in signed_in.get("/w/ours/?search=zz").content.decode()


def test_an_nhs_number_with_a_typing_error_is_told_from_one_of_nobody(
    signed_in: Client, ours: Organisation
) -> None:
    assert "typing error" in signed_in.get("/w/ours/?search=999+100+0004").content.decode()
    assert "Nobody matches" in signed_in.get("/w/ours/?search=943+476+5919").content.decode()


def people(ours: Organisation, user: User, number: int) -> None:
    with acting_for(ours):
        Person.objects.bulk_create(
            Person(
                organisation=ours,
                given_name="Ada",
                family_name=f"Moss{place:05}",
                date_of_birth=date(1950, 1, 1),
                key_worker=user,
            )
            for place in range(number)
        )


def test_as_many_statements_for_many_people_as_for_few(
    signed_in: Client, ours: Organisation, user: User
) -> None:
    people(ours, user, 2)
    signed_in.get("/w/ours/")
    few = statements(signed_in)
    people(ours, user, 500)
    assert statements(signed_in) == few
    assert 5 < few <= 14


def statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get("/w/ours/")
        return len(captured)


def test_people_are_found_by_where_they_stand_and_by_service(ours: Organisation, user: User) -> None:
    with acting_for(ours):
        service = Service.objects.create(organisation=ours, name="East")
    asked = make_person(ours, family_name="Asked", key_worker=user, service=service)
    make_person(ours, family_name="Nowhere", key_worker=user)
    with acting_for(ours):
        perform(asked, "conversation", {"alert": {"danger": True}}, by=user, at=now() - timedelta(days=3))
        (row,) = caseload(ours, user, Asked.from_query({"state": "requested"})).rows
    assert (row.person, [one.state for one in row.standing], row.overdue > 0) == (asked, ["requested"], True)
    assert names(ours, user, service=str(service.pk)) == ["Asked"]
    assert names(ours, user, show="tasks") == ["Asked"]
    assert names(ours, user, state="handed_over") == []
