"""The page of a record: everything that was asked, scored, decided and amended can be read there."""

from __future__ import annotations

import pytest
from django.test import Client
from factories import make_member, make_organisation, make_person, make_record, make_version
from forms import ASSESSMENT, assessment_answers

from aimwell.organisations.models import Organisation, User, ViewLog
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person
from aimwell.records.drafts import Entry, Source, amend, save_section
from aimwell.records.models import Draft, Record
from aimwell.records.signing import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours", plugins=("copm", "vas"))


@pytest.fixture
def practitioner(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def person(ours: Organisation, practitioner: User) -> Person:
    return make_person(ours, key_worker=practitioner)


@pytest.fixture
def record(ours: Organisation, practitioner: User, person: Person) -> Record:
    version = make_version(ours, make_member(ours, Role.SERVICE_MANAGER), ASSESSMENT)
    return make_record(version, person, practitioner, assessment_answers())


@pytest.fixture
def signed_in(client: Client, practitioner: User) -> Client:
    client.force_login(practitioner)
    return client


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_answers_stand_as_they_were_asked(signed_in: Client, record: Record) -> None:
    page = read(signed_in, f"/w/ours/records/{record.pk}/")
    assert "My garden\nand my cat" in page
    assert "7 March 2019" in page
    assert "Family\nA neighbour" in page
    assert "How tired are you?" in page
    assert "Not answered" in page
    assert "4 of 10 (0: Low, 10: High)" in page
    assert record.version.fingerprint in page


def test_a_question_that_was_not_asked_is_not_there(
    signed_in: Client, record: Record, person: Person, practitioner: User
) -> None:
    answers = assessment_answers()
    answers["about"] |= {"alone": True}
    other = make_record(record.version, person, practitioner, answers)
    assert "Who lives with you?" not in read(signed_in, f"/w/ours/records/{other.pk}/")


def test_scores_show_their_working(signed_in: Client, record: Record) -> None:
    page = read(signed_in, f"/w/ours/records/{record.pk}/")
    assert "Show the working" in page
    assert "Making tea" in page
    assert "This is the first score, so it is the baseline." in page


def test_missing_items_are_named_in_words(
    signed_in: Client, record: Record, person: Person, practitioner: User
) -> None:
    other = make_record(
        record.version, person, practitioner, assessment_answers(satisfaction=None, pain=None)
    )
    page = read(signed_in, f"/w/ours/records/{other.pk}/")
    assert "Not answered: Problems 1: Satisfaction, 1 to 10." in page
    assert "/problems/0" not in page


def test_change_against_the_baseline_has_its_meaning_and_source(
    signed_in: Client, record: Record, person: Person, practitioner: User
) -> None:
    later = make_record(record.version, person, practitioner, assessment_answers(performance=8, pain=20))
    page = read(signed_in, f"/w/ours/records/{later.pk}/")
    assert "+2.5" in page
    assert "for the better" in page
    assert "Improved" in page
    assert "contested" in page
    assert "Source: " in page


def test_an_amendment_shows_what_changed_by_whom_and_why(
    signed_in: Client, record: Record, practitioner: User, ours: Organisation
) -> None:
    newer = amended(record, practitioner, ours)
    page = read(signed_in, f"/w/ours/records/{newer.pk}/")
    assert "It was the brother" in page
    assert "My sister" in page
    assert "My brother" in page
    older = read(signed_in, f"/w/ours/records/{record.pk}/")
    assert "This record was amended" in older
    assert "/amend" not in older


def amended(record: Record, user: User, organisation: Organisation) -> Record:
    with acting_for(organisation):
        draft = amend(record, user=user, reason="It was the brother")
        about = {**record.answers["about"], "who": "My brother"}
        section = record.version.outline.section("about")
        save_section(draft, section, Entry(answers=about, unread={}), source=Source(base=0), user=user)
        signed = sign(draft.token, user=user, statement="As amended")
    assert isinstance(signed, Record), signed
    return signed


def test_amending_asks_why_and_begins_a_draft(signed_in: Client, record: Record, ours: Organisation) -> None:
    path = f"/w/ours/records/{record.pk}/amend"
    assert "Why is it amended?" in read(signed_in, path)
    assert "Say why the record is amended." in signed_in.post(path, {"reason": " "}).content.decode()
    response = signed_in.post(path, {"reason": "A typing error"})
    with acting_for(ours):
        draft = Draft.objects.get(amends=record)
    assert response.url == f"/w/ours/drafts/{draft.token}/"
    assert draft.answers == record.answers
    # A second click leads to the same draft.
    assert signed_in.post(path, {"reason": "Again"}).url == response.url


def test_an_amended_record_is_not_amended_twice(
    signed_in: Client, record: Record, practitioner: User, ours: Organisation
) -> None:
    newer = amended(record, practitioner, ours)
    response = signed_in.post(f"/w/ours/records/{record.pk}/amend", {"reason": "Again"})
    assert response.url == f"/w/ours/records/{newer.pk}/"


def test_every_look_is_noted(signed_in: Client, record: Record, ours: Organisation) -> None:
    read(signed_in, f"/w/ours/records/{record.pk}/")
    signed_in.get(f"/w/ours/records/{record.pk}/record.pdf")
    with acting_for(ours):
        noted = list(ViewLog.objects.order_by("pk").values_list("object_type", "object_id", "action"))
    assert noted == [("record", record.pk, "viewed"), ("record", record.pk, "printed")]
