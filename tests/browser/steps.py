"""The pages of the wizard, in the words of whoever fills them in."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class Step:
    """One step of a form."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def question(self, title: str) -> Locator:
        """A question, by its title."""
        return self.page.locator("[data-question]").filter(has_text=title).last

    def write(self, title: str, text: str) -> None:
        """Type an answer."""
        self.page.get_by_label(title).fill(text)

    def choose(self, title: str, *options: str) -> None:
        """Tick options of a question."""
        for option in options:
            self.page.get_by_role("group", name=title).get_by_label(option, exact=True).check()

    def date(self, title: str, day: str, month: str, year: str) -> None:
        """Type a date."""
        asked = self.page.get_by_role("group", name=title)
        for part, text in (("Day", day), ("Month", month), ("Year", year)):
            asked.get_by_label(part).fill(text)

    def row(self, noun: str, number: int) -> Locator:
        """A row of a group that repeats."""
        return self.page.get_by_role("group", name=f"{noun} {number}", exact=True)

    def press(self, button: str) -> None:
        """Press a button; of several with one name the last, which is the one below the questions."""
        self.page.get_by_role("button", name=button, exact=True).last.click()

    def goes_on(self) -> None:
        """To the next step."""
        self.press("Save and continue")

    def signs(self) -> None:
        """Tick the statement and sign."""
        self.page.get_by_label(re.compile("^I, ")).check()
        self.press("Sign")

    def is_at(self, heading: str) -> None:
        """See the heading of a step."""
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    def says(self, text: str) -> None:
        """See what the page says of saving."""
        expect(self.page.locator("[data-state]")).to_contain_text(text)
