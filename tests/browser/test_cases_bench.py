"""A manager saves test cases of a form, changes the form, and is told whom the change touches."""

from __future__ import annotations

import copy
import json

import pytest
from devices import DESK
from factories import TWO_SECTIONS
from looks import WAGTAILS_OWN, faults_of, is_cut_off, serious_faults, too_small
from pictures import picture
from playwright.sync_api import expect
from services import a_service
from steps import Step

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide

pytestmark = pytest.mark.browser

FORM = copy.deepcopy(TWO_SECTIONS)
FORM["properties"]["days"]["properties"]["pain"] = {
    "title": "Pain now",
    "x-aimwell": {"widget": "measure", "measure": "pain_vas"},
}


class TestTheBench:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        service = a_service()
        provide(service.organisation)
        self.manager = service.colleague(Role.SERVICE_MANAGER)
        self.form = new_from(FORM, json.dumps(FORM))
        self.form.live, self.form.owner = False, self.manager
        folder_of(service.organisation).add_child(instance=self.form)
        self.form.save_revision(user=self.manager)
        self.faults = []
        self.page = device(DESK).is_signed_in(self.manager).open(f"/cms/templates/{self.form.pk}/cases/")

    def test_from_the_first_case_to_an_accepted_change(self):
        self.given_an_empty_bench()
        self.when_she_fills_in_a_case_through_the_form()
        self.when_she_looks_through_what_the_form_does_and_accepts_it()
        self.when_she_makes_a_proposed_case_hers()
        self.when_the_form_changes()
        self.then_she_is_told_whom_it_touches()
        self.when_she_accepts_the_change()
        self.then_a_deleted_case_can_be_brought_back()
        assert self.faults == []

    def given_an_empty_bench(self):
        expect(self.page.get_by_text("There is no test case yet.")).to_be_visible()
        self.looks()

    def when_she_fills_in_a_case_through_the_form(self):
        self.page.get_by_label("Name of the case").fill("Mrs A, with her son")
        self.page.get_by_role("button", name="Add and fill in").click()
        step = Step(self.page)
        step.is_at("About you")
        step.write("What matters to you?", "Her garden")
        expect(self.page.get_by_label("Who lives with you?")).to_be_hidden()
        step.choose("Do you live alone?", "No")
        step.write("Who lives with you?", "Her son")
        self.faults += faults_of(self.page)
        self.page.evaluate("scrollTo(0, 0)")
        picture(self.page, "case-filling", height=900)
        step.goes_on()
        step.is_at("Your days")
        step.write("Falls in the last month", "3o")
        step.goes_on()
        expect(self.page.get_by_role("alert")).to_contain_text("must be a number")
        expect(self.page.get_by_label("Falls in the last month")).to_have_value("3o")
        step.write("Falls in the last month", "3")
        self.page.get_by_role("textbox", name="Pain").fill("40")
        step.goes_on()

    def when_she_looks_through_what_the_form_does_and_accepts_it(self):
        expect(self.page.get_by_text("Not checked yet.")).to_be_visible()
        expect(self.page.get_by_role("checkbox", name="(‘Pain now’): 40")).to_be_checked()
        self.looks()
        self.page.evaluate("scrollTo(0, 0)")
        picture(self.page, "case", height=1100)
        self.page.get_by_role("button", name="Accept", exact=True).click()
        expect(self.page.get_by_role("row", name="Mrs A, with her son")).to_contain_text("Passed")

    def when_she_makes_a_proposed_case_hers(self):
        self.page.get_by_role("button", name="Make it a case where ‘Do you live alone?’ is Yes").click()
        expect(self.page.get_by_text("Proposed to cover: ‘Do you live alone?’ is Yes")).to_be_visible()
        self.page.get_by_role("button", name="Accept", exact=True).click()
        expect(self.page.get_by_text("Nothing: every question of the form is asked")).to_be_visible()

    def when_the_form_changes(self):
        draft = TemplatePage.objects.get(pk=self.form.pk).get_latest_revision_as_object()
        stream = draft.body.get_prep_value()
        stream[0]["value"]["questions"][2]["value"]["when"]["rows"][0]["value"]["value"] = "Yes"
        draft.body = stream
        draft.save_revision(user=self.manager)
        self.page.goto(self.page.url.partition("/templates/")[0] + f"/pages/{self.form.pk}/edit/")

    def then_she_is_told_whom_it_touches(self):
        told = self.page.locator("[data-aimwell-problems]")
        expect(told).to_contain_text("2 of 2 test cases have changed.")
        told.get_by_role("link", name="2 of 2 test cases have changed.").click()
        row = self.page.get_by_role("row", name="Mrs A, with her son")
        expect(row).to_contain_text("‘Who lives with you?’ is no longer asked")
        self.looks()
        self.page.evaluate("scrollTo(0, 0)")
        picture(self.page, "cases", height=900)

    def when_she_accepts_the_change(self):
        self.page.get_by_role("button", name="Accept this change in Mrs A, with her son").click()
        expect(self.page.get_by_role("row", name="Mrs A, with her son")).to_contain_text("Passed")
        expect(self.page.get_by_text("1 of 2 cases has changed.")).to_be_visible()

    def then_a_deleted_case_can_be_brought_back(self):
        self.page.get_by_role("link", name="Mrs A, with her son").first.click()
        self.looks()
        self.page.get_by_role("button", name="Delete this case").click()
        expect(self.page.get_by_text("“Mrs A, with her son” is deleted.")).to_be_visible()
        self.looks()
        self.page.get_by_role("button", name="Undo").click()
        expect(self.page.get_by_role("row", name="Mrs A, with her son")).to_be_visible()

    def looks(self):
        self.page.wait_for_load_state()
        self.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        self.faults += serious_faults(self.page, forgiven=WAGTAILS_OWN, inside="main")
        self.faults += [fault for fault in too_small(self.page) if "aimwell" in fault]
        self.faults += [fault for fault in [is_cut_off(self.page)] if fault]
