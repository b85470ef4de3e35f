"""A template's review form: made of the questions marked, up to date, and the last answer beside each."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from editor import form_data, make_editor, make_template_page, signed_in
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version
from wizard_forms import form, question, section
from wizard_world import World, browser_of, statements_of

from aimwell.formschema.reviewing import review_of
from aimwell.organisations.scope import acting_for
from aimwell.records.signing import sign
from aimwell_cms.authoring.models import ReviewForm, TemplatePage

pytestmark = pytest.mark.django_db

SOURCE = form(
    about=section(
        "About you",
        ("matters",),
        matters=question("string", "What matters to you?", review=True),
        rooms=question("integer", "Rooms", review=True, notAsked=True),
        born=question("string", "Where were you born?"),
    )
)


def make_review(page: TemplatePage, browser) -> TemplatePage:
    made = browser.post(reverse("aimwell_review_make", args=[page.pk]))
    review = TemplatePage.objects.exclude(pk=page.pk).get()
    assert made.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[review.pk])
    return review


def test_the_review_form_is_made_once_from_what_is_marked():
    ours, manager = make_editor()
    page, browser = make_template_page(ours, manager, SOURCE), signed_in(manager)
    shown = browser.get(reverse("aimwell_review", args=[page.pk])).text
    assert "What matters to you?" in shown
    assert "Where were you born?" not in shown
    assert "Make the review form" in shown
    review = make_review(page, browser)
    assert json.loads(review.text()) == review_of(SOURCE)
    assert (review.kind, review.live) == ("review", False)
    again = browser.post(reverse("aimwell_review_make", args=[page.pk]))
    assert again.headers["Location"] == reverse("aimwell_review", args=[page.pk])
    assert TemplatePage.objects.count() == 2
    assert "It is up to date" in browser.get(reverse("aimwell_review", args=[page.pk])).text.replace(
        "it is up to date", "It is up to date"
    )
    assert "was made from" in browser.get(reverse("aimwell_review", args=[review.pk])).text


def test_nothing_marked_makes_nothing():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    browser.post(reverse("aimwell_review_make", args=[page.pk]))
    assert TemplatePage.objects.count() == 1
    assert "No question is marked yet" in browser.get(reverse("aimwell_review", args=[page.pk])).text


def test_it_offers_to_come_up_to_date_and_keeps_what_was_added():
    ours, manager = make_editor()
    page, browser = make_template_page(ours, manager, SOURCE), signed_in(manager)
    review = make_review(page, browser)
    stream = review.body.get_prep_value()
    extra = json.loads(json.dumps(stream[0]["value"]["questions"][1]))
    extra["id"] = "00000000-0000-4000-8000-000000000001"
    extra["value"] |= {"title": "Anything else?", "key": "", "origin": ""}
    stream[0]["value"]["questions"].append(extra)
    edit_review = reverse("wagtailadmin_pages:edit", args=[review.pk])
    assert browser.post(edit_review, form_data(review, body=stream)).status_code == 302
    stream = page.body.get_prep_value()
    stream[0]["value"]["questions"][2]["value"]["review"] = True
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert browser.post(edit, form_data(page, body=stream)).status_code == 302
    for one in (page, review):
        shown = browser.get(reverse("aimwell_review", args=[one.pk])).text
        assert "Bring the review form up to date" in shown
        assert "Where were you born?" in shown
    browser.post(reverse("aimwell_review_update", args=[review.pk]))
    review.refresh_from_db()
    latest = review.get_latest_revision_as_object().written().template["properties"]["about"]["properties"]
    assert {"born", "born_why", "anything_else"} <= set(latest)
    shown = browser.get(reverse("aimwell_review", args=[page.pk])).text
    assert "Bring the review form up to date" not in shown
    with acting_for(ours):
        assert ReviewForm.objects.count() == 1


def test_the_last_answer_and_reason_stand_beside_and_are_asked_blank():
    organisation = make_organisation()
    user = make_member(organisation)
    someone = make_person(organisation)
    source = make_version(organisation, user, SOURCE)
    first = {"about": {"matters": "My garden", "_not_asked": {"rooms": "No time"}}}
    make_record(source, someone, user, first)
    version = make_version(organisation, user, review_of(SOURCE))
    us = World(
        organisation=organisation,
        user=user,
        browser=browser_of(user),
        draft=make_draft(version, someone, user),
    )
    page = us.get("about")
    assert page.count("Last time") == 2
    assert "My garden" in page
    assert "Not asked today: No time" in page
    assert "Use this" not in page
    assert us.stored().answers == {}
    us.post("about", f"use:matters:record-{us.records()[0].pk}")
    assert us.stored().answers == {"about": {}}
    us.post("about", matters="My roses", matters_why="The garden is too big now", rooms="3")
    with acting_for(organisation):
        later = timezone.now() + timedelta(days=1)
        sign(us.draft.token, user=user, statement="Right", at=later)
    us.draft = make_draft(version, someone, user)
    page = us.get("about")
    assert "My roses" in page
    assert "The garden is too big now" in page
    assert "My garden" not in page
    with CaptureQueriesContext(connection) as captured:
        us.get("about")
    asked = [sql for sql in statements_of(captured) if 'FROM "records_record"' in sql]
    assert len(asked) == 1, "\n".join(statements_of(captured))
