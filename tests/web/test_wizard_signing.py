"""The check of the answers and the signature."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from factories import make_member
from wizard_forms import EVERY_KIND, form, question, section
from wizard_world import browser_of, world

from aimwell.organisations.scope import acting_for
from aimwell.records.models import Decision

WALK = {"about": {"matters": "Walk"}}
LEVELS = {"type": "string", "enum": ["0", "1", "2", "3"]}
FACTS = ("functional_ability", "daily_life_and_carer_impact", "context")
TRIAGE = {
    **form(
        "triage",
        factors=section(
            "Factors", **{fact: question("string", fact, enum=["0", "1", "2", "3"]) for fact in FACTS}
        ),
    ),
    "x-aimwell": {
        "kind": "triage",
        "language": "en-GB",
        "triage": {"rule": "intended_outcome", "facts": {fact: f"factors/{fact}" for fact in FACTS}},
    },
}


@pytest.mark.django_db
def test_signing_twice_makes_one_record():
    ours = world(answers=WALK)
    first = ours.browser.post(ours.url("check"), {"action": "sign", "statement": "yes"})
    second = ours.browser.post(ours.url("check"), {"action": "sign", "statement": "yes"})
    (record,) = ours.records()
    assert first.headers["Location"] == second.headers["Location"] == f"/w/ours/records/{record.pk}/"


def test_signing_from_two_sides_at_once_makes_one_record(lasting_database):
    ours = world(answers=WALK, slug="at-once")
    browsers = [browser_of(ours.user) for _ in range(4)]
    went = []

    def sign(browser):
        answer = browser.post(ours.url("check"), {"action": "sign", "statement": "yes"})
        went.append(answer.headers["Location"])
        connection.close()

    threads = [threading.Thread(target=sign, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (record,) = ours.records()
    assert went == [f"/w/at-once/records/{record.pk}/"] * 4


@pytest.mark.django_db
def test_the_statement_must_be_ticked():
    ours = world(answers=WALK)
    page = ours.post("check", "sign").text
    assert "Tick the box" in page
    assert 'href="#statement"' in page
    assert ours.records() == []


@pytest.mark.django_db
def test_what_is_missing_or_unreadable_stands_in_the_way_with_a_link():
    ours = world()
    ours.post("days", "leave", falls="3o")
    page = ours.post("check", "sign", statement="yes").text
    assert f'href="{ours.url("about")}?from=check#matters"' in page
    assert f'href="{ours.url("days")}?from=check#falls"' in page
    assert 'value="sign"' not in page
    assert ours.records() == []


@pytest.mark.django_db
def test_what_could_not_be_read_in_a_question_that_is_not_asked_is_no_obstacle():
    part = question("integer", "How many?", when={"question": "a/has", "operator": "equals", "value": True})
    ours = world(form(a=section("A", has=question("boolean", "Any?"), many=part)))
    ours.post("a", "leave", has="true", many="3o")
    assert "must be a number" in ours.get("check")
    ours.post("a", "leave", has="false", many="3o")
    ours.post("check", "sign", statement="yes")
    assert [record.answers for record in ours.records()] == [{"a": {"has": False}}]


@pytest.mark.django_db
def test_measures_are_previewed_and_scored():
    copm = {"title": "COPM", "x-aimwell": {"widget": "measure", "measure": "copm"}}
    ours = world(form(goals=section("Goals", copm=copm)), plugins=("copm",))
    rows = {
        f"copm-problems-{row}-{name}": value
        for row in (0, 1)
        for name, value in (("performance", 3), ("satisfaction", row + 1))
    }
    ours.post("goals", **rows, **{"copm-problems-row": ["0", "1"]})
    page = ours.get("check")
    assert "Performance: 3.0" in page
    assert "Satisfaction: 1.5" in page
    ours.post("check", "sign", statement="yes")
    with acting_for(ours.organisation):
        (score,) = ours.records()[0].scores.all()
    assert [one["value"] for one in score.values] == [3.0, 1.5]
    ids = {row["id"] for row in ours.records()[0].answers["goals"]["copm"]["problems"]}
    assert len(ids) == 2


@pytest.mark.django_db
def test_a_recommendation_is_confirmed_before_signing():
    ours = world(TRIAGE, plugins=("intended_outcome",))
    ours.post("factors", **dict.fromkeys(FACTS, "2"))
    assert "Recommended:" in ours.get("check")
    assert "before you sign" in ours.post("check", "sign", statement="yes").text
    assert ours.post("check", "confirm").status_code == 302
    ours.post("check", "sign", statement="yes")
    with acting_for(ours.organisation):
        decision = Decision.objects.get()
    assert decision.decided == decision.recommended


@pytest.mark.django_db
def test_to_decide_otherwise_takes_a_reason_and_new_facts_a_new_decision():
    ours = world(TRIAGE, plugins=("intended_outcome",))
    ours.post("factors", **dict.fromkeys(FACTS, "2"))
    assert "Say why" in ours.post("check", "override", decision="not_necessary").text
    kept = ours.post("check", "override", decision="not_necessary", reason="The GP calls back")
    assert kept.status_code == 302
    assert "The GP calls back" in ours.get("check")
    ours.post("factors", **dict.fromkeys(FACTS, "3"))
    assert "before you sign" in ours.post("check", "sign", statement="yes").text


@pytest.mark.django_db
def test_another_member_may_go_on_and_sign():
    ours = world(answers=WALK)
    kim = make_member(ours.organisation)
    browser_of(kim).post(ours.url("check"), {"action": "sign", "statement": "yes"})
    assert ours.records()[0].signed_by == kim


@pytest.mark.django_db
def test_every_kind_of_answer_reaches_the_record():
    ours = world(form(every=EVERY_KIND))
    typed = {
        "name": "Ada",
        "story": "One\r\nTwo",
        "falls": "1,000",
        "weight": "61.5",
        "alone": "false",
        "who": "Bo",
    }
    typed |= {"since-day": "3", "since-month": "02", "since-year": "2020", "home": "flat", "county": "area 3"}
    typed |= {"aids": ["stick", "chair"], "tired": "4", "pain": "55"}
    typed |= {"people-row": ["0", "7"], "people-0-name": "Bo", "people-7-name": "Cy", "people-7-paid": "true"}
    page = ours.post("every", **typed)
    assert "must be 99 or less" in page.text
    ours.post("every", **{**typed, "falls": "2"})
    ours.post("check", "sign", statement="yes")
    (record,) = ours.records()
    assert record.answers["every"] == {
        "name": "Ada", "story": "One\nTwo", "falls": 2, "weight": 61.5, "since": "2020-02-03", "alone": False,
        "who": "Bo", "home": "flat", "county": "area 3", "aids": ["stick", "chair"], "tired": 4, "pain": 55,
        "people": [{"name": "Bo"}, {"name": "Cy", "paid": True}],
    }  # fmt: skip
