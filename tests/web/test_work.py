"""Work without a client record: entered quickly, listed, corrected with a reason, never changed silently."""

from __future__ import annotations

import csv
import html
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from factories import make_activity, make_member, make_organisation

from aimwell.levels.activities import ReplacedMeanwhile, current, withdraw
from aimwell.levels.models import Activity, TargetGroup
from aimwell.organisations.models import Membership, Organisation, Service, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.workspace.worklist import PAGE

pytestmark = pytest.mark.django_db

AT = "/w/ours/work/"


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours")


@pytest.fixture
def user(ours: Organisation) -> User:
    member = make_member(ours)
    Membership.objects.filter(user=member).update(band=6)
    return member


@pytest.fixture
def browser(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def typed(**changes: str) -> dict[str, str]:
    today = localdate()
    day = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    return {"kind": "2-training", **day, "hours": "1", "minutes": "30", **changes}


def told(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def entries(organisation: Organisation) -> list[Activity]:
    with acting_for(organisation):
        return list(current(organisation).select_related("target_group", "service"))


def test_an_entry_keeps_what_was_typed_with_the_band_of_the_day(
    ours: Organisation, browser: Client, user: User
):
    with acting_for(ours):
        group = TargetGroup.objects.create(organisation=ours, name="Care homes", definition="demographics")
        service = Service.objects.create(organisation=ours, name="Falls")
    said = {
        "target_group": str(group.pk),
        "service": str(service.pk),
        "with_whom": "Oak Lodge",
        "people_reached": "12",
        "outcome": "Two signposted",
    }
    answer = browser.post(f"{AT}add", typed(**said), follow=True)
    assert "Training, 1 h 30 min, is saved." in told(answer)
    assert all(text in told(answer) for text in ("Care homes", "Oak Lodge", "12", "Two signposted", "Falls"))
    Membership.objects.filter(user=user).update(band=7)
    [kept] = entries(ours)
    assert (kept.level, kept.kind, kept.minutes, kept.people_reached) == (2, "training", 90, 12)
    assert (kept.by, kept.band, kept.target_group, kept.service) == (user, 6, group, service)


def test_another_one_begins_like_the_last(ours: Organisation, browser: Client):
    yesterday = localdate() - timedelta(days=1)
    day = {"on-day": yesterday.day, "on-month": yesterday.month, "on-year": yesterday.year}
    answer = browser.post(f"{AT}add", typed(another="1", kind="1-self_help", **day), follow=True)
    page = answer.content.decode()
    assert "Add work" in page
    assert '<option value="1-self_help" selected>' in page
    assert re.search(rf'name="on-day"[^>]*value="{yesterday.day}"', page)
    fresh = browser.get(f"{AT}add").content.decode()
    assert '<option value="1-self_help" selected>' in fresh
    assert re.search(rf'name="on-day"[^>]*value="{localdate().day}"', fresh)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Choose what you did."),
        ({"kind": "2-nothing"}, "Choose what you did from the list."),
        ({"kind": "2-other"}, "Say in a few words what you did."),
        ({"hours": "", "minutes": ""}, "Enter how long it took."),
        ({"hours": "60", "minutes": "1"}, "Enter 60 hours at most"),
        ({"hours": "x"}, "Enter whole hours."),
        ({"on-year": "2001"}, "Check the year"),
        ({"on-year": "2999"}, "The date must be today or earlier."),
        ({"on-day": "31", "on-month": "2"}, "Enter a real date"),
        ({"people_reached": "many"}, "Enter how many people, as a number."),
        ({"with_whom": "about 943 476 5919"}, "There is an NHS number in this."),
        ({"outcome": "9434765919 found"}, "There is an NHS number in this."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    ours: Organisation, browser: Client, wrong: dict[str, str], said: str
):
    answer = browser.post(
        f"{AT}add", typed(**{"what": "Lifting", **wrong} if wrong != {"kind": "2-other"} else wrong)
    )
    page = answer.content.decode()
    assert "There is a problem" in page
    assert said in html.unescape(page)
    assert '<option value="2-training" selected>' in page or "kind" in wrong
    assert not entries(ours)


def test_a_telephone_number_is_no_nhs_number(ours: Organisation, browser: Client):
    browser.post(f"{AT}add", typed(with_whom="Oak Lodge, 1234567890"))
    assert entries(ours)[0].with_whom == "Oak Lodge, 1234567890"


def test_the_list_is_filtered_and_summed(ours: Organisation, browser: Client, user: User):
    colleague = make_member(ours)
    make_activity(ours, user, what="Lifting", people_reached=5, group="Care homes")
    make_activity(ours, user, "1-promotion", minutes=90, people_reached=20)
    make_activity(ours, user, "3-direct", minutes=300)
    make_activity(ours, colleague, what="Hers")
    make_activity(ours, user, what="Old", on=localdate() - timedelta(days=300))
    page = told(browser.get(f"{AT}?period=month"))
    assert "Lifting" in page
    assert "Hers" not in page
    assert "Old" not in page
    assert "Level 1 (duty of care to the population) 1 h 30 min" in page
    assert "People reached 25" in page
    assert "Hers" in told(browser.get(f"{AT}?whose=everybody"))
    assert "Old" in told(browser.get(f"{AT}?period=12-months"))
    assert "Entries 1" in told(browser.get(f"{AT}?level=1"))
    with acting_for(ours):
        group = TargetGroup.objects.get()
    only = told(browser.get(f"{AT}?group={group.pk}"))
    assert ("Lifting" in only, "Health promotion and prevention" in only) == (True, False)


@pytest.mark.parametrize(
    "query", ["period=x", "level=9", "group=99999999", "page=0", "page=x", "whose=", "all=1"]
)
def test_odd_addresses_show_a_list(browser: Client, query: str):
    assert browser.get(f"{AT}?{query}").status_code == 200


def test_as_many_statements_for_many_as_for_few(ours: Organisation, browser: Client, user: User):
    def statements() -> int:
        browser.get(AT)  # The session is read and written once for the first request.
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"{AT}?whose=everybody")
        return len(asked)

    make_activity(ours, user, group="A")
    few = statements()
    for number in range(PAGE + 1):
        make_activity(ours, make_member(ours) if number < 5 else user, group=f"Group {number % 5}")
    assert statements() == few
    assert "Page 2 of 2" in told(browser.get(f"{AT}?whose=everybody"))
    assert f"Entries {PAGE + 2}" in told(browser.get(f"{AT}?whose=everybody&all=1"))


def test_a_correction_takes_the_place_and_tells_why(ours: Organisation, browser: Client, user: User):
    wrong = make_activity(ours, user, minutes=600, what="Ten hours")
    Membership.objects.filter(user=user).update(band=8)
    answer = browser.post(f"{AT}{wrong.pk}/correct", typed(what="One hour", reason="A slip"), follow=True)
    page = told(answer)
    assert all(text in page for text in ("One hour", "Ten hours", "Why: A slip", "Corrected", "10 h"))
    [kept] = entries(ours)
    assert (kept.minutes, kept.band, kept.reason, kept.replaces_id) == (90, 6, "A slip", wrong.pk)
    assert "Say why you correct the entry." in told(browser.post(f"{AT}{kept.pk}/correct", typed()))
    # The address of what was replaced shows the same entry.
    assert "One hour" in told(browser.get(f"{AT}{wrong.pk}/"))


def test_an_entry_is_taken_back_and_brought_back(ours: Organisation, browser: Client, user: User):
    wrong = make_activity(ours, user, what="Twice")
    assert "Say why it doesn’t count." in told(browser.post(f"{AT}{wrong.pk}/take-back", {"reason": " "}))
    page = told(browser.post(f"{AT}{wrong.pk}/take-back", {"reason": "Entered twice"}, follow=True))
    assert "This entry doesn’t count" in page
    assert "Entered twice" in page
    assert entries(ours) == []
    assert "Twice" not in told(browser.get(AT))
    with acting_for(ours):
        withdrawn = Activity.objects.get(withdrawn=True)
    browser.post(f"{AT}{withdrawn.pk}/correct", typed(what="Twice", reason="It was not"))
    assert [one.what for one in entries(ours)] == ["Twice"]


def test_what_somebody_changed_meanwhile_is_not_overwritten(ours: Organisation, browser: Client, user: User):
    wrong = make_activity(ours, user, what="First")
    with acting_for(ours):
        withdraw(wrong, user=user, reason="Mine")
    answer = browser.post(f"{AT}{wrong.pk}/correct", typed(what="My words", reason="Why not"))
    assert "Somebody changed this entry while you were writing." in told(answer)
    assert 'value="My words"' in answer.content.decode()
    again = browser.post(f"{AT}{wrong.pk}/take-back", {"reason": "Twice"})
    assert "Somebody changed this entry while you were writing." in told(again)
    assert entries(ours) == []
    with acting_for(ours), pytest.raises(ReplacedMeanwhile):
        withdraw(wrong, user=user, reason="Too late")


def test_no_row_is_changed_or_deleted(ours: Organisation, user: User):
    make_activity(ours, user)
    for change in (lambda: Activity.objects.update(minutes=1), lambda: Activity.objects.all().delete()):
        with acting_for(ours), pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


def test_no_organisation_sees_anothers_work(ours: Organisation, browser: Client):
    theirs = make_organisation("theirs")
    work = make_activity(theirs, make_member(theirs), what="Secret", group="Their group")
    for at in ("", "correct", "take-back"):
        assert browser.get(f"{AT}{work.pk}/{at}").status_code == 404
    page = told(browser.get(f"{AT}?whose=everybody&period=12-months&group={work.target_group_id}"))
    assert ("Secret" in page, "Their group" in page) == (False, False)
    assert "Choose" not in browser.post(f"{AT}add", typed(target_group=str(work.target_group_id))).headers
    assert entries(ours) == []
    with acting_for(ours), connection.cursor() as cursor:
        cursor.execute("select count(*) from levels_activity")
        assert cursor.fetchone() == (0,)


def test_somebody_who_reads_only_enters_nothing(ours: Organisation, client: Client, user: User):
    work = make_activity(ours, user, what="Seen by all")
    client.force_login(make_member(ours, Role.READ_ONLY))
    page = client.get(AT).content.decode()
    assert "Seen by all" in page
    assert "Add work" not in page
    assert client.get(f"{AT}add").status_code == client.get(f"{AT}{work.pk}/correct").status_code == 403


def test_a_manager_takes_the_list_to_a_spreadsheet(ours: Organisation, client: Client, user: User):
    make_activity(ours, user, what='=HYPERLINK("x")', people_reached=3, group="Care homes", minutes=75)
    make_activity(ours, user, "3-direct")
    client.force_login(make_member(ours, Role.SERVICE_MANAGER))
    answer = client.get(f"{AT}export.csv?period=month&level=2")
    [row] = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert row["In other words"] == '\'=HYPERLINK("x")'
    assert (row["Target group"], row["Minutes"], row["People reached"]) == ("Care homes", "75", "3")
    assert (row["Band"], row["Duty of care to"]) == ("6", "the workforce and the groups it works with")
    assert "attachment" in answer.headers["Content-Disposition"]
