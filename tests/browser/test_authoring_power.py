"""From an empty organisation to a published assessment of forty questions, without a developer.

Two branches, a repeating group with a condition inside, a measure of her own with bands, a calculated answer,
three saved cases, a second person's approval. What it takes is counted, printed and kept in the docs.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from devices import DESK
from editorpages import Editor
from factories import PASSWORD, make_member, make_organisation
from forty_questions import ABOUT, DAYS, FALLS, HELPERS, NEXT
from hands import Hands
from looks import WAGTAILS_OWN, is_cut_off, serious_faults
from pictures import ASKED_FOR, picture
from playwright.sync_api import Locator, Page, expect
from steps import Step

from aimwell.formschema import outline, read
from aimwell.library.models import TemplateVersion
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.setup import provide

pytestmark = pytest.mark.browser

GUIDE = Path(__file__).parents[2] / "docs" / "managers" / "first-form.md"
COUNTED = re.compile(r"[\d,]+ clicks and [\d,]+ keystrokes")
OPTIONS = "Never = 0\nSometimes = 1\nOften = 2"
ITEMS = "I worry about falling\nI go out less\nI need somebody with me"
BANDS = "Little = 0 to 2\nMuch = 3 to 6"


class TestFromNothingToAPublishedForm:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        self.organisation = make_organisation("empty-service", approval=True)
        provide(self.organisation)
        self.manager = make_member(self.organisation, Role.SERVICE_MANAGER)
        self.approver = make_member(self.organisation, Role.APPROVER)
        self.device = device
        self.hands = Hands()
        self.faults: list[object] = []

    def test_without_a_developer(self):
        self.when_she_signs_in_to_an_empty_organisation()
        self.when_she_makes_a_measure_of_her_own()
        self.when_she_builds_five_sections_of_questions()
        self.when_she_says_when_questions_are_asked()
        self.then_the_form_has_no_problems()
        self.when_she_saves_three_cases()
        self.when_she_submits_it_for_approval()
        self.when_a_second_person_approves_it()
        self.then_practitioners_have_it()
        self.then_what_it_took_is_in_the_docs()
        assert self.faults == []

    def looks(self, page: Page) -> None:
        page.wait_for_load_state()
        self.faults += serious_faults(page, forgiven=[*WAGTAILS_OWN, ("color-contrast", ".success")])
        self.faults += [fault for fault in [is_cut_off(page)] if fault]

    # The manager

    def when_she_signs_in_to_an_empty_organisation(self):
        self.desk = self.device(DESK)
        self.page = self.desk.open("/accounts/login/")
        self.hands.write(self.page.get_by_label("Email"), self.manager.email)
        self.hands.write(self.page.get_by_label("Password", exact=True), PASSWORD)
        self.hands.press(self.page.get_by_role("button", name="Sign in"))
        expect(self.page.get_by_role("heading", name="Your first form, in five steps")).to_be_visible()

    def when_she_makes_a_measure_of_her_own(self):
        hands, page = self.hands, self.page
        hands.press(page.get_by_role("link", name="Measures", exact=True))
        hands.write(page.get_by_label("Name of the new measure"), "Falls and worry")
        hands.press(page.get_by_role("button", name="Make it"))
        hands.write(page.get_by_label("Answers", exact=True), OPTIONS)
        hands.write(page.get_by_label("What is asked, one item a line"), ITEMS)
        hands.press(page.get_by_role("button", name="Add these items"))
        expect(page.get_by_role("group", name="Item 3")).to_be_visible()
        hands.write(page.get_by_label("Bands"), BANDS)
        hands.choose(page.get_by_label("A higher score is"), "Worse")
        hands.press(page.get_by_role("button", name="Save draft").last)
        expect(page.get_by_text("Nothing is wrong with it.")).to_be_visible()
        measure = page.get_by_role("navigation", name="This measure")
        hands.press(measure.get_by_role("link", name="Versions"))
        hands.press(page.get_by_role("button", name="Use this version"))
        expect(page.get_by_text("Version 1 is in use")).to_be_visible()

    def when_she_builds_five_sections_of_questions(self):
        hands = self.hands
        hands.press(self.page.get_by_role("link", name="Start a form", exact=True))
        hands.press(self.page.get_by_role("link", name="Start an empty form"))
        self.editor = Editor(self.page)
        hands.write(self.page.get_by_role("textbox", name="Title*"), "Home and hopes")
        self.section("About you", ABOUT)
        self.section("Your days", DAYS)
        falls = self.section("Falls", FALLS)
        self.when_she_adds_a_calculated_answer(falls)
        helpers = self.section("People who help", ())
        self.when_she_adds_a_repeating_group(helpers)
        last = self.section("What comes next", NEXT)
        measure = self.adds(last, "Measure")
        hands.write(measure.get_by_role("textbox", name="Heading"), "Falls and worry")
        hands.choose(measure.get_by_role("combobox", name="Measure"), "Falls and worry")
        hands.press(self.page.get_by_role("button", name="Save draft"))
        self.editor.has_no_problems()

    def section(self, title: str, questions: tuple[tuple[str, str], ...]) -> Locator:
        section = self.editor.adds_section(title)
        self.hands.clicks += 2  # the plus sign, and into the title
        self.hands.keystrokes += len(title)
        for kind, wording in questions:
            asked = self.adds(section, kind)
            self.hands.write(asked.get_by_role("textbox", name="Question").first, wording)
        return section

    def adds(self, section: Locator, kind: str) -> Locator:
        self.hands.clicks += 2  # the plus sign, and the kind
        return self.editor.adds_question(section, kind)

    def when_she_adds_a_calculated_answer(self, section: Locator):
        block = self.adds(section, "Calculated answer")
        self.hands.write(block.get_by_role("textbox", name="Name of the result"), "All falls")
        for number, wording in enumerate(("Falls at home", "Falls outside")):
            part = block.get_by_role("combobox", name="What", exact=True).nth(number)
            self.hands.choose(part, wording)

    def when_she_adds_a_repeating_group(self, section: Locator):
        group = self.adds(section, "Repeating group")
        self.hands.write(group.get_by_role("textbox", name="Question").first, "Who helps you?")
        self.hands.write(group.get_by_role("textbox", name="What one row is called"), "Helper")
        rows = group.locator("[data-contentpath=questions] [data-streamfield-stream-container]").first
        for number, (kind, wording) in enumerate(HELPERS):
            self.hands.clicks += 2
            self.editor.adds_to(rows, kind)
            column = rows.locator("> [data-streamfield-child]").nth(number)
            self.hands.write(column.get_by_role("textbox", name="Question"), wording)

    def when_she_says_when_questions_are_asked(self):
        self.hands.press(self.tab("Routes"))
        self.looks(self.page)
        self.asks_only("Who lives with you?", "Do you live alone?", "No")
        self.asks_only("Falls", "Have you fallen in the last year?", "Yes")
        self.asks_only("Which service?", "Is it family?", "No")
        expect(self.page.get_by_role("link", name="Edit condition of Which service?")).to_be_visible()

    def asks_only(self, what: str, question: str, answer: str) -> None:
        hands, page = self.hands, self.page
        hands.press(page.get_by_role("link", name=f"Edit condition of {what}", exact=True))
        expect(page.get_by_role("heading", name=f"When is ‘{what}’ asked?")).to_be_visible()
        if page.get_by_label("Question", exact=True).count() == 0:
            hands.press(page.get_by_role("button", name="Add a condition", exact=True))
        asked = page.get_by_label("Question", exact=True)
        label = next(one for one in asked.locator("option").all_inner_texts() if one.endswith(question))
        hands.choose(asked, label)
        hands.press(page.get_by_role("button", name="Show its answers"))
        hands.choose(page.get_by_label("Answer", exact=True), answer)
        hands.press(page.get_by_role("button", name="Save", exact=True).last)
        expect(page.get_by_text("saved in the draft")).to_be_visible()

    def then_the_form_has_no_problems(self):
        self.hands.press(self.tab("Edit"))
        self.editor.has_no_problems()

    def when_she_saves_three_cases(self):
        hands, page = self.hands, self.page
        hands.press(self.tab("Test cases"))
        hands.write(page.get_by_label("Name of the case"), "Mrs A lives alone and has fallen")
        hands.press(page.get_by_role("button", name="Add and fill in"))
        step = Step(page)
        step.is_at("About you")
        hands.tick(page.get_by_role("group", name="Do you live alone?").get_by_label("Yes"))
        hands.press(page.get_by_role("button", name="Save and continue").last)
        step.is_at("Your days")
        hands.tick(page.get_by_role("group", name="Have you fallen in the last year?").get_by_label("Yes"))
        hands.press(page.get_by_role("button", name="Save and continue").last)
        step.is_at("Falls")
        hands.write(page.get_by_label("Falls at home"), "2")
        hands.write(page.get_by_label("Falls outside"), "1")
        hands.press(page.get_by_role("button", name="Save and continue").last)
        step.is_at("People who help")
        hands.press(page.get_by_role("button", name="Save and continue").last)
        step.is_at("What comes next")
        for item in ITEMS.split("\n"):
            hands.tick(page.get_by_role("group", name=item).get_by_label("Often"))
        hands.press(page.get_by_role("button", name="Save and continue").last)
        expect(page.get_by_role("checkbox", name="Falls and worry").first).to_be_checked()
        self.looks(page)
        hands.press(page.get_by_role("button", name="Accept", exact=True))
        for _ in range(2):
            hands.press(page.get_by_role("button", name="Make it a case").first)
            hands.press(page.get_by_role("button", name="Accept", exact=True))
        expect(page.get_by_role("cell", name=re.compile("Passed"))).to_have_count(3)

    def when_she_submits_it_for_approval(self):
        hands, page = self.hands, self.page
        hands.press(self.tab("Check and publish"))
        expect(page.get_by_text("Yes: nothing stops publishing.")).to_be_visible()
        self.looks(page)
        picture(page, "ready-to-submit", height=1000)
        hands.write(page.get_by_label("What changed"), "The first version")
        hands.press(page.get_by_role("button", name="Submit for approval"))
        expect(page.get_by_text("This form waits for approval.")).to_be_visible()

    def tab(self, name: str) -> Locator:
        return self.page.get_by_role("navigation", name="This form").get_by_role(
            "link", name=name, exact=True
        )

    # Somebody else

    def when_a_second_person_approves_it(self):
        template = re.search(r"/templates/(\d+)/", self.page.url)[1]
        page = self.device(DESK).is_signed_in(self.approver).open(f"/cms/templates/{template}/check/")
        page.get_by_role("button", name="Approve and publish").click()
        expect(page.get_by_text("Version 1 is live").first).to_be_visible()
        self.looks(page)

    def then_practitioners_have_it(self):
        with acting_for(self.organisation):
            version = TemplateVersion.objects.get()
        sketch = outline(read(version.text))
        asked = [question for question in sketch.all_questions() if question.widget != "group"]
        assert len(asked) >= 40
        assert [question.title for question in asked if question.when] == [
            "Who lives with you?",
            "Which service?",
        ]
        assert [section.title for section in sketch.sections if section.when] == ["Falls"]
        assert "falls_and_worry" in version.measures
        assert version.published_by == self.approver

    def then_what_it_took_is_in_the_docs(self):
        took = f"{self.hands.clicks:,} clicks and {self.hands.keystrokes:,} keystrokes"
        print(f"An assessment of forty questions took {took}.")
        if ASKED_FOR:
            GUIDE.write_text(COUNTED.sub(took, GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
        assert took in GUIDE.read_text(encoding="utf-8"), f"Run make screenshots: it takes {took} now."
