"""Pictures for the documentation, taken by the journeys when AIMWELL_SCREENSHOTS=1 (`make screenshots`)."""

from __future__ import annotations

import os
from pathlib import Path

from devices import DESK
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "images"
ASKED_FOR = os.environ.get("AIMWELL_SCREENSHOTS") == "1"


def picture(page: Page, name: str, *, height: int = 800) -> None:
    """Keep what a desk's window shows, this many CSS pixels high."""
    window = page.viewport_size
    if not ASKED_FOR or window is None or window["width"] < DESK:
        return
    FOLDER.mkdir(exist_ok=True)
    page.set_viewport_size({"width": window["width"], "height": height})
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    page.set_viewport_size(window)
