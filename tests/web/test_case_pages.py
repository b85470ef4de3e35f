"""Test cases of a form: filled in through the form itself, kept, copied, deleted, nobody else's."""

from __future__ import annotations

import pytest
from case_world import TOGETHER, a_page, accepted_case, answers_of, changed_draft, url
from django.db import connection
from django.test import Client
from django.urls import reverse
from editor import make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS, make_member

from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Draft, Record
from aimwell_cms.authoring.cases import replaying
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import trial_of
from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db


def test_a_case_is_filled_in_section_after_section_without_a_person():
    ours, manager, page = a_page()
    browser = signed_in(manager)
    assert "There is no test case yet" in browser.get(url("aimwell_cases", page)).text
    first = browser.post(url("aimwell_case_add", page), {"name": "Mrs A"}, follow=True)
    assert "What matters to you?" in first.text
    step = first.request["PATH_INFO"]
    second = browser.post(
        step, {"action": "next", "matters": "My garden", "lives_alone": "false", "who": "My son"}, follow=True
    )
    assert "Falls in the last month" in second.text
    done = browser.post(second.request["PATH_INFO"], {"action": "next", "falls": "1"}, follow=True)
    assert "Not checked yet" in done.text
    with acting_for(ours):
        case = Case.objects.get()
        assert not Draft.objects.exists()
        assert not Record.objects.exists()
    assert answers_of(page, case) == TOGETHER


def test_what_was_typed_is_kept_when_it_is_wrong():
    ours, manager, page = a_page()
    browser = signed_in(manager)
    step = browser.post(url("aimwell_case_add", page), {"name": "Mrs A"}).url
    section = trial_of(page).places.sections
    days = next(block for block, key in section.items() if key == "days")
    with acting_for(ours):
        case = Case.objects.get()
    refused = browser.post(step, {"action": "next", "lives_alone": "true"})
    assert "Enter an answer to ‘What matters to you?’" in refused.text
    address = url("aimwell_case_answers", page, case.pk, days)
    refused = browser.post(address, {"action": "next", "falls": "3o"})
    assert "must be a number" in refused.text
    assert 'value="3o"' in refused.text
    assert 'value="3o"' in browser.get(address).text
    assert answers_of(page, case)["about"] == {"lives_alone": True}
    told = browser.get(url("aimwell_case", page, case.pk)).text
    assert "must be a number" in told


def test_a_section_without_scripts_gets_and_loses_rows():
    ours, manager = make_editor()
    document = {
        **TWO_SECTIONS,
        "properties": {
            "week": {
                "type": "object",
                "title": "Your week",
                "properties": {
                    "visits": {
                        "type": "array",
                        "title": "Visits",
                        "items": {"type": "object", "properties": {"by": {"type": "string", "title": "By"}}},
                    }
                },
            }
        },
    }
    page = make_template_page(ours, manager, document)
    browser = signed_in(manager)
    step = browser.post(url("aimwell_case_add", page), {"name": "Mrs A"}).url
    more = browser.post(
        step, {"action": "add:visits", "visits-row": ["0"], "visits-0-by": "My son"}, follow=True
    )
    assert "visits-1-by" in more.text
    posted = {"visits-row": ["0", "1"], "visits-0-by": "My son", "visits-1-by": "A nurse"}
    browser.post(step, {"action": "remove:visits:0", **posted})
    with acting_for(ours):
        case = Case.objects.get()
    assert answers_of(page, case) == {"week": {"visits": [{"by": "A nurse"}]}}


def test_a_case_is_renamed_copied_deleted_and_brought_back():
    ours, manager, page = a_page()
    case = accepted_case(page, manager)
    browser = signed_in(manager)
    browser.post(url("aimwell_case_rename", page, case.pk), {"name": "Mr B", "day": "2026-11-26"})
    refused = browser.post(url("aimwell_case_rename", page, case.pk), {"name": ""})
    assert refused.status_code == 422
    browser.post(url("aimwell_case_copy", page, case.pk))
    gone = browser.post(url("aimwell_case_delete", page, case.pk), follow=True)
    assert "“Mr B” is deleted." in gone.text
    with acting_for(ours):
        (twin,) = Case.objects.filter(deleted_at=None)
        assert (twin.name, twin.expected) == ("Copy of Mr B", None)
    assert browser.get(url("aimwell_case", page, case.pk)).status_code == 404
    back = browser.post(url("aimwell_case_restore", page, case.pk), follow=True)
    assert "“Mr B” is back." in back.text


def test_a_form_with_problems_keeps_its_cases_and_says_that_they_cannot_be_tried():
    _, manager, page = a_page()
    case = accepted_case(page, manager)
    changed_draft(page, manager, question="nowhere/at_all")
    browser = signed_in(manager)
    assert "can’t be tried" in browser.get(url("aimwell_cases", page)).text
    assert "can’t be tried" in browser.get(url("aimwell_case", page, case.pk)).text
    step = page.body.get_prep_value()[0]["id"]
    assert browser.get(url("aimwell_case_answers", page, case.pk, step)).status_code == 302


def test_an_approver_may_look_and_change_nothing():
    ours, manager, page = a_page()
    case = accepted_case(page, manager)
    browser = signed_in(make_member(ours, Role.APPROVER))
    assert "Passed" in browser.get(url("aimwell_cases", page)).text
    looked = browser.get(url("aimwell_case", page, case.pk))
    assert "Delete this case" not in looked.text
    posted = {"seen": looked.context["seen"]}
    for name in ("accept", "rename", "copy", "delete"):
        browser.post(url(f"aimwell_case_{name}", page, case.pk), posted)
    with acting_for(ours):
        (same,) = Case.objects.all()
        assert (same.name, same.deleted_at, same.accepted_by) == (case.name, None, manager)


def test_another_organisations_cases_are_not_there():
    _, manager, page = a_page()
    case = accepted_case(page, manager)
    theirs, stranger, their_page = a_page(slug="theirs")
    browser: Client = signed_in(stranger)
    for address in (url("aimwell_cases", page), url("aimwell_case", page, case.pk)):
        assert browser.get(address).status_code in (302, 404)
    # Under the address of a page of one's own it isn't found either.
    assert browser.get(url("aimwell_case", their_page, case.pk)).status_code == 404
    with acting_for(theirs), connection.cursor() as cursor:
        assert not Case.objects.exists()
        for table in ("authoring_case", "authoring_caseevent"):
            cursor.execute(f'select count(*) from "{table}"')
            assert cursor.fetchone() == (0,)


def test_deleting_a_page_deletes_its_cases():
    ours, manager, page = a_page()
    accepted_case(page, manager)
    signed_in(manager).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not TemplatePage.objects.exists()
    with acting_for(ours):
        assert not Case.objects.exists()


def test_a_copied_form_has_its_cases_too():
    _, manager, page = a_page()
    accepted_case(page, manager)
    copied = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    signed_in(manager).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copied)
    twin = TemplatePage.objects.exclude(pk=page.pk).get().get_latest_revision_as_object()
    assert [(each.case.name, each.state) for each in replaying.replays_of(twin)] == [
        ("Mrs A, with her son", "passed")
    ]
