"""Calculated answers: chosen from lists in the editor, worked out while a form is filled in, and signed."""

from __future__ import annotations

import json

import pytest
from devices import DESK
from editorpages import Editor
from looks import WAGTAILS_OWN, faults_of, is_cut_off, serious_faults
from pictures import picture
from playwright.sync_api import expect
from services import a_service
from steps import Step
from wizard_forms import form, question, section

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide

pytestmark = pytest.mark.browser

HELPERS = question(
    "array",
    "Who helps",
    maxItems=5,
    items={"type": "object", "title": "Helper", "properties": {"hours": question("number", "Hours a week")}},
)
FALLS = form(
    falls=section(
        "Falls and help",
        home=question("integer", "Falls at home", minimum=0, maximum=99),
        outside=question("integer", "Falls outside", minimum=0, maximum=99),
        helpers=HELPERS,
    )
)
BMI = {
    "op": "divide",
    "of": [
        {"answer": "body/weight"},
        {"op": "multiply", "of": [{"answer": "body/height"}, {"answer": "body/height"}]},
    ],
}
BODY = form(
    body=section(
        "Height and weight",
        height=question("number", "Height", unit="m"),
        weight=question("number", "Weight", unit="kg"),
        bmi={
            "type": "number",
            "title": "Body mass index",
            "x-aimwell": {"widget": "calculated", "calculate": BMI, "unit": "kg/m²", "decimals": 1},
        },
        plan=question(
            "string",
            "What is done about the weight?",
            when={"question": "body/bmi", "operator": "less_than", "value": 18.5},
        ),
    )
)


class TestInTheEditor:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service()
        provide(self.service.organisation)
        manager = self.service.colleague(Role.SERVICE_MANAGER)
        self.template = new_from(FALLS, json.dumps(FALLS))
        self.template.live, self.template.owner = False, manager
        folder_of(self.service.organisation).add_child(instance=self.template)
        self.template.save_revision(user=manager)
        self.page = device(DESK).is_signed_in(manager).open(f"/cms/pages/{self.template.pk}/edit/")
        self.editor = Editor(self.page)
        self.section = self.page.locator("#body-root [data-streamfield-child]").first

    def test_a_manager_builds_sums_from_lists(self):
        self.editor.has_no_problems()
        self.page.wait_for_timeout(2500)  # Wagtail takes what it finds in the first two seconds for saved.
        self.when_she_adds_a_sum_without_saying_of_what()
        self.then_the_problem_stands_beside_it()
        self.when_she_chooses_two_answers()
        self.when_she_adds_the_hours_of_all_rows()
        self.when_she_says_high_or_low()
        self.then_each_says_in_words_what_it_works_out()
        self.then_it_looks_well()

    def adds(self, name):
        block = self.editor.adds_question(self.section, "Calculated answer")
        block.get_by_role("textbox", name="Name of the result").fill(name)
        return block

    def chooses(self, block, number, wording):
        block.get_by_role("combobox", name="What", exact=True).nth(number).select_option(label=wording)

    def when_she_adds_a_sum_without_saying_of_what(self):
        self.sum = self.adds("All falls")  # and waits: the editor saves by itself

    def then_the_problem_stands_beside_it(self):
        self.editor.goes_to_problem("How ‘All falls’ is worked out")

    def when_she_chooses_two_answers(self):
        self.chooses(self.sum, 0, "Falls at home")
        self.chooses(self.sum, 1, "Falls outside")

    def when_she_adds_the_hours_of_all_rows(self):
        block = self.adds("Hours of help a week")
        self.chooses(block, 0, "Hours a week, in all rows")

    def when_she_says_high_or_low(self):
        block = self.adds("Risk")
        block.get_by_role("combobox", name="The answer is").select_option(label="A text")
        block.get_by_role("combobox", name="What is worked out").select_option(
            label="If … then … otherwise …"
        )
        block.locator("[data-contentpath=condition]").get_by_role("button", name="Add").click()
        block.get_by_role("combobox", name="Question").select_option(label="All falls")
        block.get_by_role("combobox", name="Comparison").select_option(label="is at least")
        block.get_by_role("textbox", name="Answer").fill("2")
        for name, text in (("Then", "High"), ("Otherwise", "Low")):
            part = block.locator(f"[data-contentpath={name.lower()}]")
            part.get_by_role("combobox", name="What").select_option(label="What I type")
            part.get_by_role("textbox").fill(text)

    def then_each_says_in_words_what_it_works_out(self):
        self.editor.has_no_problems()
        for words in (
            "the sum of ‘Falls at home’ and ‘Falls outside’",
            "the sum of ‘Hours a week’ in all rows of ‘Who helps’",
            "“High” if ‘All falls’ is 2 or more, otherwise “Low”",
        ):
            expect(self.page.get_by_text(f"Worked out as: {words}.")).to_be_visible()

    def then_it_looks_well(self):
        # At the top, where the head of Wagtail's page, which stays, lies over nothing.
        self.page.locator("[data-aimwell-problems]").scroll_into_view_if_needed()
        assert serious_faults(self.page, forgiven=WAGTAILS_OWN) == []
        assert is_cut_off(self.page) == ""
        self.page.get_by_role("textbox", name="Name of the result").first.scroll_into_view_if_needed()
        picture(self.page, "calculated-block", height=900)


class TestFillingIn:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.service = a_service(BODY)
        self.draft = self.service.begun({})
        self.browser = device(DESK).is_signed_in(self.service.practitioner)
        self.page = self.browser.open(self.service.path(self.draft, "body"))
        self.step = Step(self.page)
        self.result = self.page.locator("[data-question=bmi]")

    def test_it_is_worked_out_while_he_types_and_signed_with_how(self):
        expect(self.result).to_contain_text("Needs ‘Weight’ and ‘Height’.")
        self.step.write("Height", "1.7")
        expect(self.result).to_contain_text("Needs ‘Weight’.")
        expect(self.page.get_by_label("What is done about the weight?")).to_be_hidden()
        self.page.get_by_label("Weight (optional)").fill("50")
        expect(self.result.get_by_role("status")).to_contain_text("17.3 kg/m²")
        self.step.write("What is done about the weight?", "Snacks")
        self.result.get_by_text("How it was worked out").click()
        expect(self.result).to_contain_text("‘Weight’ 50 ÷ 2.89 = 17.301038")
        self.step.says("Saved at")
        assert faults_of(self.page) == []
        picture(self.page, "calculated-filling", height=950)
        self.step.goes_on()
        self.step.is_at("Check your answers")
        expect(self.page.get_by_text("17.3 kg/m²")).to_be_visible()
        assert faults_of(self.page) == []
        self.step.signs()
        expect(self.page.get_by_role("heading", name="Worked out from the answers")).to_be_visible()
        assert faults_of(self.page) == []
        picture(self.page, "calculated-record", height=1000)
