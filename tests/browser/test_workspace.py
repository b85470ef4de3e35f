"""The workspace in Chromium: nothing that axe calls serious, nothing cut off, and sessions end in time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version
from forms import ASSESSMENT, assessment_answers
from playwright.sync_api import Browser, Page, expect

from aimwell.organisations.roles import Role
from aimwell.records.models import Record

pytestmark = pytest.mark.browser

SERIOUS = {"serious", "critical"}
_numbers = count(1)


@pytest.fixture
def record(site: str) -> Record:
    """The second record of a person with an unfinished form; signed by the person's key worker."""
    ours = make_organisation(f"pages-{next(_numbers)}", plugins=("copm", "vas"))
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
def page(request, chromium: Browser, site: str, record: Record) -> Iterator[Page]:
    context = signed_in(chromium, site, record, request.param)
    yield context.new_page()
    context.close()


def workspace_of(record: Record) -> str:
    return f"/w/{record.organisation.slug}/"


def signed_in(chromium: Browser, site: str, record: Record, width: int):
    client = Client()
    client.force_login(record.signed_by)
    context = chromium.new_context(base_url=site, viewport={"width": width, "height": 800})
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    return context


def test_pages_are_accessible_and_fit(page: Page, record: Record) -> None:
    workspace = workspace_of(record)
    person = f"{workspace}people/{record.person_id}/"
    for path in (
        workspace,
        f"{workspace}?search=nobody",
        f"{workspace}people/add",
        f"{workspace}views",
        person,
        f"{person}edit",
        f"{person}care-team",
        f"{workspace}records/{record.pk}/",
        f"{workspace}records/{record.pk}/amend",
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
    page.goto(f"{workspace_of(record)}people/{record.person_id}/")
    page.get_by_role("button", name="Compare the two scores of Goals").click()
    expect(page.get_by_role("table")).to_contain_text("Improved")
    page.get_by_text("Why", exact=False).first.click()
    expect(page.get_by_text("Source:").first).to_be_visible()


def test_a_session_that_ends_is_announced_and_can_be_kept(
    chromium: Browser, site: str, record: Record, settings
) -> None:
    settings.SESSION_COOKIE_AGE = 150
    context = signed_in(chromium, site, record, 1280)
    page = context.new_page()
    page.goto(workspace_of(record))
    dialog = page.get_by_role("dialog", name="You will be signed out soon")
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Stay signed in").click()
    expect(dialog).not_to_be_visible()
    context.close()


def test_when_the_session_has_ended_the_page_leads_to_sign_in_and_back(
    chromium: Browser, site: str, record: Record, settings
) -> None:
    settings.SESSION_COOKIE_AGE = 62
    context = signed_in(chromium, site, record, 1280)
    page = context.new_page()
    page.goto(f"{workspace_of(record)}?whose=everybody")
    back = quote(f"{workspace_of(record)}?whose=everybody", safe="")
    page.wait_for_url(f"**/accounts/login/?next={back}")
    context.close()
