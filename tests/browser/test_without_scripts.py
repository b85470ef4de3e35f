"""A form filled in where no script runs: rows, questions that depend on others, errors, signature."""

from __future__ import annotations

import pytest
from devices import TELEPHONE
from playwright.sync_api import expect
from services import a_service
from steps import Step

pytestmark = pytest.mark.browser


class TestWithoutScripts:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        self.browser = device(TELEPHONE, java_script_enabled=False).is_signed_in(self.service.practitioner)
        self.step = Step(self.browser.page)

    def test_a_form_is_filled_in_and_signed(self):
        self.when_the_form_is_begun_from_the_caseload()
        self.then_errors_stand_at_the_top_and_lead_to_their_questions()
        self.when_she_says_that_she_does_not_live_alone()
        self.then_the_question_that_depends_on_it_must_be_answered()
        self.when_rows_are_added_and_one_is_taken_away()
        self.when_the_measure_is_filled_in()
        self.when_one_answer_is_changed_from_the_check()
        self.when_it_is_signed()
        self.then_the_record_has_every_answer()

    def when_the_form_is_begun_from_the_caseload(self):
        page = self.browser.open(f"/w/{self.service.organisation.slug}/")
        page.get_by_role("link", name="Example, Ada").click()
        page.get_by_role("button", name="Everyday life").click()
        self.step.is_at("About you")

    def then_errors_stand_at_the_top_and_lead_to_their_questions(self):
        page = self.browser.page
        self.step.write("Falls in the last month", "3o")
        self.step.goes_on()
        summary = page.locator(".nhsuk-error-summary")
        expect(summary.get_by_role("link")).to_have_count(3)
        for link in summary.get_by_role("link").all():
            expect(page.locator(link.get_attribute("href"))).to_have_count(1)
        expect(page.get_by_label("Falls in the last month")).to_have_value("3o")

    def when_she_says_that_she_does_not_live_alone(self):
        expect(self.browser.page.get_by_text("Asked when ‘Do you live alone?’ is No.")).to_be_visible()
        self.step.write("What matters to you?", "My garden\n\nand my friends")
        self.step.write("Falls in the last month", "2")
        self.step.date("Since when has it been hard?", "3", "2", "2024")
        self.step.choose("Do you live alone?", "No")
        self.step.write("Who lives with you?", "My sister")
        self.step.choose("What do you use?", "A stick", "A wheelchair")
        self.step.goes_on()

    def then_the_question_that_depends_on_it_must_be_answered(self):
        self.step.is_at("Living together")
        self.step.goes_on()
        expect(self.browser.page.locator(".nhsuk-error-summary")).to_be_visible()
        self.step.write("What is hard for the others?", "The stairs")
        self.step.goes_on()

    def when_rows_are_added_and_one_is_taken_away(self):
        page = self.browser.page
        self.step.is_at("Your days")
        self.step.choose("How tired are you?", "7")
        self.step.write("How bad is the pain?", "55")
        add = page.get_by_role("button", name="Add helper")
        for number, name in ((1, "Bo"), (2, "Cy"), (3, "Di")):
            add.click()
            self.step.row("Helper", number).get_by_label("Name").fill(name)
        self.step.row("Helper", 3).get_by_label("Yes").check()
        self.step.row("Helper", 3).get_by_label("Who pays?").fill("The council")
        page.get_by_role("button", name="Remove Helper 2").click()
        expect(self.step.row("Helper", 2).get_by_label("Name")).to_have_value("Di")
        self.step.goes_on()

    def when_the_measure_is_filled_in(self):
        self.step.is_at("What to work on")
        row = self.step.row("Problem", 1)
        row.get_by_label("What the problem is").fill("Weeding")
        for rated, rating in (("Importance", "9"), ("Performance", "3"), ("Satisfaction", "2")):
            row.get_by_label(rated).fill(rating)
        self.step.goes_on()

    def when_one_answer_is_changed_from_the_check(self):
        page = self.browser.page
        self.step.is_at("Check your answers")
        expect(page.get_by_text("Performance: 3.0")).to_be_visible()
        page.get_by_role("link", name="Change Falls in the last month").click()
        self.step.write("Falls in the last month", "4")
        self.step.goes_on()
        self.step.is_at("Check your answers")

    def when_it_is_signed(self):
        self.step.press("Sign")
        expect(self.browser.page.locator(".nhsuk-error-summary")).to_contain_text("Tick the box")
        self.step.signs()
        expect(self.browser.page.get_by_role("heading", name="Scores")).to_be_visible()

    def then_the_record_has_every_answer(self):
        (record,) = self.service.records()
        (problem,) = record.answers["goals"]["copm"].pop("problems")
        assert record.answers == {
            "about": {
                "matters": "My garden\n\nand my friends",
                "falls": 4,
                "since": "2024-02-03",
                "alone": False,
                "who": "My sister",
                "aids": ["stick", "chair"],
            },
            "together": {"strain": "The stairs"},
            "days": {
                "tired": 7,
                "pain": 55,
                "people": [{"name": "Bo"}, {"name": "Di", "paid": True, "by": "The council"}],
            },
            "goals": {"copm": {}},
        }
        assert problem["description"] == "Weeding"
        assert (problem["importance"], problem["performance"], problem["satisfaction"]) == (9, 3, 2)
