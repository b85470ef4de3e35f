"""The short and the full path while filling in: switching hides and brings back, and loses nothing."""

from __future__ import annotations

import json

import pytest
from factories import make_record
from wizard_forms import form, question, section
from wizard_world import world

from aimwell.documents.printing import blank_html, record_html
from aimwell.organisations.scope import acting_for
from aimwell.places import SCHEMAS

pytestmark = pytest.mark.django_db

VISIT = json.loads((SCHEMAS / "examples" / "visit.json").read_text(encoding="utf-8"))
FULL = {"matters": "My garden", "income": "A pension", "sleep": "4"}


def test_the_choice_shows_what_each_path_takes_and_only_the_full_one_goes_on_to_the_carer():
    us = world(VISIT)
    page = us.get("visit")
    assert "Short, about 10 minutes" in page
    assert "Full, about 40 minutes" in page
    assert us.post("visit", path="short", **FULL).headers["Location"] == us.url("check")
    assert us.browser.get(us.url("carer")).status_code == 302
    assert us.post("visit", path="full", **FULL).headers["Location"] == us.url("carer")


def test_switching_to_short_and_back_loses_nothing():
    us = world(VISIT)
    us.post("visit", path="full", **FULL)
    us.post("carer", **{"break": "false", "since-day": "1", "since-month": "2", "since-year": "2026"})
    full = us.stored().answers
    us.post("visit", path="short", **FULL)
    check = us.get("check")
    assert "A pension" not in check
    assert "Do you get a break?" not in check
    us.post("visit", path="full", **FULL)
    assert us.stored().answers == full
    check = us.get("check")
    assert "A pension" in check
    assert "1 February 2026" in check


def test_a_short_record_holds_the_short_path_and_nothing_else():
    us = world(VISIT)
    us.post("visit", path="short", **FULL)
    us.post("check", "sign", statement="yes")
    (record,) = us.records()
    assert record.answers == {"visit": {"path": "short", "matters": "My garden", "sleep": 4}}


def test_whose_answer_it_is_stands_beside_it_on_the_screen_and_on_paper():
    mine = question("string", "My own view")
    whose = section(
        "Who",
        person=question("string", "Yours", role="person"),
        carer=question("string", "The carer’s", role="carer"),
        both=question("string", "Ours", role="together"),
        mine=mine,
    )
    us = world(form(who=whose))
    answers = {"who": {"person": "a", "carer": "b", "both": "c", "mine": "d"}}
    record = make_record(us.draft.version, us.draft.person, us.user, answers)
    shown = us.browser.get(f"/w/ours/records/{record.pk}/").text
    page = us.get("who")
    with acting_for(us.organisation):
        printed = record_html(record, by=us.user)
        blank = blank_html(us.draft.version, organisation=us.organisation, by=us.user)
    for asked, answered in (
        ("For the person to answer", "The person’s answer"),
        ("For the carer to answer", "The carer’s answer"),
        ("To answer together", "Answered together"),
    ):
        assert page.count(asked) == blank.count(asked) == 1
        assert shown.count(answered) == 1
        assert printed.count(f"({answered.lower()})") == 1
