"""The wizard in Chromium: what its scripts do, and that it works without them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from wizard_desk import desk, says

pytestmark = pytest.mark.browser


def test_typing_is_saved_after_a_pause(at_desk):
    page = at_desk.open("every")
    page.get_by_label("What should we call you?").fill("Ada")
    says(page, "Saved at")
    assert at_desk.ours.stored().answers == {"every": {"name": "Ada"}}


def test_a_question_appears_when_it_is_asked(at_desk):
    page = at_desk.open("every")
    who = page.get_by_label("Who lives with you?")
    expect(who).to_be_hidden()
    page.get_by_label("No", exact=True).first.check()
    expect(who).to_be_visible()
    page.get_by_label("Yes", exact=True).first.check()
    expect(who).to_be_hidden()


def test_rows_are_added_and_removed_in_place(at_desk):
    page = at_desk.open("every")
    add = page.get_by_role("button", name="Add helper")
    for name in ("Bo", "Cy", "Di"):
        add.click()
        page.locator("[data-row]").last.get_by_label("Name").fill(name)
    expect(add).to_be_hidden()
    page.get_by_role("button", name="Remove Helper 2").click()
    expect(page.get_by_role("group", name="Helper 2")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Remove Helper 1").click()
    says(page, "Saved at")
    page.get_by_role("button", name="Save and continue").click()
    assert at_desk.ours.stored().answers["every"]["people"] == [{"name": "Cy"}, {"name": "Di"}]


def test_a_condition_in_a_row_looks_at_its_own_row(at_desk):
    page = at_desk.open("every")
    for _ in range(2):
        page.get_by_role("button", name="Add helper").click()
    page.locator("#people-1-paid").check()
    expect(page.locator("#people-1-by")).to_be_visible()
    expect(page.locator("#people-0-by")).to_be_hidden()


def test_the_line_has_no_mark_until_one_is_made_and_obeys_the_keyboard(at_desk):
    page = at_desk.open("every")
    line = page.get_by_role("slider", name="How bad is the pain?")
    number = page.locator("#pain")
    expect(line).to_have_attribute("aria-valuetext", "Not marked")
    expect(page.locator(".aimwell-line__mark")).to_be_hidden()
    for key, value in (
        ("ArrowRight", "0"),
        ("PageUp", "10"),
        ("ArrowUp", "11"),
        ("End", "100"),
        ("ArrowLeft", "99"),
        ("Home", "0"),
        ("Delete", ""),
    ):
        line.press(key)
        expect(number).to_have_value(value)
    expect(line).to_have_attribute("aria-valuetext", "Not marked")
    line.click()
    assert 45 <= int(number.input_value()) <= 55
    number.fill("70")
    expect(line).to_have_attribute("aria-valuenow", "70")
    page.get_by_role("button", name="Clear the mark").click()
    expect(number).to_have_value("")


def test_enter_in_a_field_goes_on(at_desk):
    page = at_desk.open("every")
    page.get_by_label("What should we call you?").fill("Ada")
    page.get_by_label("What should we call you?").press("Enter")
    expect(page).to_have_url(at_desk.base + at_desk.ours.url("last"))


def test_errors_take_the_focus_and_their_links_lead_to_the_field(at_desk):
    page = at_desk.open("every")
    page.get_by_label("Falls in the last month").fill("3o")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page).to_have_title(f"Error: Everything – Whole assessment – {at_desk.ours.organisation.name}")
    page.get_by_role("link", name="must be a number").click()
    expect(page.locator("#falls")).to_be_focused()
    assert page.locator("#falls").input_value() == "3o"


def test_the_whole_walk_without_scripts(chromium, site):
    without = desk(chromium, site, java_script_enabled=False)
    page = without.open("every")
    page.get_by_label("What should we call you?").fill("Ada")
    expect(page.get_by_text("Asked when ‘Do you live alone?’ is No.")).to_be_visible()
    page.get_by_role("button", name="Add helper").click()
    page.get_by_label("Name", exact=True).fill("Bo")
    page.get_by_role("button", name="Add helper").click()
    page.get_by_role("button", name="Remove Helper 2").click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Back", exact=True).last.click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Bo")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_label("I, Sam").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    (record,) = without.ours.records()
    assert record.answers["every"] == {"name": "Ada", "people": [{"name": "Bo"}]}
    without.context.close()
