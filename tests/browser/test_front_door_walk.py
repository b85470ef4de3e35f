"""The front door: a conversation on a telephone that ends well, the queue, and what came of it all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from devices import DESK, TELEPHONE
from django.utils import timezone
from factories import make_person
from looks import faults_of
from pictures import picture
from playwright.sync_api import expect
from services import a_service

from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.pathway.models import OfferRow, TaskRow

pytestmark = pytest.mark.browser

ASKED = {"request": {"asked_by": "carer", "asker": "Tom Garner", "wanted": "Mum to get out again"}}


class TestTheFrontDoor:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        service = a_service()
        self.organisation, self.practitioner = service.organisation, service.practitioner
        self.manager = service.colleague(Role.SERVICE_MANAGER)
        self.device = device
        self.faults = []
        self.person = make_person(
            self.organisation, given_name="Rose", family_name="Garner", key_worker=self.practitioner
        )
        with acting_for(self.organisation):
            perform(self.person, "conversation", ASKED, by=self.practitioner)
            for name, days in (("Vaughan", 12), ("Haddad", 3)):
                other = make_person(self.organisation, given_name="Idris", family_name=name)
                at = timezone.now() - timedelta(days=days)
                perform(other, "conversation", {}, by=self.practitioner, at=at)

    def at(self, path=""):
        return f"/w/{self.organisation.slug}/{path}"

    def test_a_request_ends_well_and_is_counted(self):
        page = self.device(TELEPHONE).is_signed_in(self.practitioner).open(self.at())
        self.when_a_conversation_about_somebody_new_is_written_down(page)
        self.then_the_danger_waits_until_it_was_acted_on(page)
        page = self.device(DESK).is_signed_in(self.manager).open(self.at("queue/"))
        self.when_the_request_that_waited_is_decided(page)
        self.then_whoever_asked_is_told(page)
        self.then_somebody_asks_whether_it_helped(page)
        assert self.faults == []

    def when_a_conversation_about_somebody_new_is_written_down(self, page):
        page.get_by_role("link", name="Record a conversation").click()
        page.get_by_role("searchbox").fill("Okafor")
        page.get_by_role("button", name="Search").click()
        self.faults += faults_of(page)
        page.get_by_role("link", name="For somebody new").click()
        page.get_by_label("First name").fill("Ben")
        page.get_by_label("Last name").fill("Okafor")
        for part, value in (("Day", "2"), ("Month", "3"), ("Year", "1948")):
            page.get_by_label(part, exact=True).first.fill(value)
        page.get_by_label("The person", exact=True).check()
        page.get_by_label("What do they hope for?").fill("To sleep without fear")
        page.get_by_label("There is immediate danger").check()
        page.get_by_label("Advice given, and all is well").check()
        page.get_by_role("button", name="Record the conversation").click()
        page.get_by_role("link", name="Say why nothing else is needed now.").click()
        self.faults += faults_of(page)
        page.get_by_label("Why, or what more must be known?").fill("The locks are changed today")
        page.get_by_label("What else is offered").fill("The number of the helpline")
        page.get_by_label("Warning signs, and how to ask again").fill("If he comes back: 999")
        page.get_by_role("button", name="Record the conversation").click()
        expect(page.get_by_role("alert")).to_contain_text("Advice given, and all is well")
        self.faults += faults_of(page)

    def then_the_danger_waits_until_it_was_acted_on(self, page):
        page.get_by_role("link", name="1 alert waits to be acted on").click()
        self.faults += faults_of(page)
        page.get_by_role("link", name="Say what was done").click()
        page.get_by_label("What was done?").fill("Rang the police with him")
        self.faults += faults_of(page)
        page.get_by_role("button", name="Acknowledge the alert").click()
        expect(page.get_by_text("alert waits")).to_have_count(0)

    def when_the_request_that_waited_is_decided(self, page):
        self.faults += faults_of(page)
        picture(page, "queue", height=600)
        page.get_by_role("link", name="Decide on the request for Rose Garner").click()
        page.get_by_label("Not necessary: help at Level 1 or 2").check()
        page.get_by_label("Why?", exact=True).fill("She manages, and her son helps")
        page.get_by_label("What else is offered").fill("A walking group on Tuesdays")
        page.get_by_label("Warning signs, and how to ask again").fill("A fall: ring us")
        self.faults += faults_of(page)
        page.get_by_role("button", name="Record the decision").click()

    def then_whoever_asked_is_told(self, page):
        self.faults += faults_of(page)
        page.get_by_role("link", name="The reply to whoever asked").click()
        expect(page.get_by_label("What were they told?")).to_contain_text("Dear Tom Garner")
        self.faults += faults_of(page)
        page.get_by_label("By letter").check()
        page.get_by_role("button", name="Record the reply").click()
        page.get_by_role("link", name="Read, print or copy it").click()
        self.faults += faults_of(page)

    def then_somebody_asks_whether_it_helped(self, page):
        page.goto(f"{page.url.partition('/w/')[0]}{self.at('tasks?whose=everybody')}")
        self.faults += faults_of(page)
        picture(page, "tasks", height=600)
        page.get_by_role("link", name="Ask whether it helped for Rose Garner").click()
        page.get_by_label("Yes, it helped").check()
        self.faults += faults_of(page)
        page.get_by_role("button", name="Record what came of it").click()
        page.get_by_role("link", name="Front door").click()
        expect(page.get_by_role("main")).to_contain_text("1 of 1 (100%)")
        self.faults += faults_of(page)
        with acting_for(self.organisation):
            assert OfferRow.objects.count() == 2
            assert list(TaskRow.objects.values_list("kind", flat=True)) == ["follow_up_offer"]
