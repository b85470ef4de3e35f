"""A manager who begins: led in five steps, advised on her wording."""

from __future__ import annotations

import pytest
from devices import DESK
from looks import WAGTAILS_OWN, is_cut_off, serious_faults
from pictures import picture
from playwright.sync_api import expect
from services import a_service

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide

pytestmark = pytest.mark.browser

CLUMSY = {
    "title": "Visit",
    "type": "object",
    "properties": {
        "day": {
            "type": "object",
            "title": "Your day",
            "properties": {
                "care": {"type": "string", "title": "Which package of care is wanted?"},
                "sleep": {"type": "boolean", "title": "Do you sleep well and do you eat well?"},
            },
        }
    },
}


class TestTheFirstForm:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        provide(self.service.organisation)
        self.manager = self.service.colleague(Role.SERVICE_MANAGER)
        self.browser = device(DESK).is_signed_in(self.manager)

    def test_she_is_led_and_advised(self):
        page = self.browser.open("/cms/")
        expect(page.get_by_role("heading", name="Your first form, in five steps")).to_be_visible()
        self.looks(page)
        picture(page, "first-steps", height=700)
        template = self.given_a_clumsy_form()
        page = self.browser.open(f"/cms/pages/{template.pk}/edit/")
        page.get_by_text("2 pieces of advice on the wording").click()
        expect(page.get_by_role("link", name="says “package of care”")).to_be_visible()
        page.get_by_role("navigation", name="This form").get_by_role("link", name="Wording").click()
        self.looks(page)
        picture(page, "wording", height=800)
        self.when_she_dismisses_one(page)
        expect(page.get_by_role("heading", name="Dismissed (1)")).to_be_visible()
        page.reload()  # Wagtail's message fades in, and is pale while it does.
        self.looks(page)

    def given_a_clumsy_form(self):
        template = new_from(CLUMSY, "")
        template.live, template.owner = False, self.manager
        folder_of(self.service.organisation).add_child(instance=template)
        template.save_revision(user=self.manager)
        return template

    def when_she_dismisses_one(self, page):
        item = page.get_by_role("listitem").filter(has_text="package of care").last
        item.get_by_role("textbox", name="Why not").fill("It is the heading of another form.")
        item.get_by_role("button", name="Dismiss").click()

    def looks(self, page):
        assert serious_faults(page, forgiven=WAGTAILS_OWN) == []
        assert is_cut_off(page) == ""
