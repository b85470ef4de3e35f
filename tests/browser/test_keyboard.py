"""A form filled in by keyboard alone."""

from __future__ import annotations

import pytest
from devices import TELEPHONE
from keyboard import Keyboard
from playwright.sync_api import expect
from services import a_service
from steps import Step

pytestmark = pytest.mark.browser

SAVE = "Save and continue"


class TestByKeyboardAlone:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        self.browser = device(TELEPHONE).is_signed_in(self.service.practitioner)
        self.keys = Keyboard(self.browser.page)
        self.step = Step(self.browser.page)

    def test_a_form_is_filled_in_and_signed(self):
        self.when_she_comes_from_the_caseload_past_the_header()
        self.when_a_mistake_is_put_right_from_the_list_of_errors()
        self.when_the_first_step_is_filled_in()
        self.when_the_line_and_the_rows_are_filled_in()
        self.when_the_measure_is_filled_in()
        self.when_it_is_signed()
        self.then_the_record_has_every_answer()
        self.then_the_focus_was_never_covered()

    def when_she_comes_from_the_caseload_past_the_header(self):
        self.browser.open(f"/w/{self.service.organisation.slug}/")
        self.keys.press("Skip to main content")
        self.keys.press("Example, Ada")
        self.browser.page.wait_for_url("**/people/*/")
        self.keys.press("Everyday life")
        self.step.is_at("About you")

    def when_a_mistake_is_put_right_from_the_list_of_errors(self):
        self.keys.write("Falls in the last month", "3o")
        self.keys.press(SAVE)
        summary = self.browser.page.locator(".nhsuk-error-summary")
        expect(summary).to_be_focused()
        self.keys.press("must be a number")
        expect(self.browser.page.get_by_label("Falls in the last month")).to_be_focused()
        for key in ("End", "Backspace", "Backspace"):
            self.browser.page.keyboard.press(key)
        self.browser.page.keyboard.type("3")

    def when_the_first_step_is_filled_in(self):
        self.keys.tab_to("What matters to you?", key="Shift+Tab")
        self.browser.page.keyboard.type("My garden")
        self.keys.write("Day", "3", "Since when has it been hard?")
        self.keys.write("Month", "2")
        self.keys.write("Year", "2024")
        self.keys.choose("Do you live alone?", "Yes")
        self.keys.choose("Where do you live?", "A flat")
        self.keys.tick("A stick", "What do you use?")
        self.keys.tick("A wheelchair", "What do you use?")
        self.keys.press(SAVE)
        self.step.is_at("Your days")

    def when_the_line_and_the_rows_are_filled_in(self):
        page = self.browser.page
        self.keys.choose("How tired are you?", "7")
        self.keys.tab_to("How bad is the pain?")
        expect(page.get_by_role("slider")).to_be_focused()
        expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "Not marked")
        for key in ("ArrowRight", "PageUp", "PageUp", "PageUp", "ArrowRight", "ArrowRight"):
            page.keyboard.press(key)
        self.keys.press("Add helper")
        self._types_a_name("Bo", "Helper 1")
        self.keys.choose("Are they paid?", "Yes")
        self.keys.write("Who pays?", "The council", "Helper 1")
        self.keys.press("Add helper")
        self._types_a_name("Cy", "Helper 2")
        self.keys.press("Remove Helper 2")
        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        page.keyboard.press("Enter")
        expect(self.step.row("Helper", 2).get_by_label("Name")).to_have_value("Cy")
        self.keys.press(SAVE)
        self.step.is_at("What to work on")

    def _types_a_name(self, name, row):
        stop = self.keys.where()
        assert stop.name.startswith("Name")
        assert stop.is_in(row)
        self.browser.page.keyboard.type(name)

    def when_the_measure_is_filled_in(self):
        self.keys.write("What the problem is", "Weeding", "Problem 1")
        self.keys.write("Importance", "9")
        self.keys.write("Performance", "3")
        self.keys.write("Satisfaction", "2")
        # Enter in a field goes on, as the button does.
        self.browser.page.keyboard.press("Enter")
        self.step.is_at("Check your answers")

    def when_it_is_signed(self):
        self.keys.tick("I, ")
        self.keys.press("Sign")
        expect(self.browser.page.get_by_role("heading", name="Scores")).to_be_visible()

    def then_the_record_has_every_answer(self):
        (record,) = self.service.records()
        (problem,) = record.answers.pop("goals")["copm"]["problems"]
        assert record.answers == {
            "about": {
                "matters": "My garden",
                "falls": 3,
                "since": "2024-02-03",
                "alone": True,
                "home": "flat",
                "aids": ["stick", "chair"],
            },
            "days": {
                "tired": 7,
                "pain": 32,
                "people": [{"name": "Bo", "paid": True, "by": "The council"}, {"name": "Cy"}],
            },
        }
        assert (problem["performance"], problem["satisfaction"]) == (3, 2)

    def then_the_focus_was_never_covered(self):
        assert self.keys.obscured == []
