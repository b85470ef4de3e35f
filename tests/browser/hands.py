"""Somebody's hands at a desk: what they press, type and choose is counted."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator


@dataclass
class Hands:
    """Clicks and keystrokes. To choose from a list takes two clicks: one opens it, one chooses."""

    clicks: int = 0
    keystrokes: int = 0

    def press(self, what: Locator) -> None:
        """Press a button or follow a link."""
        what.click()
        self.clicks += 1

    def tick(self, box: Locator) -> None:
        """Tick a box, or choose one of several."""
        box.check()
        self.clicks += 1

    def write(self, field: Locator, text: str) -> None:
        """Click into a field and type; what stood there is replaced."""
        field.fill(text)
        self.clicks += 1
        self.keystrokes += len(text)

    def choose(self, field: Locator, label: str) -> None:
        """Choose from a list by what it says."""
        field.select_option(label=label)
        self.clicks += 2
