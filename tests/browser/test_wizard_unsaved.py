"""The wizard in Chromium: what is typed is not lost, whatever happens before it is saved."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from wizard_desk import says
from wizard_world import browser_of

pytestmark = pytest.mark.browser


def test_answers_survive_without_a_connection(at_desk):
    page = at_desk.open("every")
    at_desk.context.set_offline(True)
    page.get_by_label("What should we call you?").fill("Typed in a lift")
    page.get_by_role("button", name="Add helper").click()
    page.locator("#people-0-name").fill("Bo")
    says(page, "Not saved: no connection. Your answers are kept on this device.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_label("What should we call you?")).to_have_value("Typed in a lift")
    page.close()
    at_desk.context.set_offline(False)
    at_desk.page = at_desk.context.new_page()
    page = at_desk.open("every")
    expect(page.locator("[data-notice]")).to_contain_text("had not reached the server")
    expect(page.get_by_label("What should we call you?")).to_have_value("Typed in a lift")
    says(page, "Saved at")
    assert at_desk.ours.stored().answers == {"every": {"name": "Typed in a lift", "people": [{"name": "Bo"}]}}
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('aimwell:')).length") == 0


def test_answers_survive_a_session_that_ended(at_desk):
    page = at_desk.open("every")
    session = at_desk.context.cookies()
    at_desk.context.clear_cookies()
    page.get_by_label("What should we call you?").fill("Typed too late")
    says(page, "you are signed out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    at_desk.context.add_cookies(session)
    page = at_desk.open("every")
    expect(page.get_by_label("What should we call you?")).to_have_value("Typed too late")
    says(page, "Saved at")


def test_a_conflict_is_said_and_settled(at_desk):
    page = at_desk.open("every")
    kim = browser_of(at_desk.ours.user)
    kim.post(at_desk.ours.url("every", "autosave/"), {"base": "0", "name": "From elsewhere", "page": "other"})
    page.get_by_label("What should we call you?").fill("From here")
    says(page, "Not saved")
    page.get_by_role("button", name="Compare the two").click()
    expect(page.get_by_text("From elsewhere")).to_be_visible()
    page.get_by_label("What you typed here").check()
    page.get_by_role("button", name="Keep what is chosen").click()
    expect(page.get_by_label("What should we call you?")).to_have_value("From here")
    assert at_desk.ours.stored().answers == {"every": {"name": "From here"}}
    expect(page.locator("[data-notice]")).to_be_hidden()
