"""The workspace in Chromium: nothing that axe calls serious, nothing cut off, and sessions end in time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version
from forms import ASSESSMENT, assessment_answers
from playwright.sync_api import Browser, Page, expect

from aimwell.organisations.roles import Role
from aimwell.records.models import Record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SERIOUS = {"serious", "critical"}


@pytest.fixture
def record() -> Record:
    """The second record of a person with an unfinished form; signed by the person's key worker."""
    ours = make_organisation("ours", plugins=("copm", "vas"))
    user = make_member(ours, Role.SERVICE_MANAGER)
    person = make_person(
        ours,
        key_worker=user,
        family_name="Featherstonehaugh-Willoughby",
        communication_needs="Lip-reads",
    )
    version = make_version(ours, user, ASSESSMENT)
    make_record(version, person, user, assessment_answers())
    make_draft(version, person, user)
    return make_record(version, person, user, assessment_answers(performance=8, pain=20))


@pytest.fixture(params=[320, 1280])
def page(request, chromium: Browser, live_server, record: Record) -> Iterator[Page]:
    context = signed_in(chromium, live_server, record, request.param)
    yield context.new_page()
    context.close()


def signed_in(chromium: Browser, live_server, record: Record, width: int):
    client = Client()
    client.force_login(record.signed_by)
    context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 800})
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context


def test_pages_are_accessible_and_fit(page: Page, record: Record) -> None:
    person = f"/w/ours/people/{record.person_id}/"
    for path in (
        "/w/ours/",
        "/w/ours/?search=nobody",
        "/w/ours/people/add",
        "/w/ours/views",
        person,
        f"{person}edit",
        f"{person}care-team",
        f"/w/ours/records/{record.pk}/",
        f"/w/ours/records/{record.pk}/amend",
        "/w/nowhere/",
    ):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        faults = [
            (one["id"], one["nodes"][0]["html"])
            for one in Axe().run(page).response["violations"]
            if one["impact"] in SERIOUS
        ]
        assert faults == [], path
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], path


def test_two_scores_are_compared_from_the_persons_page(page: Page, record: Record) -> None:
    page.goto(f"/w/ours/people/{record.person_id}/")
    page.get_by_role("button", name="Compare the two scores of Goals").click()
    expect(page.get_by_role("table")).to_contain_text("Improved")
    page.get_by_text("Why", exact=False).first.click()
    expect(page.get_by_text("Source:").first).to_be_visible()


def test_a_session_that_ends_is_announced_and_can_be_kept(
    chromium: Browser, live_server, record: Record, settings
) -> None:
    settings.SESSION_COOKIE_AGE = 150
    context = signed_in(chromium, live_server, record, 1280)
    page = context.new_page()
    page.goto("/w/ours/")
    dialog = page.get_by_role("dialog", name="You will be signed out soon")
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Stay signed in").click()
    expect(dialog).not_to_be_visible()
    context.close()


def test_when_the_session_has_ended_the_page_leads_to_sign_in_and_back(
    chromium: Browser, live_server, record: Record, settings
) -> None:
    settings.SESSION_COOKIE_AGE = 62
    context = signed_in(chromium, live_server, record, 1280)
    page = context.new_page()
    page.goto("/w/ours/?whose=everybody")
    page.wait_for_url("**/accounts/login/?next=%2Fw%2Fours%2F%3Fwhose%3Deverybody")
    context.close()
