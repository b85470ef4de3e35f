"""A manager makes a measure without code, tries it, uses it; a practitioner scores with it."""

from __future__ import annotations

import re

import pytest
from devices import DESK
from factories import make_version, switch_on
from looks import WAGTAILS_OWN, is_cut_off, serious_faults
from pictures import picture
from playwright.sync_api import expect
from services import a_service
from steps import Step

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.setup import provide

pytestmark = pytest.mark.browser

ITEMS = "How hard was it to sit down?\nHow hard was it to stand up?\nHow sure were you on your feet?"
OPTIONS = "Not hard = 0\nHard = 1\nVery hard = 2\nThere was no need"
FORGIVEN = [*WAGTAILS_OWN, ("color-contrast", ".success")]  # A message of Wagtail's while it fades in.
BANDS = "Little = 0 to 2\nMuch = 3 to 6"


def a_form(measure):
    return {
        "title": "Moving",
        "type": "object",
        "x-aimwell": {"kind": "assessment", "language": "en-GB"},
        "properties": {
            "moving": {
                "type": "object",
                "title": "Moving",
                "properties": {
                    "now": {"title": "Moving now", "x-aimwell": {"widget": "measure", "measure": measure}}
                },
            }
        },
    }


class TestAMeasureWithoutCode:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        switch_on(self.service.organisation, "vas")
        provide(self.service.organisation)
        self.manager = self.service.colleague(Role.SERVICE_MANAGER)
        self.browser = device(DESK).is_signed_in(self.manager)
        self.page = self.browser.page

    def test_it_is_made_tried_used_and_scored(self):
        self.when_she_begins_one()
        self.when_she_writes_answers_and_items()
        self.when_a_mistake_is_told_beside_its_field()
        self.when_she_says_how_it_is_scored()
        self.then_trying_it_shows_the_score_its_band_and_the_working()
        self.when_she_uses_it()
        self.then_a_practitioner_scores_with_it()

    def when_she_begins_one(self):
        self.browser.open(f"/cms/organisations/{self.service.organisation.slug}/measures/")
        self.page.get_by_label("Name of the new measure").fill("Moving at home")
        self.page.get_by_role("button", name="Make it").click()
        expect(self.page.get_by_text("The measure asks nothing yet.")).to_be_visible()

    def when_she_writes_answers_and_items(self):
        # Each button saves what is typed, so one thing after the other.
        self.page.get_by_label("Answers", exact=True).fill(OPTIONS)
        self.page.get_by_label("What is asked, one item a line").fill(ITEMS)
        self.page.get_by_role("button", name="Add these items").click()
        third = self.page.get_by_role("group", name="Item 3")
        third.get_by_label("Reversed").check()
        third.get_by_role("button", name="Move up").click()
        second = self.page.get_by_role("group", name="Item 2")
        expect(second.get_by_label("What is asked")).to_have_value("How sure were you on your feet?")
        expect(second.get_by_label("Reversed")).to_be_checked()

    def when_a_mistake_is_told_beside_its_field(self):
        self.page.get_by_label("Bands").fill("Little = 0 to 2\nMuch = 2 to 6")
        self.saves()
        self.page.get_by_role("link", name="Total: the bands “Little” and “Much” overlap.").click()
        expect(self.page.get_by_label("Bands")).to_be_in_viewport()
        self.looks_right()
        picture(self.page, "measure-problem")

    def when_she_says_how_it_is_scored(self):
        self.page.get_by_label("Bands").fill(BANDS)
        self.page.get_by_label("How many items may be unanswered").fill("1")
        self.page.get_by_label("Scale a sum up").check()
        self.page.get_by_label("A higher score is").select_option(label="Worse")
        self.page.get_by_label("Improved from").fill("2")
        self.page.get_by_label("Declined from").fill("2")
        self.page.get_by_label("Source of these thresholds").fill("Agreed by the team")
        self.saves()
        expect(self.page.get_by_text("Nothing is wrong with it.")).to_be_visible()
        self.page.get_by_role("heading", name="Items", exact=True).scroll_into_view_if_needed()
        picture(self.page, "measure-edit", height=1200)

    def then_trying_it_shows_the_score_its_band_and_the_working(self):
        self.tab("Try it")
        for number, answer in ((1, "Very hard"), (2, "Not hard")):
            self.page.get_by_role("group", name=re.compile(f"^{number}\\.")).get_by_label(
                answer, exact=True
            ).check()
        self.page.get_by_role("button", name="Work it out").click()
        expect(self.page.get_by_text("Total: 6, Much (from 0 to 6)")).to_be_visible()
        expect(self.page.get_by_text("Item 2 is reversed: 0 counts as 2.")).to_be_visible()
        expect(self.page.get_by_text("scaled up from 2 to 3 items")).to_be_visible()
        self.looks_right()
        picture(self.page, "measure-try")

    def when_she_uses_it(self):
        self.tab("Versions")
        self.page.get_by_label("What changed (optional)").fill("The first version")
        self.looks_right()
        self.page.get_by_role("button", name="Use this version").click()
        expect(self.page.get_by_text("Version 1 is in use")).to_be_visible()
        self.looks_right()
        picture(self.page, "measure-versions")
        self.browser.open(f"/cms/organisations/{self.service.organisation.slug}/measures/")
        expect(self.page.get_by_text("In use, version 1")).to_be_visible()
        self.looks_right()

    def then_a_practitioner_scores_with_it(self):
        version = make_version(self.service.organisation, self.manager, a_form("moving_at_home"))
        self.browser.is_signed_in(self.service.practitioner)
        self.browser.open(f"/w/{self.service.organisation.slug}/people/{self.service.person.pk}/")
        self.page.get_by_role("button", name=version.title, exact=True).click()
        step = Step(self.page)
        for title in ("1. How hard", "2. How sure", "3. How hard"):
            step.choose(re.compile(re.escape(title)), "Hard")
        step.goes_on()
        expect(self.page.get_by_text("Total: 3, Much")).to_be_visible()
        step.signs()
        expect(self.page.get_by_role("heading", name="Scores")).to_be_visible()
        self.page.get_by_text("Show the working").click()
        expect(self.page.get_by_text("Total: 1 + 1 + 1 = 3.")).to_be_visible()
        assert serious_faults(self.page) == []
        assert is_cut_off(self.page) == ""
        picture(self.page, "measure-record")

    def saves(self):
        self.page.get_by_role("button", name="Save draft").last.click()

    def tab(self, name):
        self.page.get_by_role("navigation", name="This measure").get_by_role("link", name=name).click()

    def looks_right(self):
        assert serious_faults(self.page, forgiven=FORGIVEN) == []
        assert is_cut_off(self.page) == ""
