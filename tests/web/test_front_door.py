"""Requests end well right there or go on: conversations, decisions, offers, replies and whether it helped."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from factories import make_member, make_organisation, make_person

from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.pathway.models import Act, AlertRow, OfferRow, PathwayRow, TaskRow
from aimwell.people.models import Person

pytestmark = pytest.mark.django_db

SAID = {"asked_by": "carer", "asker": "Her son Tom", "wanted": "To get to the shop again"}
OFFER = {"offer": "A walking group on Tuesdays", "red_flags": "A fall: ring us. Chest pain: 999."}


@pytest.fixture
def ours():
    organisation = make_organisation("ours")
    user = make_member(organisation)
    return organisation, user, make_person(organisation, key_worker=user)


@pytest.fixture
def browser(ours) -> Client:
    browser = Client()
    browser.force_login(ours[1])
    return browser


def send(browser: Client, address: str, **data: Any) -> str:
    """Send the page at an address, and read what comes of it."""
    return browser.post(address, {"token": uuid.uuid4(), **data}, follow=True).content.decode()


def in_days(days: int, name: str) -> dict[str, int]:
    day = localdate() + timedelta(days=days)
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def kinds(organisation) -> set[str]:
    with acting_for(organisation):
        return set(TaskRow.objects.values_list("kind", flat=True))


def state(organisation) -> str:
    with acting_for(organisation):
        return PathwayRow.objects.get().state


def asked(ours) -> str:
    """A request on record; the address of its pathway."""
    organisation, user, person = ours
    with acting_for(organisation):
        act = perform(person, "conversation", {"request": {"asked_by": "carer", "asker": "Tom"}}, by=user)
    return f"/w/ours/people/{person.pk}/pathway/{act.key}"


def test_a_conversation_that_ends_well_makes_an_offer_and_a_follow_up(ours, browser):
    organisation, _, person = ours
    address = f"/w/ours/people/{person.pk}/conversation"
    refused = send(browser, address, **SAID, ended="advice")
    assert "Nobody is sent away with nothing." in refused
    assert "Say why nothing else is needed now." in refused
    assert "To get to the shop again" in refused
    page = send(
        browser, address, **SAID, **OFFER, ended="advice", why="She manages", risks=["Medicines"],
        **in_days(14, "follow_up_on"),
    )  # fmt: skip
    assert "It ended with: Advice given, and all is well." in page
    assert "A walking group on Tuesdays" in page
    assert "Her son Tom" in page
    assert "Medicines" in page
    assert state(organisation) == "helped_otherwise"
    with acting_for(organisation):
        assert TaskRow.objects.get().due == localdate() + timedelta(days=14)


def test_danger_in_a_conversation_raises_an_alert_wherever_it_ends(ours, browser):
    organisation, _, person = ours
    page = send(browser, f"/w/ours/people/{person.pk}/conversation", **SAID, ended="triage", danger="on")
    assert "1 alert waits" in page
    assert state(organisation) == "requested"


def test_a_conversation_that_asks_for_more_says_what(ours, browser):
    organisation, _, person = ours
    address = f"/w/ours/people/{person.pk}/conversation"
    assert "Say what more must be known." in send(browser, address, **SAID, ended="more")
    send(browser, address, **SAID, ended="more", why="Who lives with her?")
    assert state(organisation) == "asked_more"
    assert kinds(organisation) == {"more_information"}


def test_a_conversation_sent_twice_is_recorded_once(ours, browser):
    organisation, _, person = ours
    token = uuid.uuid4()
    for _ in range(2):
        browser.post(
            f"/w/ours/people/{person.pk}/conversation",
            {"token": token, **SAID, **OFFER, "ended": "level_1", "why": "Enough"},
        )
    with acting_for(organisation):
        assert sorted(Act.objects.values_list("kind", flat=True)) == ["conversation", "help_otherwise"]


def test_somebody_new_comes_with_the_conversation_and_nothing_is_lost(ours, browser):
    organisation, _, person = ours
    new = {"given_name": "Ada", "family_name": person.family_name, "date_of_birth-day": 1,
           "date_of_birth-month": 1, "date_of_birth-year": 1950}  # fmt: skip
    assert f"{person.family_name}, Ada" in browser.get("/w/ours/conversation?search=ada").content.decode()
    suggested = send(browser, "/w/ours/conversation/new", **new, **SAID, ended="triage")
    assert "Is it this person?" in suggested
    assert "To get to the shop again" in suggested
    with acting_for(organisation):
        assert not Act.objects.exists()
    send(browser, "/w/ours/conversation/new", **new, **SAID, ended="triage", existing=person.pk)
    with acting_for(organisation):
        assert Act.objects.get().person == person
    send(browser, "/w/ours/conversation/new", **new, **SAID, ended="triage", not_the_same="on")
    with acting_for(organisation):
        assert Person.objects.count() == 2
        assert Act.objects.count() == 2


def test_not_necessary_is_decided_with_an_offer_and_leads_to_a_reply(ours, browser):
    organisation, _, _ = ours
    address = asked(ours)
    refused = send(browser, f"{address}/decide", decision="not_necessary", reason="She manages", level="2")
    assert "Nobody is sent away with nothing." in refused
    assert state(organisation) == "requested"
    send(browser, f"{address}/decide", decision="not_necessary", reason="She manages", **OFFER)
    assert kinds(organisation) == {"reply", "follow_up_offer"}
    proposed = browser.get(f"{address}/reply").content.decode()
    for part in ("Dear Tom", "is not needed now", "A walking group on Tuesdays", "Chest pain: 999."):
        assert part in proposed
    told = {"to": "Tom", "how": "By phone", "told": "What we decided", **in_days(0, "on")}
    assert "The reply is recorded." in send(browser, f"{address}/reply", **told)
    assert kinds(organisation) == {"follow_up_offer"}
    assert "What we decided" in browser.get(f"{address}/letter").content.decode()


def test_urgent_needs_no_offer(ours, browser):
    organisation, _, _ = ours
    address = asked(ours)
    send(
        browser, f"{address}/decide", decision="urgent", reason="She fell", preventive_reason="No more falls"
    )
    with acting_for(organisation):
        row = PathwayRow.objects.get()
        assert (row.state, row.decision, row.rank) == ("accepted", "urgent", 0)


def test_what_came_of_an_offer_is_recorded(ours, browser):
    organisation, _, _ = ours
    address = asked(ours)
    send(browser, f"{address}/help-otherwise", why="Enough", **OFFER)
    with acting_for(organisation):
        offer = OfferRow.objects.get()
    follow = f"{address}/offers/{offer.key}"
    unreached = send(browser, follow, answer="not_reached")
    assert "Say when you try again" in unreached
    send(browser, follow, answer="not_reached", **in_days(7, "next_on"))
    assert kinds(organisation) == {"follow_up_offer"}
    page = send(browser, follow, answer="partly", used="Went twice", asked_again="on")
    assert "Help is asked for again" in page
    with acting_for(organisation):
        offer = OfferRow.objects.get()
        assert (offer.answer, offer.asked_again, offer.ended_there) == ("partly", True, True)
    assert kinds(organisation) == set()


def test_it_can_end_early_and_be_taken_up_again(ours, browser):
    organisation, _, _ = ours
    address = asked(ours)
    assert "Say why it ends early." in send(browser, f"{address}/withdraw")
    send(browser, f"{address}/withdraw", why="Moved away")
    assert state(organisation) == "withdrawn"
    send(browser, f"{address}/reopen", why="Came back")
    assert state(organisation) == "requested"
    with acting_for(organisation):
        assert not AlertRow.objects.exists()


def test_a_page_names_its_fields_as_they_are_read(ours, browser):
    page = browser.get("/w/ours/conversation/new").content.decode()
    for name in ("date_of_birth-day", "date_of_birth-year", "follow_up_on-month", "asked_by", "risks"):
        assert f'name="{name}"' in page
