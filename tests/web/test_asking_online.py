"""Ask for help on the public site: off until switched on, kept as typed, taken in or set aside by staff."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client
from editor import make_editor
from factories import make_member, make_person, make_version

from aimwell.organisations.scope import acting_for
from aimwell.pathway.models import IncomingRequest, PathwayRow
from aimwell.people.models import Person
from aimwell.records.models import Record
from aimwell_cms.site.models import AskForHelpPage, HomePage

pytestmark = pytest.mark.django_db

REQUEST: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Ask us for help",
    "type": "object",
    "x-aimwell": {"kind": "request", "language": "en-GB"},
    "properties": {
        "who": {
            "type": "object",
            "title": "Who is asking",
            "properties": {
                "asking": {
                    "type": "string",
                    "title": "Who is asking?",
                    "enum": ["self", "carer"],
                    "x-aimwell": {"widget": "one-of", "feeds": "request.asked_by"},
                },
                "asker": {
                    "type": "string",
                    "title": "Your name",
                    "x-aimwell": {
                        "feeds": "request.asker",
                        "when": {"question": "who/asking", "operator": "equals", "value": "carer"},
                    },
                },
            },
            "required": ["asking", "asker"],
        },
        "matters": {
            "type": "object",
            "title": "What matters",
            "properties": {
                "hoped": {
                    "type": "string",
                    "title": "What do you hope for?",
                    "x-aimwell": {"feeds": "request.wanted"},
                },
                "danger": {
                    "type": "boolean",
                    "title": "Is anybody in danger?",
                    "x-aimwell": {"feeds": "alert.danger"},
                },
            },
            "required": ["hoped"],
        },
    },
}
ABOUT = {"given": "Rose", "family": "Garner", "born-day": "2", "born-month": "3", "born-year": "1948"}
TYPED = {**ABOUT, "asking": "carer", "asker": "Tom", "hoped": "To get out again", "danger": "false"}
ADDRESS = "/ask/ours/"


@pytest.fixture
def ours():
    cache.clear()
    organisation, manager = make_editor("ours")
    home = HomePage(title="Home", slug="home", lead="We help.")
    organisation.page.add_child(instance=home)
    page = AskForHelpPage(
        title="Ask",
        slug="ask",
        phone="01632 960001",
        email="a@example.org",
        hours="Weekdays",
        online_form=True,
        who_can_ask="<p>Everybody</p>",
        other_ways="<p>Ring</p>",
        what_happens_next="<p>We ring you in two days</p>",
    )
    home.add_child(instance=page)
    make_version(organisation, manager, REQUEST)
    return organisation, page, make_member(organisation)


def signed_in(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def sent(**more: str) -> IncomingRequest:
    Client().post(ADDRESS, {**TYPED, "checked": "yes", **more})
    return IncomingRequest.objects.order_by("-pk")[0]


def test_it_is_off_until_it_is_switched_on(ours):
    _, page, _ = ours
    page.online_form = False
    page.save()
    assert Client().get(ADDRESS).status_code == 404
    assert "Ask for help online" not in Client().get(page.url).content.decode()
    page.online_form = True
    page.save()
    assert Client().get(ADDRESS).status_code == 200
    assert ADDRESS in Client().get(page.url).content.decode()


def test_a_form_that_needs_more_than_a_page_is_not_offered(ours):
    organisation, page, user = ours
    rows = {
        "type": "array",
        "title": "Whom",
        "items": {"type": "object", "properties": {"a": {"type": "string"}}},
    }
    matters = {**REQUEST["properties"]["matters"]["properties"], "whom": rows}
    long = {**REQUEST["properties"], "matters": {**REQUEST["properties"]["matters"], "properties": matters}}
    make_version(organisation, user, {**REQUEST, "title": "A longer form", "properties": long})
    assert Client().get(ADDRESS).status_code == 404
    assert ADDRESS not in Client().get(page.url).content.decode()


def test_it_is_typed_checked_and_sent_and_nothing_is_lost_on_an_error(ours):
    organisation, _, _ = ours
    browser = Client()
    page = browser.post(ADDRESS, {**TYPED, "born-year": "", "asker": ""}).content.decode()
    for told in ("Enter a real date of birth", "To get out again", "‘Your name’"):
        assert told in page
    checking = browser.post(ADDRESS, TYPED).content.decode()
    assert "Nothing is sent yet." in checking
    with acting_for(organisation):
        assert not IncomingRequest.objects.exists()
    answer = browser.post(ADDRESS, {**TYPED, "checked": "yes"}, follow=True).content.decode()
    with acting_for(organisation):
        kept = IncomingRequest.objects.get()
    assert kept.reference in answer
    assert "We ring you in two days" in answer
    assert kept.about == {"given": "Rose", "family": "Garner", "nhs_number": "", "born": "1948-03-02"}
    assert kept.answers["who"] == {"asking": "carer", "asker": "Tom"}
    assert "sessionid" not in browser.cookies


def test_what_does_not_apply_is_not_kept(ours):
    with acting_for(ours[0]):
        assert sent(asking="self").answers["who"] == {"asking": "self"}


def test_programs_and_floods_get_nowhere(ours, settings):
    organisation, _, _ = ours
    Client().post(ADDRESS, {**TYPED, "checked": "yes", "website": "http://spam.example"})
    with acting_for(organisation):
        assert not IncomingRequest.objects.exists()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "ask_for_help": "2/h/ip"}
    cache.clear()
    assert [Client().post(ADDRESS, TYPED).status_code for _ in range(3)] == [200, 200, 429]


def test_staff_say_whose_it_is_and_it_becomes_a_signed_request(ours):
    organisation, _, user = ours
    person = make_person(organisation, given_name="Rose", family_name="Garner", date_of_birth="1948-03-02")
    with acting_for(organisation):
        incoming = sent(danger="true")
    browser = signed_in(user)
    assert "1 from the public site" in browser.get("/w/ours/queue/").content.decode()
    assert incoming.reference in browser.get("/w/ours/queue/inbox/").content.decode()
    assert "Immediate danger" in browser.get("/w/ours/queue/inbox/").content.decode()
    address = f"/w/ours/queue/inbox/{incoming.pk}/"
    page = browser.get(address).content.decode()
    assert f'value="{person.pk}"' in page
    assert "Act on this now" in page
    assert "To get out again" in page
    told = browser.post(address, {"action": "person", "person": person.pk}, follow=True).content.decode()
    assert "is a record of Rose Garner now" in told
    assert "1 alert waits" in told
    with acting_for(organisation):
        record = Record.objects.get()
        assert record.statement.startswith("As received from the public site on ")
        assert incoming.reference in record.statement
        assert (record.signed_by, PathwayRow.objects.get().state) == (user, "requested")
    assert browser.post(address, {"action": "person", "person": person.pk}).status_code == 404


def test_somebody_new_comes_with_it(ours):
    organisation, _, user = ours
    with acting_for(organisation):
        incoming = sent()
    new = {
        "given_name": "Rose",
        "family_name": "Garner",
        "date_of_birth-day": "2",
        "date_of_birth-month": "3",
        "date_of_birth-year": "1948",
    }
    signed_in(user).post(f"/w/ours/queue/inbox/{incoming.pk}/", {"action": "new", **new})
    with acting_for(organisation):
        assert Record.objects.get().person == Person.objects.get()


def test_it_is_set_aside_with_a_reason_and_taken_back(ours):
    organisation, _, user = ours
    with acting_for(organisation):
        incoming = sent()
    browser, address = signed_in(user), f"/w/ours/queue/inbox/{incoming.pk}/"
    assert "Say why." in browser.post(address, {"action": "aside", "why": ""}).content.decode()
    assert "Spam" in browser.post(address, {"action": "aside", "why": "Spam"}, follow=True).content.decode()
    assert "from the public site</a>" not in browser.get("/w/ours/queue/").content.decode()
    browser.post(f"{address}restore")
    assert "1 from the public site" in browser.get("/w/ours/queue/").content.decode()


def test_what_was_typed_never_changes(ours):
    with acting_for(ours[0]):
        sent()
        with pytest.raises(DatabaseError), transaction.atomic():
            IncomingRequest.objects.update(answers={})
