"""A manager brings the spreadsheet that she has, sees what came along, and takes a form elsewhere."""

from __future__ import annotations

import pytest
from devices import DESK
from editorpages import Editor
from looks import WAGTAILS_OWN, is_cut_off, serious_faults
from pictures import picture
from playwright.sync_api import expect
from services import a_service
from xlsforms import workbook

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.setup import provide

pytestmark = pytest.mark.browser


class TestBringingAForm:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        service = a_service()
        provide(service.organisation)
        self.browser = device(DESK).is_signed_in(service.colleague(Role.SERVICE_MANAGER))

    def test_from_a_spreadsheet_to_a_draft_and_out_again(self):
        page = self.when_she_brings_the_spreadsheet()
        self.then_she_sees_what_came_along(page)
        self.then_the_editor_leads_back_to_the_report(page)
        self.then_she_can_take_it_elsewhere(page)

    def when_she_brings_the_spreadsheet(self):
        page = self.browser.open("/cms/start-a-form/")
        self.looks(page)
        page.get_by_label("File", exact=False).set_input_files(
            {"name": "home-visit.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
        )
        page.get_by_role("button", name="Bring in").click()
        return page

    def then_she_sees_what_came_along(self, page):
        expect(page.get_by_role("heading", name="Didn’t come along (3)")).to_be_visible()
        expect(page.get_by_text("A place on a map can’t be asked.")).to_be_visible()
        self.looks(page)
        page.evaluate("scrollTo(0, 0)")
        picture(page, "brought", height=900)

    def then_the_editor_leads_back_to_the_report(self, page):
        page.get_by_role("link", name="Open it in the editor").click()
        Editor(page).has_no_problems()
        page.get_by_role("link", name="What came along from the file").click()
        expect(page.get_by_text("home-visit.xlsx").first).to_be_visible()

    def then_she_can_take_it_elsewhere(self, page):
        page.get_by_role("navigation", name="This form").get_by_role("link", name="Export").click()
        self.looks(page)
        picture(page, "export", height=700)
        with page.expect_download() as download:
            page.get_by_role("link", name="Export the draft as FHIR Questionnaire").click()
        assert download.value.suggested_filename == "home-visit-draft-questionnaire.json"

    def looks(self, page):
        assert serious_faults(page, forgiven=WAGTAILS_OWN) == []
        assert is_cut_off(page) == ""
