"""The editor of a form template in Wagtail, in the words of whoever builds the form."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError


class Editor:
    """The page of one template."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def opens(self, title: str) -> None:
        """From the first page of the editor to a form."""
        self.page.get_by_role("link", name=title, exact=True).first.click()
        expect(self.page.locator("[data-aimwell-problems]")).not_to_be_empty()

    def adds_section(self, title: str) -> Locator:
        """A section below the others."""
        sections = self.page.locator("#body-root > [data-streamfield-stream-container]")
        there = sections.locator("> [data-streamfield-child]")
        before = there.count()
        sections.locator("> div > button.c-sf-add-button").last.click()
        expect(there).to_have_count(before + 1)
        section = there.last
        section.get_by_role("textbox", name="Title").fill(title)
        return section

    def adds_question(self, section: Locator, kind: str) -> Locator:
        """A question at the end of a section."""
        return self.adds_to(
            section.locator("[data-contentpath=questions] [data-streamfield-stream-container]").first, kind
        )

    def adds_to(self, questions: Locator, kind: str) -> Locator:
        """A question at the end of a list: that of a section, or that of a group's rows."""
        there = questions.locator("> [data-streamfield-child]")
        before = there.count()
        self._opens_choice(questions.locator("> div > button.c-sf-add-button").last, kind).click()
        expect(there).to_have_count(before + 1)
        return there.last

    def _opens_choice(self, button: Locator, kind: str) -> Locator:
        # Wagtail gives a button its menu a moment after it draws it: who sees no menu presses again.
        choice = self.page.get_by_role("listbox").get_by_role("option", name=kind, exact=True)
        for _ in range(5):
            button.click()
            try:
                choice.wait_for(timeout=3000)
                break
            except PlaywrightTimeoutError:
                continue
        return choice

    def question(self, title: str) -> Locator:
        """A question, by its wording."""
        return self.page.get_by_role("region", name=re.compile(re.escape(title)))

    def saves(self) -> None:
        """Save the draft."""
        self.page.get_by_role("button", name="Save draft").click()

    def has_no_problems(self) -> None:
        """See that it can be published."""
        expect(self.page.locator("[data-aimwell-problems]")).to_contain_text("No problems")

    def goes_to_problem(self, text: str) -> None:
        """From the list of problems to the question, beside which the problem stands too."""
        self.page.locator("[data-aimwell-problems]").get_by_role("link", name=text).click()
        beside = self.page.locator(".aimwell-problem").filter(has_text=text)
        expect(beside).to_be_visible()
        expect(beside).to_be_in_viewport()

    def publishes(self) -> None:
        """Publish the draft."""
        self.page.get_by_role("button", name="More actions").click()
        self.page.get_by_role("button", name="Publish").click()

    def opens_preview(self) -> FrameLocator:
        """The live preview, opened beside the form."""
        self.page.get_by_role("button", name="Toggle preview").click()
        return self.page.frame_locator("#w-preview-iframe")

    def closes_preview(self) -> None:
        """The form again, where the preview covers it."""
        self.page.get_by_role("button", name="Toggle preview").click()
