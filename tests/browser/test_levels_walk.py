"""Work without a client record: entered on a telephone after a visit, read by the manager at her desk."""

from __future__ import annotations

import pytest
from devices import DESK, TELEPHONE
from factories import make_activity
from looks import faults_of
from pictures import picture
from playwright.sync_api import expect
from services import a_service

from aimwell.levels.mix import recommend
from aimwell.organisations.models import Membership
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for

pytestmark = pytest.mark.browser

GROUP = "Care homes in the east"


class TestWorkWithoutARecord:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        service = a_service()
        self.organisation, self.practitioner = service.organisation, service.practitioner
        self.manager = service.colleague(Role.SERVICE_MANAGER)
        self.device = device
        self.faults = []
        Membership.objects.filter(user=self.manager).update(band=8)
        make_activity(self.organisation, self.manager, "1-commissioners", minutes=600, group=GROUP)
        for band in (5, 6, 6, 6, 7):
            colleague = service.colleague()
            Membership.objects.filter(user=colleague).update(band=band)
            make_activity(self.organisation, colleague, "3-direct", minutes=1500, people_reached=14)
            make_activity(self.organisation, colleague, "2-coaching", minutes=85 * band, with_whom="Elms")
        with acting_for(self.organisation):
            recommend(self.organisation, {6: 75}, reason="Agreed with commissioners", user=self.manager)

    def at(self, path=""):
        return f"/w/{self.organisation.slug}/work/{path}"

    def test_it_is_entered_corrected_and_reported(self):
        page = self.when_she_enters_what_she_did()
        self.when_she_corrects_it(page)
        self.then_the_manager_reads_it()
        assert self.faults == []

    def when_she_enters_what_she_did(self):
        page = self.device(TELEPHONE).is_signed_in(self.practitioner).open(self.at())
        self.faults += faults_of(page)
        page.get_by_role("link", name="Add work").click()
        page.get_by_label("What did you do?").select_option(label="Training")
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("link", name="Enter how long it took.").click()
        expect(page.get_by_label("Hours")).to_be_focused()
        self.faults += faults_of(page)
        page.get_by_label("Minutes").fill("45")
        page.get_by_label("For which group?").select_option(label=GROUP)
        page.get_by_role("button", name="Save and add another").click()
        expect(page.get_by_role("alert")).to_contain_text("Training, 45 min, is saved.")
        expect(page.get_by_label("What did you do?")).to_have_value("2-training")
        return page

    def when_she_corrects_it(self, page):
        page.goto(page.url.partition("add")[0])
        page.get_by_role("row").get_by_role("link").first.click()
        page.get_by_role("link", name="Correct").click()
        self.faults += faults_of(page)
        page.get_by_label("Hours").fill("2")
        page.get_by_label("Why is it corrected?").fill("It was longer.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("main")).to_contain_text("Why: It was longer.")
        self.faults += faults_of(page)
        page.get_by_role("link", name="Take back").click()
        self.faults += faults_of(page)

    def then_the_manager_reads_it(self):
        browser = self.device(DESK).is_signed_in(self.manager)
        page = browser.open(self.at())
        row = page.get_by_role("row").filter(has_text="Training")
        expect(row).to_contain_text("2 h 45 min")
        self.faults += faults_of(page)
        picture(page, "work-without-a-record", height=900)
        page.get_by_role("link", name="Skill mix report").click()
        expect(page.get_by_role("row").filter(has_text="Band 6")).to_contain_text("75 %")
        self.faults += faults_of(page)
        picture(page, "skill-mix", height=1000)
        for path in ("groups", "groups/add", "skill-mix/recommended"):
            self.faults += faults_of(browser.open(self.at(path)))
