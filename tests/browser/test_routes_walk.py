"""A manager reads when each question is asked, and changes a condition right there."""

from __future__ import annotations

import json

import pytest
from devices import DESK
from looks import WAGTAILS_OWN, is_cut_off, serious_faults, too_small
from pictures import picture
from playwright.sync_api import expect
from services import a_service

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.setup import provide
from aimwell_cms.authoring.starters import bring_in

pytestmark = pytest.mark.browser

ALONE = {"question": "home/alone", "operator": "equals", "value": False}
FORM = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "First visit",
    "type": "object",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "home": {
            "type": "object",
            "title": "At home",
            "properties": {
                "alone": {"type": "boolean", "title": "Do you live alone?", "x-aimwell": {"role": "person"}},
                "with": {"type": "string", "title": "Who lives with you?", "x-aimwell": {"when": ALONE}},
                "carer": {
                    "type": "string",
                    "title": "Carer’s name",
                    "x-aimwell": {"when": {"all": [ALONE, {**ALONE, "value": True}]}},
                },
                "falls": {"type": "integer", "title": "Falls in the last month", "minimum": 0},
            },
            "required": ["alone"],
        },
        "carers": {
            "type": "object",
            "title": "Carers",
            "properties": {
                "people": {
                    "type": "array",
                    "title": "Who helps?",
                    "items": {
                        "type": "object",
                        "properties": {
                            "name": {"type": "string", "title": "Name"},
                            "paid": {"type": "boolean", "title": "Paid?"},
                        },
                    },
                }
            },
        },
    },
}


class TestTheRoutes:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        service = a_service()
        provide(service.organisation)
        manager = service.colleague(Role.SERVICE_MANAGER)
        self.form = bring_in(json.dumps(FORM), service.organisation, manager)
        self.browser = device(DESK).is_signed_in(manager)

    def test_from_a_question_that_is_never_asked_to_one_that_is(self):
        page = self.when_she_reads_the_routes()
        self.then_what_is_never_asked_stands_out(page)
        self.when_she_corrects_the_condition(page)
        self.then_it_is_told_in_words(page)

    def when_she_reads_the_routes(self):
        page = self.browser.open(f"/cms/templates/{self.form.pk}/routes/")
        tabs = page.get_by_role("navigation", name="This form")
        expect(tabs.get_by_role("link", name="Routes")).to_have_attribute("aria-current", "page")
        self.looks(page)
        picture(page, "routes", height=1150)
        return page

    def then_what_is_never_asked_stands_out(self, page):
        page.get_by_role("link", name="With something to look at (1)").click()
        expect(page.get_by_text("it needs ‘Do you live alone?’ to be No and Yes at once")).to_be_visible()
        expect(page.get_by_text("Falls in the last month")).to_have_count(0)

    def when_she_corrects_the_condition(self, page):
        page.get_by_role("link", name="Edit condition of Carer’s name").click()
        page.get_by_role("button", name="Remove condition 2").click()
        page.get_by_role("button", name="Add a group").click()
        added = page.get_by_role("group", name="2. A group of conditions")
        added.get_by_label("Question").select_option(label="1.2 Who lives with you?")
        added.get_by_role("button", name="Show its answers").click()
        added.get_by_label("Comparison").select_option(label="is answered")
        self.looks(page)
        picture(page, "condition", height=1150)
        page.get_by_role("button", name="Save", exact=True).last.click()

    def then_it_is_told_in_words(self, page):
        expect(page.get_by_text("saved in the draft")).to_be_visible()
        row = page.get_by_role("row").filter(has=page.get_by_role("link", name="of Carer’s name"))
        expect(row).to_contain_text("‘Do you live alone?’ is No and ‘Who lives with you?’ is answered")
        expect(page.get_by_role("link", name="With something to look at (0)")).to_be_visible()

    def looks(self, page):
        assert serious_faults(page, forgiven=WAGTAILS_OWN) == []
        assert is_cut_off(page) == ""
        assert [small for small in too_small(page) if "aimwell" in small] == []
