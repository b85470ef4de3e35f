"""A manager keeps a section in the library, follows it in another form, and takes its newer version over."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from devices import DESK
from looks import WAGTAILS_OWN, is_cut_off, serious_faults
from pictures import picture
from playwright.sync_api import expect
from services import a_service

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide

pytestmark = pytest.mark.browser

SLEEP = {
    "type": "object",
    "title": "Sleep",
    "properties": {
        "nights": {"type": "string", "title": "How are your nights?", "enum": ["Good", "Bad"]},
        "rest": {"type": "boolean", "title": "Do you rest during the day?"},
    },
    "required": ["nights"],
}
ABOUT = {
    "type": "object",
    "title": "About you",
    "properties": {"matters": {"type": "string", "title": "What matters to you?"}},
}


class TestTheLibrary:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        provide(self.service.organisation)
        self.manager = self.service.colleague(Role.SERVICE_MANAGER)
        self.browser = device(DESK).is_signed_in(self.manager)
        self.first = self.a_form("Home visit", {"sleep": SLEEP})
        self.second = self.a_form("Telephone call", {"about": ABOUT})

    def test_she_keeps_follows_puts_back_and_takes_over(self):
        self.when_she_keeps_the_section()
        page = self.when_she_adds_it_to_another_form()
        self.then_the_editor_shows_what_is_locked(page)
        self.given_somebody_reworded_it()
        page = self.browser.open(f"/cms/templates/{self.second.pk}/library/")
        expect(page.get_by_text("Something that is locked was changed.")).to_be_visible()
        self.looks(page)
        picture(page, "library-put-back", height=700)
        page.get_by_role("button", name="Put back").click()
        expect(page.get_by_text("Something that is locked was changed.")).to_have_count(0)
        self.given_a_newer_version()
        self.then_it_is_offered_and_taken_over()

    def a_form(self, title, sections):
        document = {"title": title, "type": "object", "properties": deepcopy(sections)}
        template = new_from(document, "")
        template.live, template.owner = False, self.manager
        folder_of(self.service.organisation).add_child(instance=template)
        template.save_revision(user=self.manager)
        return template

    def draft(self, template):
        return TemplatePage.objects.get(pk=template.pk).get_latest_revision_as_object()

    def when_she_keeps_the_section(self):
        page = self.browser.open(f"/cms/templates/{self.first.pk}/library/keep/")
        page.get_by_label("What to keep").select_option(label="Sleep")
        for lock in ("The wording", "The answers to choose from"):
            page.get_by_role("checkbox", name=lock).check()
        self.looks(page)
        picture(page, "library-keep", height=900)
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_role("heading", name="What it asks")).to_be_visible()
        page.reload()  # Wagtail's message fades in, and is pale while it does.
        self.looks(page)
        page = self.browser.open(f"/cms/organisations/{self.service.organisation.slug}/library/")
        expect(page.get_by_role("link", name="Sleep")).to_be_visible()
        self.looks(page)
        picture(page, "library", height=600)

    def when_she_adds_it_to_another_form(self):
        page = self.browser.open(f"/cms/templates/{self.second.pk}/library/")
        page.get_by_role("link", name="Add from the library").click()
        page.get_by_role("radio", name="Sleep (section").check()
        page.get_by_label("Where").select_option(label="Behind About you")
        page.get_by_role("radio", name="Follow:").check()
        self.looks(page)
        picture(page, "library-add", height=800)
        page.get_by_role("button", name="Add it to the draft").click()
        return page

    def then_the_editor_shows_what_is_locked(self, page):
        expect(page.get_by_text("Follows a library item. Locked: the wording")).to_be_visible()
        stream = self.draft(self.second).body.get_prep_value()
        title = page.locator(f"#block-{stream[1]['id']}-content input[name$='-value-title']").first
        expect(title).to_have_js_property("readOnly", True)
        own = page.locator(f"#block-{stream[0]['id']}-content input[name$='-value-title']").first
        expect(own).to_have_js_property("readOnly", False)
        assert serious_faults(page, forgiven=WAGTAILS_OWN) == []

    def given_somebody_reworded_it(self):
        draft = self.draft(self.second)
        stream = draft.body.get_prep_value()
        stream[1]["value"]["questions"][0]["value"]["title"] = "How do you sleep?"
        draft.body = json.dumps(stream)
        draft.save_revision(user=self.manager)

    def given_a_newer_version(self):
        draft = self.draft(self.first)
        stream = draft.body.get_prep_value()
        stream[0]["value"]["questions"][0]["value"]["title"] = "How were your nights this week?"
        draft.body = json.dumps(stream)
        draft.save_revision(user=self.manager)
        page = self.browser.open(f"/cms/templates/{self.first.pk}/library/keep/")
        page.get_by_label("What to keep").select_option(label="Sleep")
        page.get_by_label("As", exact=True).select_option(label="The next version of Sleep")
        page.get_by_label("What is new in this version").fill("It asks for one week.")
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_role("heading", name="What it asks")).to_be_visible()

    def then_it_is_offered_and_taken_over(self):
        page = self.browser.open(f"/cms/organisations/{self.service.organisation.slug}/library/")
        page.get_by_role("link", name="See what is new").click()
        expect(page.get_by_text("What its owner says: It asks for one week.")).to_be_visible()
        self.looks(page)
        picture(page, "library-newer", height=800)
        page.get_by_role("button", name="Take it over into the draft").click()
        expect(page.get_by_text("The draft follows version 2")).to_be_visible()
        sleep = self.draft(self.second).written().template["properties"]["sleep"]
        assert sleep["properties"]["nights"]["title"] == "How were your nights this week?"
        assert sleep["x-aimwell"]["library"]["version"] == 2

    def looks(self, page):
        page.wait_for_load_state()
        assert serious_faults(page, forgiven=WAGTAILS_OWN) == []
        assert is_cut_off(page) == ""
