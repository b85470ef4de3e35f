"""What a day brings: no connection, two tabs, a session that ends, a button pressed twice."""

from __future__ import annotations

import pytest
from devices import TELEPHONE
from factories import PASSWORD
from playwright.sync_api import expect
from services import a_service
from steps import Step

pytestmark = pytest.mark.browser

MATTERS = "What matters to you?"
READY = {"about": {"matters": "My garden", "alone": True}, "days": {"pain": 40}}
GOALS = {"goals": {"copm": {"problems": [{"id": "a", "description": "Weeding", "performance": 3}]}}}


class TestInterruptions:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        self.practitioner = self.service.practitioner
        self.browser = device(TELEPHONE).is_signed_in(self.practitioner)
        self.device = device

    def given_a_draft_at(self, step, answers=None):
        self.draft = self.service.begun(answers)
        self.browser.open(self.service.path(self.draft, step))
        return Step(self.browser.page)

    def stored(self):
        return self.service.answers(self.draft)

    def test_what_is_typed_in_a_lift_reaches_the_server_afterwards(self):
        step = self.given_a_draft_at("about")
        self.browser.context.set_offline(True)
        step.write(MATTERS, "Typed in a lift")
        step.says("Not saved: no connection. Your answers are kept on this device.")
        self.browser.context.set_offline(False)
        step.says("Saved at")
        assert self.stored() == {"about": {"matters": "Typed in a lift"}}

    def test_a_reload_brings_back_what_had_not_reached_the_server(self):
        step = self.given_a_draft_at("about", READY)
        self.browser.page.route("**/autosave/", lambda route: route.abort())
        step.write(MATTERS, "Not there yet")
        step.says("Not saved")
        self.browser.page.unroute("**/autosave/")
        self.browser.page.reload()
        expect(self.browser.page.get_by_label(MATTERS)).to_have_value("Not there yet")
        step.says("Saved at")
        assert self.stored()["about"]["matters"] == "Not there yet"

    def test_two_tabs_on_one_draft_are_both_heard(self):
        first = self.given_a_draft_at("about", READY)
        other = self.browser.tab()
        other.open(self.service.path(self.draft, "about"))
        second = Step(other.page)
        first.write(MATTERS, "From the first tab")
        first.says("Saved at")
        second.write(MATTERS, "From the second tab")
        second.press("Save and continue")
        second.is_at("About you was saved elsewhere")
        for text in ("From the first tab", "From the second tab"):
            expect(other.page.get_by_text(text, exact=True)).to_be_visible()
        assert self.stored()["about"]["matters"] == "From the first tab"
        other.page.get_by_label("What you typed here").check()
        second.press("Keep what is chosen")
        second.says("")
        expect(other.page.get_by_label(MATTERS)).to_have_value("From the second tab")
        assert self.stored()["about"]["matters"] == "From the second tab"

    def test_a_button_pressed_twice_signs_once(self):
        step = self.given_a_draft_at("check", READY | GOALS)
        step.page.get_by_label("I, ").check()
        self.browser.page.get_by_role("button", name="Sign", exact=True).dblclick()
        self.browser.page.wait_for_url("**/records/*/")
        assert len(self.service.records()) == 1

    def test_nothing_is_lost_when_the_session_ends(self):
        step = self.given_a_draft_at("about", READY)
        self.browser.context.clear_cookies()
        step.write(MATTERS, "Typed too late")
        step.says("Not saved: you are signed out. Your answers are kept on this device.")
        self.browser.page.get_by_role("link", name="Sign in").click()
        self.browser.signs_in(self.practitioner, PASSWORD)
        step.is_at("About you")
        expect(self.browser.page.get_by_label(MATTERS)).to_have_value("Typed too late")
        step.says("Saved at")
        assert self.stored()["about"]["matters"] == "Typed too late"

    def test_a_form_is_gone_on_with_on_another_device(self):
        step = self.given_a_draft_at("about")
        step.write(MATTERS, "Begun on the telephone")
        step.choose("Do you live alone?", "Yes")
        step.press("Save and come back later")
        desk = self.device().is_signed_in(self.practitioner)
        page = desk.open(f"/w/{self.service.organisation.slug}/")
        page.get_by_role("link", name="Continue Everyday life with").first.click()
        Step(page).is_at("About you")
        expect(page.get_by_label(MATTERS)).to_have_value("Begun on the telephone")
