"""Carers: who they are, what may be shared, what they contribute and who sees it, what is done for them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from factories import make_member, make_organisation, make_person, make_record, make_version

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell.people.carers import may_be_shared
from aimwell.people.models import Carer, CarerAct, CarerConsent, Person
from aimwell.places import SCHEMAS
from aimwell.records.drafts import Entry, Source, save_section, start
from aimwell.records.models import Draft, Record
from aimwell.records.prefilling import newest_records
from aimwell.records.scoring import current_scores
from aimwell.records.signing import sign

pytestmark = pytest.mark.django_db

TODAY = {"on-day": "1", "on-month": "10", "on-year": "2026"}
TOLD = {"seeing": {"may_be_seen": False}, "caring": {"relationship": "Daughter", "does": "Nights"}}


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours", plugins=("vas",))


@pytest.fixture
def user(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def person(ours: Organisation) -> Person:
    return make_person(ours, given_name="Ada", nhs_number="9990000018")


@pytest.fixture
def carer(ours: Organisation, person: Person) -> Carer:
    with acting_for(ours):
        return Carer.objects.create(
            organisation=ours, person=person, name="Bea Moss", relationship="Daughter"
        )


@pytest.fixture
def form(ours: Organisation, user: User) -> TemplateVersion:
    text = (SCHEMAS / "starter" / "carer-contribution.json").read_text(encoding="utf-8")
    return make_version(ours, user, json.loads(text))


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def contributed(form: TemplateVersion, carer: Carer, user: User, answers: dict[str, Any]) -> Record:
    with acting_for(carer.organisation):
        draft = start(version=form, person=carer.person, user=user, carer=carer)
        for section in form.outline.sections:
            entry = Entry(answers=answers.get(section.key, {}), unread={})
            save_section(draft, section, entry, source=Source(base=draft.revision), user=user)
        record = sign(draft.token, user=user, statement="Signed")
    assert isinstance(record, Record), record
    return record


def test_a_carer_is_added_changed_and_ended(
    signed_in: Client, ours: Organisation, person: Person, user: User
) -> None:
    own = make_person(ours, given_name="Bea", nhs_number="9990000026")
    add = f"/w/ours/people/{person.pk}/carers/add"
    assert "Enter the carer’s name." in signed_in.post(add, {"name": ""}).content.decode()
    sent = {"name": "Bea Moss", "relationship": "Daughter", "lives_with": "on"}
    wrong = signed_in.post(add, {**sent, "own_number": "999 000 0018"}).content.decode()
    assert "the person who is cared for" in wrong
    page = signed_in.post(add, {**sent, "own_number": "999 000 0026"}, follow=True).content.decode()
    assert f"/w/ours/people/{own.pk}/" in page
    with acting_for(ours):
        carer = Carer.objects.get()
    base = f"/w/ours/people/{person.pk}/carers/{carer.pk}/"
    page = signed_in.post(f"{base}edit", {**sent, "support": "A break"}, follow=True).content.decode()
    assert "A break" in page
    ended = {"ended_on-day": "1", "ended_on-month": "10", "ended_on-year": "2026", "end_reason": "Moved"}
    assert (
        "No longer a carer since 1 October 2026: Moved"
        in signed_in.post(f"{base}end", ended, follow=True).content.decode()
    )
    assert "Bea Moss" in signed_in.get(f"/w/ours/people/{person.pk}/").content.decode()


def test_consent_is_given_and_withdrawn_and_both_can_be_read(
    signed_in: Client, ours: Organisation, carer: Carer
) -> None:
    base = f"/w/ours/people/{carer.person_id}/carers/{carer.pk}/"
    assert "Choose what may be shared." in signed_in.post(f"{base}consent", TODAY).content.decode()
    sent = {**TODAY, "scopes": ["plan", "changes"], "given_by": "person", "note": "Tell her all"}
    assert "Tell her all" in signed_in.post(f"{base}consent", sent, follow=True).content.decode()
    signed_in.post(f"{base}consent", sent)
    with acting_for(ours):
        assert may_be_shared(carer) == {"plan", "changes"}
        plan = CarerConsent.objects.get(scope="plan")
    withdraw = f"{base}consent/{plan.pk}/withdraw"
    page = signed_in.post(
        withdraw, {"given_by": "person", "why": "We fell out"}, follow=True
    ).content.decode()
    assert "<del>The support plan</del>" in page
    assert "We fell out" in page
    with acting_for(ours):
        assert may_be_shared(carer) == {"changes"}
    with pytest.raises(DatabaseError), transaction.atomic(), acting_for(ours):
        CarerConsent.objects.update(note="x")


def test_an_assessment_of_their_own_is_offered_and_answered(
    signed_in: Client, ours: Organisation, carer: Carer
) -> None:
    base = f"/w/ours/people/{carer.person_id}/carers/{carer.pk}/"
    assert "was not offered yet" in signed_in.get(base).content.decode()
    sent = {**TODAY, "kind": "assessment", "answer": "later"}
    assert "Say when to ask again." in signed_in.post(f"{base}act", sent).content.decode()
    follow_up = {"follow_up_on-day": "1", "follow_up_on-month": "12", "follow_up_on-year": "2026"}
    page = signed_in.post(f"{base}act", {**sent, **follow_up}, follow=True).content.decode()
    assert "not now, ask again" in page
    assert "Come back to it on 1 December 2026" in page
    assert "was not offered yet" not in page
    with pytest.raises(DatabaseError), transaction.atomic(), acting_for(ours):
        CarerAct.objects.all().delete()


def test_what_a_carer_tells_in_confidence_is_kept_from_the_person(
    signed_in: Client, form: TemplateVersion, carer: Carer, user: User
) -> None:
    record = contributed(form, carer, user, TOLD)
    assert record.third_party
    assert record.carer_id == carer.pk
    page = signed_in.get(f"/w/ours/records/{record.pk}/").content.decode()
    assert "Third-party information" in page
    assert "summary.pdf" not in page
    assert signed_in.get(f"/w/ours/records/{record.pk}/summary.pdf").status_code == 302
    assert "Not for Ada" in signed_in.get(f"/w/ours/people/{carer.person_id}/").content.decode()
    with acting_for(carer.organisation):
        assert newest_records(carer.person, ["carer"]) == []
        assert newest_records(carer.person, ["carer"], carer.pk) == [record]
    seen = contributed(form, carer, user, {**TOLD, "seeing": {"may_be_seen": True}})
    assert not seen.third_party
    assert "summary.pdf" in signed_in.get(f"/w/ours/records/{seen.pk}/").content.decode()


def test_a_carers_form_is_started_with_its_carer(
    signed_in: Client, ours: Organisation, form: TemplateVersion, carer: Carer
) -> None:
    at = f"/w/ours/people/{carer.person_id}/start/{form.pk}/"
    assert "Which carer tells you this?" in signed_in.post(at).content.decode()
    assert signed_in.post(at, {"carer": carer.pk}).status_code == 302
    with acting_for(ours):
        assert Draft.objects.get().carer == carer
    with acting_for(ours):
        other = Carer.objects.create(organisation=ours, person=make_person(ours), name="X", relationship="x")
    assert signed_in.post(at, {"carer": other.pk}).status_code == 404


def test_a_carers_scores_never_mix_with_the_persons(
    signed_in: Client, ours: Organisation, carer: Carer, user: User
) -> None:
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "How are you?",
        "type": "object",
        "x-aimwell": {"kind": "carer", "language": "en-GB"},
        "properties": {
            "pain": {
                "type": "object",
                "title": "Pain",
                "properties": {
                    "now": {"title": "Pain now", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
                },
            }
        },
    }
    version = make_version(ours, user, document)
    contributed(version, carer, user, {"pain": {"now": {"value": 70}}})
    own = make_version(ours, user, {**document, "x-aimwell": {"kind": "assessment", "language": "en-GB"}})
    make_record(own, carer.person, user, {"pain": {"now": {"value": 20}}})
    with acting_for(ours):
        person = Person.objects.get(pk=carer.person_id)
        assert [one.values[0]["value"] for one in current_scores(person)] == [20]
        assert [one.values[0]["value"] for one in current_scores(person, carer)] == [70]
        assert not current_scores(person).exclude(change=None).exists()
    page = signed_in.get(f"/w/ours/people/{person.pk}/carers/{carer.pk}/").content.decode()
    assert "aimwell-chart" in page
