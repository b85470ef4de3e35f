"""Every page of filling in: for axe, on a narrow screen, with the focus to be seen."""

from __future__ import annotations

import pytest
from devices import DESK, TELEPHONE
from keyboard import Keyboard
from looks import faults_of
from playwright.sync_api import Page
from services import a_service
from steps import Step

pytestmark = pytest.mark.browser

BESIDE = 12
"""How far around a field its focus may be drawn, in CSS pixels."""


@pytest.fixture(params=[TELEPHONE, DESK])
def filling(request, device):
    """A service, and a browser in which its practitioner is signed in."""
    service = a_service()
    return service, device(request.param).is_signed_in(service.practitioner)


def test_every_page_of_the_wizard_looks_right(filling):
    service, browser = filling
    draft = service.begun(
        {"about": {"alone": False}, "days": {"pain": 101, "people": [{"name": "Bo", "paid": True}]}}
    )
    faults = []
    for step in ("about", "days", "goals", "check", "discard"):
        for more in ("", "?from=check"):
            faults += faults_of(browser.open(service.path(draft, step) + more))
    assert faults == []


def test_a_conflict_looks_right(filling):
    service, browser = filling
    draft = service.begun({"about": {"matters": "One"}})
    tab = browser.tab()
    for one in (tab, browser):
        one.open(service.path(draft, "about"))
    Step(tab.page).write("What matters to you?", "Two")
    Step(tab.page).says("Saved at")
    Step(browser.page).write("What matters to you?", "Three, which is longer " * 10)
    Step(browser.page).goes_on()
    Step(browser.page).is_at("About you was saved elsewhere")
    assert faults_of(browser.page) == []


def test_the_focus_can_be_seen_wherever_it_is(filling):
    service, browser = filling
    draft = service.begun({"days": {"pain": 40, "people": [{"name": "Bo"}]}})
    for step in ("about", "days", "check"):
        page = browser.open(service.path(draft, step))
        page.wait_for_load_state("networkidle")
        assert unseen(page) == [], step


def unseen(page: Page) -> list[str]:
    """The stops of Tab at which the page looks no different, or something else covers the field."""
    keys = Keyboard(page)
    found = []
    first = None
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = keys.where()
        if stop is None or (stop.name, stop.groups) == first:
            break
        first = first or (stop.name, stop.groups)
        focused = _picture(page, stop.box)
        page.evaluate("window.stop = document.activeElement; window.stop.blur()")
        if focused == _picture(page, stop.box):
            found.append(f"{stop.name} looks the same")
        page.evaluate("window.stop.focus({ preventScroll: true })")
        if not stop.seen:
            found.append(f"{stop.name} is covered")
    return found


def _picture(page: Page, box: dict[str, float]) -> bytes:
    x, y = max(0, box["x"] - BESIDE), max(0, box["y"] - BESIDE)
    clip = {"x": x, "y": y, "width": box["width"] + 2 * BESIDE, "height": box["height"] + 2 * BESIDE}
    return page.screenshot(clip=clip, animations="disabled")
