"""A manager translates a form into Welsh; a practitioner fills it in with somebody who speaks it."""

from __future__ import annotations

import json

import pytest
from bilingual import bilingual
from devices import DESK
from factories import make_draft, make_version
from looks import WAGTAILS_OWN, faults_of, is_cut_off, serious_faults, too_small
from pictures import picture
from playwright.sync_api import expect
from services import a_service
from steps import Step

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide

pytestmark = pytest.mark.browser


class TestInWelsh:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.device, self.faults = device, []
        self.service = a_service()
        provide(self.service.organisation)
        self.manager = self.service.colleague(Role.SERVICE_MANAGER)

    def given_a_form_with_some_welsh(self):
        form = new_from(bilingual(), json.dumps(bilingual()))
        form.live, form.owner = False, self.manager
        folder_of(self.service.organisation).add_child(instance=form)
        form.save_revision(user=self.manager)
        self.desk = self.device(DESK).is_signed_in(self.manager)
        self.page = self.desk.open(f"/cms/templates/{form.pk}/languages/")

    def looks_in_the_editor(self):
        self.page.wait_for_load_state()
        self.faults += serious_faults(self.page, forgiven=WAGTAILS_OWN, inside="main")
        self.faults += [fault for fault in too_small(self.page) if "aimwell" in fault]
        self.faults += [fault for fault in [is_cut_off(self.page)] if fault]

    def test_the_manager_translates_what_is_missing_and_out_of_date(self):
        self.given_a_form_with_some_welsh()
        self.looks_in_the_editor()
        self.page.get_by_role("link", name="Welsh").first.click()
        expect(self.page.get_by_text("11 of 15 texts are done, 1 out of date, 3 missing.")).to_be_visible()
        self.page.get_by_role("link", name="Only what needs work (4)").click()
        expect(self.page.locator("del")).to_have_text("around")
        self.looks_in_the_editor()
        picture(self.page, "languages-side-by-side", height=1000)
        self.page.get_by_label("Welsh: Hint, On most days").fill("Ar y rhan fwyaf o ddyddiau")
        self.page.get_by_role("button", name="Mark as still right").click()
        expect(self.page.get_by_text("2 translations saved. 2 texts still need work.")).to_be_visible()
        expect(self.page.locator("del")).to_have_count(0)
        assert self.faults == []

    def test_the_practitioner_fills_it_in_in_welsh(self):
        version = make_version(self.service.organisation, self.manager, bilingual())
        draft = make_draft(version, self.service.person, self.service.practitioner)
        phone = self.device(DESK).is_signed_in(self.service.practitioner)
        page = phone.open(self.service.path(draft, "about"))
        step = Step(page)
        step.write("Weight", "80.5")
        page.get_by_role("button", name="Cymraeg").click()
        step.is_at("Amdanoch chi")
        expect(page.locator("html")).to_have_attribute("lang", "cy")
        expect(page.get_by_label("Pwysau")).to_have_value("80.5")
        page.get_by_role("button", name="Cadw a pharhau").click()
        expect(page.get_by_role("heading", name="Mae problem")).to_be_visible()
        self.faults += faults_of(page)
        step.choose("Sut ydych chi’n symud o gwmpas?", "Mewn cadair olwyn")
        page.get_by_role("button", name="Ychwanegu: Cynorthwyydd").click()
        page.get_by_label("Enw").fill("Bronwen")
        step.says("Wedi’i gadw am")
        page.evaluate("scrollTo(0, 0)")
        picture(page, "languages-welsh", height=1100)
        page.get_by_role("button", name="Cadw a pharhau").click()
        step.is_at("Eich dyddiau")
        page.get_by_role("button", name="Cadw a pharhau").click()
        step.is_at("Gwirio eich atebion")
        self.faults += faults_of(page)
        page.get_by_label("Rwyf i").check()
        page.get_by_role("button", name="Llofnodi", exact=True).click()
        expect(page.get_by_text("Filled in in Welsh.")).to_be_visible()
        self.faults += faults_of(page)
        page.get_by_role("link", name="English").click()
        expect(page.get_by_text("In a wheelchair")).to_be_visible()
        assert self.faults == []
