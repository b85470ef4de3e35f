"""An answer that speaks of danger is shown on every page until a named person says what was done."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version

from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.pathway.models import Act, AlertRow

pytestmark = pytest.mark.django_db

NOTE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A visit",
    "type": "object",
    "x-aimwell": {"kind": "other", "language": "en-GB"},
    "properties": {
        "visit": {
            "type": "object",
            "title": "The visit",
            "properties": {
                "danger": {
                    "type": "boolean",
                    "title": "Is there danger?",
                    "x-aimwell": {"feeds": "alert.danger"},
                }
            },
        }
    },
}
WAITS = "1 alert waits to be acted on"


@pytest.fixture
def ours():
    organisation = make_organisation("ours")
    user = make_member(organisation)
    person = make_person(organisation, key_worker=user)
    version = make_version(organisation, user, NOTE)
    return organisation, user, person, version


def signed_in(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_it_says_so_before_anything_is_signed(ours):
    _, user, person, version = ours
    danger = make_draft(version, person, user, {"visit": {"danger": True}})
    page = signed_in(user).get(f"/w/ours/drafts/{danger.token}/check/").content.decode()
    assert "Act on this now" in page
    calm = make_draft(version, make_person(person.organisation), user, {"visit": {"danger": False}})
    assert (
        "Act on this now" not in signed_in(user).get(f"/w/ours/drafts/{calm.token}/check/").content.decode()
    )


def test_it_waits_on_every_page_until_somebody_says_what_was_done(ours):
    organisation, user, person, version = ours
    record = make_record(version, person, user, {"visit": {"danger": True}})
    browser = signed_in(user)
    somebody_else = make_person(organisation)
    caseload = browser.get("/w/ours/").content.decode()
    assert WAITS in caseload
    assert "Immediate danger</strong>" in caseload
    about = browser.get(f"/w/ours/people/{person.pk}/").content.decode()
    assert "Immediate danger</strong>, raised on" in about
    assert "raised on" not in browser.get(f"/w/ours/people/{somebody_else.pk}/").content.decode()
    address = f"/w/ours/people/{person.pk}/pathway/alerts/record:{record.pk}:danger"
    assert address in browser.get("/w/ours/alerts").content.decode()
    refused = browser.post(address, {"token": uuid.uuid4(), "done": " "}).content.decode()
    assert "Say what was done." in refused
    answer = browser.post(address, {"token": uuid.uuid4(), "done": "Rang 999"}, follow=True)
    assert WAITS not in answer.content.decode()
    with acting_for(organisation):
        assert AlertRow.objects.get().acknowledged is not None
        assert Act.objects.get().by == user
    assert "No alert waits." in browser.get("/w/ours/alerts").content.decode()


def test_the_page_of_a_server_error_needs_no_request():
    assert "alert waits" not in render_to_string("errors/500.jinja")


def test_whoever_only_reads_sees_it_and_who_reads_nothing_does_not(ours):
    organisation, user, person, version = ours
    make_record(version, person, user, {"visit": {"danger": True}})
    reader = signed_in(make_member(organisation, Role.READ_ONLY))
    page = reader.get("/w/ours/alerts").content.decode()
    assert WAITS in page
    assert "Say what was done" not in page
    administrator = signed_in(make_member(organisation, Role.ADMINISTRATOR))
    assert WAITS not in administrator.get("/w/ours/alerts").content.decode()
