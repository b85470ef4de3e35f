"""The skill mix report, target groups and bands: what a manager and an administrator set and see."""

from __future__ import annotations

import html
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from editor import make_editor, signed_in
from factories import make_activity, make_member

from aimwell.levels.activities import withdraw
from aimwell.levels.mix import recommended
from aimwell.levels.models import TargetGroup
from aimwell.levels.shares import RECOMMENDED
from aimwell.organisations.models import Membership, Organisation, Service, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for

pytestmark = pytest.mark.django_db

AT = "/w/ours/work/skill-mix"


@pytest.fixture
def ours() -> Organisation:
    return make_editor()[0]


@pytest.fixture
def browser(ours: Organisation) -> Client:
    return signed_in(make_member(ours, Role.SERVICE_MANAGER))


def of_band(organisation: Organisation, band: int | None) -> User:
    member = make_member(organisation)
    Membership.objects.filter(user=member).update(band=band)
    return member


def rows(answer) -> dict[str, str]:
    """The lines of the table, by who they are of."""
    found = {}
    for row in re.findall(r"<tr class.*?</tr>", answer.content.decode(), re.S):
        cells = [
            " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"</span><span>(.*?)</td>", row, re.S)
        ]
        found[cells[0]] = " | ".join(cells[1:])
    return found


def told(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_the_report_compares_bands_with_what_is_recommended(ours: Organisation, browser: Client):
    with acting_for(ours):
        falls = Service.objects.create(organisation=ours, name="Falls")
    for _ in range(3):
        six = of_band(ours, 6)
        make_activity(ours, six, "3-direct", minutes=1400, service=falls)
        make_activity(ours, six, "2-training", minutes=600)
    gone = make_activity(ours, six, "1-promotion", minutes=3000)
    with acting_for(ours):
        withdraw(gone, user=six, reason="Twice")
    make_activity(ours, of_band(ours, None), "4-direct", minutes=60)
    answer = browser.get(AT)
    found = rows(answer)
    assert found["Band 6"] == "3 | 0 % | 30 % 30 h | 70 % 70 h | 0 % | 70 % | 80 % | 10 points less"
    assert found["Band not known Little to go by"].endswith("100 % | – | –")
    assert found["Everybody"].startswith("4 |")
    page = told(answer)
    assert "Nobody of bands 3, 4, 5, 7, 8 has entered time." in page
    assert "1 h are of people whose band wasn’t known" in page
    # The two managers entered none: one made with the organisation, one who looks.
    assert "2 of those who may enter time have entered none" in page
    of_falls = rows(browser.get(f"{AT}?service={falls.pk}"))
    assert of_falls["Band 6"].endswith("| 100 % | 80 % | 20 points more")
    assert "Nobody has entered time here" in told(browser.get(f"{AT}?period=last-financial-year"))


def test_as_many_statements_for_a_years_work_as_for_a_days(ours: Organisation, browser: Client):
    def statements() -> int:
        browser.get("/w/ours/work/")  # The session is read and written once for the first request.
        with CaptureQueriesContext(connection) as asked:
            browser.get(AT)
        return len(asked)

    make_activity(ours, of_band(ours, 6))
    few = statements()
    for band in (3, 4, 5, None):
        member = of_band(ours, band)
        for kind in ("1-promotion", "2-training", "3-direct", "4-direct"):
            make_activity(ours, member, kind)
    assert statements() == few


def test_a_manager_sets_what_is_recommended_with_a_reason(ours: Organisation, browser: Client):
    shares = {f"band_{band}": str(percent) for band, percent in RECOMMENDED.items()}
    wrong = browser.post(f"{AT}/recommended", {**shares, "band_6": "101"})
    assert "Enter a whole number from 0 to 100 for band 6." in told(wrong)
    assert "Say why" in told(wrong)
    browser.post(f"{AT}/recommended", {**shares, "band_6": "70", "reason": "A rural place"})
    with acting_for(ours):
        assert recommended(ours) == {**RECOMMENDED, 6: 70}
    page = told(browser.get(f"{AT}/recommended"))
    assert "Band 6: 70 %" in page
    assert "A rural place" in page
    assert "was set by your organisation" in told(browser.get(AT))
    answer = browser.post(f"{AT}/recommended", {**shares, "band_6": "70", "reason": "Again"}, follow=True)
    assert "Nothing changed" in told(answer)
    with acting_for(make_editor("theirs")[0]):
        assert recommended(Organisation.objects.get(slug="theirs")) == RECOMMENDED


def test_a_manager_keeps_target_groups(ours: Organisation, browser: Client):
    at = "/w/ours/work/groups"
    assert "Add the first group" in told(browser.get(at))
    assert "Choose how the group is defined." in told(browser.post(f"{at}/add", {"name": "Care homes"}))
    said = {"name": "Care homes", "definition": "demographics", "active": "on"}
    browser.post(f"{at}/add", said)
    assert "There is a group of this name already." in told(
        browser.post(f"{at}/add", {**said, "name": "CARE HOMES"})
    )
    with acting_for(ours):
        group = TargetGroup.objects.get()
    practitioner = of_band(ours, 6)
    make_activity(ours, practitioner, group="Care homes")
    assert "1 h for Care homes" in told(browser.get(at))
    theirs = signed_in(practitioner)
    assert "Care homes" in told(theirs.get("/w/ours/work/add"))
    browser.post(f"{at}/{group.pk}/edit", {**said, "active": ""})
    assert "Not offered" in told(browser.get(at))
    assert "Care homes" not in told(theirs.get("/w/ours/work/add"))
    assert theirs.get(at).status_code == theirs.get(AT).status_code == 403


def test_an_administrator_says_the_band_and_it_is_in_the_history(ours: Organisation):
    administrator = make_member(ours, Role.ADMINISTRATOR)
    target = Membership.objects.get(user=of_band(ours, None))
    browser, at = signed_in(administrator), f"/cms/organisations/ours/members/{target.pk}/band/"
    assert "Choose a band from the list." in told(browser.post(at, {"band": "12"}))
    page = told(browser.post(at, {"band": "7"}, follow=True))
    assert f"{target.user}: Band 7." in page
    browser.post(at, {"band": ""})
    target.refresh_from_db()
    assert target.band is None
    events = apps.get_model("organisations", "MembershipEvent").objects.filter(pgh_obj_id=target.pk)
    changed = events.order_by("pgh_id").values_list("band", "pgh_context__metadata__user")
    assert list(changed)[-2:] == [(7, administrator.pk), (None, administrator.pk)]
    assert signed_in(make_member(ours, Role.SERVICE_MANAGER)).get(at).status_code == 403
