"""The page of a person, their details and care team, and two of their scores compared."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version
from forms import ASSESSMENT, assessment_answers

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User, ViewLog
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person
from aimwell.records.drafts import amend
from aimwell.records.models import Record, Score
from aimwell.records.signing import sign

pytestmark = pytest.mark.django_db

DETAILS = {
    "given_name": "Ada",
    "family_name": "Oakley",
    "date_of_birth-day": "27",
    "date_of_birth-month": "3",
    "date_of_birth-year": "1948",
}


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours", plugins=("copm", "vas"))


@pytest.fixture
def user(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def version(ours: Organisation) -> TemplateVersion:
    return make_version(ours, make_member(ours, Role.SERVICE_MANAGER), ASSESSMENT)


@pytest.fixture
def person(ours: Organisation, user: User) -> Person:
    return make_person(ours, key_worker=user, communication_needs="Lip-reads", nhs_number="9990000018")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def page_of(client: Client, person: Person, query: str = "") -> str:
    response = client.get(f"/w/ours/people/{person.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_who_it_is_and_how_to_communicate(signed_in: Client, person: Person) -> None:
    page = page_of(signed_in, person)
    assert "999 000 0018" in page
    assert "Communication needs:" in page
    assert "Lip-reads" in page
    assert "No scores yet" in page
    assert "Nothing is signed yet" in page


def test_live_forms_are_offered_by_kind_and_started_by_post(
    signed_in: Client, person: Person, version: TemplateVersion
) -> None:
    page = page_of(signed_in, person)
    start = f"/w/ours/people/{person.pk}/start/{version.pk}/"
    assert f'action="{start}"' in page
    assert "Home assessment" in page
    assert signed_in.post(start).status_code == 302


def test_drafts_can_be_continued_and_discarded(
    signed_in: Client, person: Person, version: TemplateVersion, user: User
) -> None:
    draft = make_draft(version, person, user)
    page = page_of(signed_in, person)
    assert f"/w/ours/drafts/{draft.token}/" in page
    assert f"/w/ours/drafts/{draft.token}/discard/" in page


def test_an_amendment_stands_in_for_its_original(
    signed_in: Client, person: Person, version: TemplateVersion, user: User, ours: Organisation
) -> None:
    record = make_record(version, person, user, assessment_answers())
    with acting_for(ours):
        draft = amend(record, user=user, reason="A typing error")
        newer = sign(draft.token, user=user, statement="As amended")
    assert isinstance(newer, Record)
    page = page_of(signed_in, person)
    assert "Records (1)" in page
    assert f'href="/w/ours/records/{record.pk}/">the record signed' in page
    assert page.index(f"/records/{newer.pk}/") < page.index(f"/records/{record.pk}/")


def test_scores_are_drawn_and_tabled(
    signed_in: Client, person: Person, version: TemplateVersion, user: User
) -> None:
    for performance, pain in ((3, 60), (5, None), (8, 20)):
        make_record(version, person, user, assessment_answers(performance=performance, pain=pain))
    page = page_of(signed_in, person)
    assert page.count('<svg class="aimwell-chart"') == 2
    assert "Higher is worse." in page
    assert "Higher is better." in page
    assert "No score" in page
    assert "(baseline)" in page


def test_many_records_are_paged_with_their_newest_scores_and_the_baseline(
    signed_in: Client, person: Person, version: TemplateVersion, user: User
) -> None:
    for number in range(22):
        make_record(version, person, user, assessment_answers(pain=number))
    page = page_of(signed_in, person)
    assert "Records (22)" in page
    assert "Page 2 of 2" in page
    assert "The baseline and the newest 12 of 22 scores are shown." in page
    assert page_of(signed_in, person, "?page=2").count("aimwell-timeline__title") == 2


def test_as_many_statements_for_many_records_as_for_few(
    signed_in: Client, person: Person, version: TemplateVersion, user: User
) -> None:
    for _ in range(2):
        make_record(version, person, user, assessment_answers())
    page_of(signed_in, person)
    few = statements(signed_in, person)
    for _ in range(25):
        make_record(version, person, user, assessment_answers())
    assert statements(signed_in, person) == few
    assert 5 < few <= 18


def statements(client: Client, person: Person) -> int:
    with CaptureQueriesContext(connection) as captured:
        page_of(client, person)
        return len(captured)


def test_any_two_scores_can_be_compared(
    signed_in: Client, person: Person, version: TemplateVersion, user: User, ours: Organisation
) -> None:
    for performance in (3, 5, 8):
        make_record(version, person, user, assessment_answers(performance=performance))
    with acting_for(ours):
        first, second, third = Score.objects.filter(series="copm").order_by("pk")
    base = f"/w/ours/people/{person.pk}/compare?series=copm"
    page = signed_in.get(f"{base}&before={third.pk}&after={second.pk}").content.decode()
    assert "+1.5 for the better" in " ".join(page.split())
    assert "No meaningful change" in page
    assert "Source: " in page
    page = signed_in.get(f"{base}&before={first.pk}&after={third.pk}").content.decode()
    assert "Improved" in page
    same = signed_in.get(f"{base}&before={first.pk}&after={first.pk}").content.decode()
    assert "Choose two different scores." in same


def test_looking_is_noted(signed_in: Client, person: Person, ours: Organisation) -> None:
    page_of(signed_in, person)
    with acting_for(ours):
        assert ViewLog.objects.filter(object_type="person", object_id=person.pk).count() == 1


def test_a_person_is_added(signed_in: Client, ours: Organisation, user: User) -> None:
    response = signed_in.post(
        "/w/ours/people/add", DETAILS | {"nhs_number": "999 000 0026", "key_worker": user.pk}
    )
    with acting_for(ours):
        person = Person.objects.get()
    assert response.url == f"/w/ours/people/{person.pk}/"
    assert (person.nhs_number, person.date_of_birth.isoformat()) == ("9990000026", "1948-03-27")
    assert person.key_worker == user
    assert person.organisation == ours
    assert "Ada Oakley is added." in page_of(signed_in, person)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"given_name": ""}, "Enter the first name."),
        ({"date_of_birth-year": "48"}, "Enter a real date of birth"),
        ({"date_of_birth-day": "31", "date_of_birth-month": "2"}, "Enter a real date of birth"),
        ({"date_of_birth-year": "2999"}, "must be in the past"),
        ({"date_of_birth-year": "1848"}, "Check the year"),
        ({"nhs_number": "9434765918"}, "check digit does not fit"),
        ({"nhs_number": "123"}, "has 10 digits"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    signed_in: Client, ours: Organisation, change: dict[str, str], told: str
) -> None:
    page = signed_in.post("/w/ours/people/add", DETAILS | change).content.decode()
    assert told in page
    assert "There is a problem" in page
    assert 'value="Oakley"' in page
    with acting_for(ours):
        assert not Person.objects.exists()


def test_the_same_nhs_number_leads_to_who_has_it(signed_in: Client, person: Person) -> None:
    page = signed_in.post("/w/ours/people/add", DETAILS | {"nhs_number": "999 000 0018"}).content.decode()
    assert "Somebody else here has this NHS number" in page
    assert f"/w/ours/people/{person.pk}/" in page


def test_a_look_alike_is_shown_and_can_be_confirmed_as_somebody_else(
    signed_in: Client, ours: Organisation
) -> None:
    signed_in.post("/w/ours/people/add", DETAILS)
    page = signed_in.post("/w/ours/people/add", DETAILS).content.decode()
    assert "Is it this person" in page
    assert "This is somebody else" in page
    changed_round = DETAILS | {"given_name": "Oakley", "family_name": "Ada"}
    assert "Is it this person" in signed_in.post("/w/ours/people/add", changed_round).content.decode()
    assert signed_in.post("/w/ours/people/add", DETAILS | {"not_the_same": "on"}).status_code == 302
    with acting_for(ours):
        assert Person.objects.count() == 2


def test_details_are_changed(signed_in: Client, person: Person, ours: Organisation) -> None:
    path = f"/w/ours/people/{person.pk}/edit"
    assert 'value="9990000018"' in signed_in.get(path).content.decode()
    wrong = signed_in.post(path, DETAILS | {"given_name": ""}).content.decode()
    assert f"Change the details of {person}" in wrong
    assert signed_in.post(path, DETAILS | {"communication_needs": "Large print"}).status_code == 302
    with acting_for(ours):
        person.refresh_from_db()
    assert (person.family_name, person.communication_needs) == ("Oakley", "Large print")


def test_the_care_team_grows_and_shrinks(
    signed_in: Client, person: Person, ours: Organisation, user: User
) -> None:
    path = f"/w/ours/people/{person.pk}/care-team"
    assert "Choose a practitioner." in signed_in.post(path, {"user": ""}).content.decode()
    stranger = make_member(make_organisation("theirs"))
    assert signed_in.post(path, {"user": stranger.pk}).status_code == 200
    assert signed_in.post(path, {"user": user.pk, "role": "Physiotherapy"}).status_code == 302
    with acting_for(ours):
        (member,) = person.care_team.all()
    assert "Physiotherapy" in signed_in.get(path).content.decode()
    assert signed_in.post(f"{path}/{member.pk}/leave").status_code == 302
    with acting_for(ours):
        assert not person.care_team.exists()
