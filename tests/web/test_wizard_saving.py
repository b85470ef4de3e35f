"""Saving while typing, and two people on one draft."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import make_member, make_person
from wizard_forms import EVERY_KIND, form
from wizard_world import browser_of, statements_of, world

from aimwell.library.freeze import withdraw
from aimwell.organisations.scope import acting_for

pytestmark = pytest.mark.django_db


def autosave(ours, browser=None, **typed):
    return (browser or ours.browser).post(ours.url("about", "autosave/"), {"base": "0"} | typed)


def test_autosave_answers_with_the_revision_and_the_time():
    ours = world()
    answer = autosave(ours, matters="Walk")
    assert answer.json().keys() == {"state", "revision", "at"}
    assert answer.json()["revision"] == ours.stored().revision == 1
    assert ours.stored().answers == {"about": {"matters": "Walk"}}
    assert "In progress" in ours.get("about")


def test_autosave_takes_at_most_eight_statements():
    ours = world()
    autosave(ours, matters="W", page="p", number="1")
    with CaptureQueriesContext(connection) as captured:
        assert autosave(ours, matters="Walk", page="p", number="2").status_code == 200
    statements = statements_of(captured)
    assert len(statements) <= 8, "\n".join(statements)


def test_a_step_is_shown_with_few_statements_and_no_big_text():
    ours = world(form(every=EVERY_KIND))
    ours.get("every")
    with CaptureQueriesContext(connection) as captured:
        ours.get("every")
    statements = statements_of(captured)
    assert len(statements) <= 8, "\n".join(statements)
    assert not any('"schema_text"' in statement for statement in statements)


def test_autosave_tells_a_script_that_nobody_is_signed_in():
    ours = world()
    answer = autosave(ours, Client())
    assert (answer.status_code, answer.json()) == (401, {"state": "signed-out"})


def test_autosave_of_a_draft_that_is_gone():
    ours = world(answers={"about": {"matters": "Walk"}})
    ours.post("check", "sign", statement="yes")
    assert autosave(ours, matters="Late").status_code == 404
    assert ours.browser.get(ours.url("about")).headers["Location"].startswith("/w/ours/records/")


def test_somebody_elses_answer_is_never_overwritten_in_silence():
    ours = world()
    kim = browser_of(make_member(ours.organisation))
    ours.get("about")
    assert autosave(ours, kim, matters="Kim’s text", page="kim").status_code == 200
    told = autosave(ours, matters="Sam’s text", page="sam")
    assert told.status_code == 409
    assert told.json()["state"] == "conflict"
    assert told.json()["fields"] == ["matters"]
    page = ours.post("about", base="0", page="sam", matters="Sam’s text", lives_alone="true")
    assert page.status_code == 409
    assert "Kim’s text" in page.text
    assert "Sam’s text" in page.text
    assert ours.stored().answers == {"about": {"matters": "Kim’s text"}}


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Sam’s text"), ("theirs", "Kim’s text")])
def test_the_second_chooses_question_by_question(choice, kept):
    ours = world()
    kim = browser_of(make_member(ours.organisation))
    autosave(ours, kim, matters="Kim’s text", page="kim")
    typed = {"base": "0", "matters": "Sam’s text", "lives_alone": "true"}
    undecided = ours.post("about", "resolve", **{**typed, "base": "1", "keep:lives_alone": "mine"})
    assert undecided.status_code == 409
    choices = {"keep:lives_alone": "mine", "keep:matters": choice}
    assert ours.post("about", "resolve", **typed, **choices).status_code == 302
    assert ours.stored().answers == {"about": {"matters": kept, "lives_alone": True}}


def test_the_same_answers_from_two_sides_are_no_conflict():
    ours = world()
    autosave(ours, matters="Walk", page="one")
    assert autosave(ours, matters="Walk", page="two").status_code == 200


def test_another_section_saved_meanwhile_is_no_conflict():
    ours = world()
    ours.post("days", falls="1")
    assert autosave(ours, matters="Walk").status_code == 200


def test_a_page_whose_answer_got_lost_goes_on_and_late_saves_change_nothing():
    ours = world()
    autosave(ours, matters="W", page="one", number="1")
    assert autosave(ours, matters="Walk", page="one", number="3").status_code == 200
    assert autosave(ours, matters="Wal", page="one", number="2").status_code == 200
    assert ours.stored().answers == {"about": {"matters": "Walk"}}


def test_what_the_script_saved_is_not_written_again_when_the_form_is_sent():
    ours = world()
    saved = {"page": "one", "number": "1", "falls": "500", "base": "0"}
    ours.browser.post(ours.url("days", "autosave/"), saved)
    with CaptureQueriesContext(connection) as captured:
        assert "must be 99 or less" in ours.post("days", **saved).text
    assert not any('UPDATE "records_draft"' in statement for statement in statements_of(captured))
    assert ours.stored().revision == 1
    ours.post("days", **{**saved, "falls": "5"})
    assert ours.stored().answers == {"days": {"falls": 5}}


def test_the_page_tells_the_browser_what_the_server_has():
    ours = world()
    autosave(ours, matters="Walk", page="one", number="4")
    assert json.dumps({"about": {"page": "one", "number": 4}}).replace('"', "&#34;") in ours.get("about")


def test_no_answer_is_written_to_a_log(caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    ours = world(form(every=EVERY_KIND))
    ours.post("every", name="Zebedee Quux", falls="Quux 3o", **{"people-row": "0", "people-0-age": "Quux"})
    ours.post("check", "sign", statement="yes")
    assert "Quux" not in caplog.text


def test_a_draft_is_begun_offered_again_discarded_and_fetched_back():
    ours = world(answers={"about": {"matters": "Walk"}})
    person, version = ours.draft.person, ours.draft.version
    start = f"/w/ours/people/{person.pk}/start/{version.pk}/"
    offered = ours.browser.post(start)
    assert ours.url() in offered.text
    begun = ours.browser.post(start, {"anew": "yes"})
    assert begun.status_code == 302
    assert begun.headers["Location"] != ours.url()
    assert ours.browser.get(ours.url("discard")).status_code == 200
    assert "Undo" in ours.browser.post(ours.url("discard")).text
    assert ours.browser.get(ours.url("about")).status_code == 404
    assert ours.browser.post(ours.url("restore")).status_code == 302
    assert "Walk" in ours.get("about")


def test_a_version_that_is_not_live_is_not_begun():
    ours = world()
    older = ours.draft.version
    other = make_person(ours.organisation)
    with acting_for(ours.organisation):
        withdraw(older.template)
    assert ours.browser.post(f"/w/ours/people/{other.pk}/start/{older.pk}/").status_code == 404
