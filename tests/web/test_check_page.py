"""“Check and publish”: what an author and an approver are told, and what they do there."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from editor import form_data, make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS, make_draft, make_member, make_person, make_record, switch_on

from aimwell.library.models import FormTemplate, TemplateVersion
from aimwell.organisations.models import Organisation, PluginUse, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db


def check_url(page: TemplatePage) -> str:
    return reverse("aimwell_check", args=[page.pk])


def fresh(page: TemplatePage) -> TemplatePage:
    return TemplatePage.objects.get(pk=page.pk)


def post(user: User, page: TemplatePage, action: str, **more: str):
    data = {"revision": fresh(page).latest_revision_id, "action": action, **more}
    return signed_in(user).post(check_url(page), data, follow=True)


def versions(organisation: Organisation) -> list[TemplateVersion]:
    with acting_for(organisation):
        return list(TemplateVersion.objects.order_by("number"))


def edited(user: User, page: TemplatePage, *, drop: str = "", **titles: str) -> None:
    """Save a draft in which questions have other titles, or one is gone."""
    stream = fresh(page).get_latest_revision_as_object().body.get_prep_value()
    for section in stream:
        questions = section["value"]["questions"]
        questions[:] = [one for one in questions if one["value"]["key"] != drop]
        for one in questions:
            one["value"]["title"] = titles.get(one["value"]["key"], one["value"]["title"])
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert signed_in(user).post(url, form_data(page, body=stream)).status_code == 302


def published(plugins: tuple[str, ...] = (), approval: bool = False):
    ours, manager = make_editor(plugins=plugins)
    page = make_template_page(ours, manager)
    post(manager, page, "publish", note="First")
    assert len(versions(ours)) == 1
    Organisation.objects.filter(pk=ours.pk).update(approval_needed=approval)
    ours.refresh_from_db()
    return ours, manager, page


def test_the_page_says_what_changes_in_words_and_side_by_side():
    _, manager, page = published()
    edited(manager, page, matters="What matters most to you?")
    told = signed_in(manager).get(check_url(page)).content.decode()
    assert "The question ‘What matters to you?’ is now worded ‘What matters most to you?’." in told
    assert "most </ins>" in told or "most<span" in told
    assert "[new: " in told
    assert "Version 1, live" in told


def test_it_says_whom_a_change_touches():
    ours, manager, page = published()
    practitioner = make_member(ours)
    (version,) = versions(ours)
    person = make_person(ours)
    answers = {"about": {"matters": "Rest", "lives_alone": False, "who": "Ann"}}
    make_record(version, person, practitioner, answers)
    make_record(version, person, practitioner, {"about": {"matters": "Rest", "lives_alone": True}})
    make_draft(version, person, practitioner, answers)
    edited(manager, page, drop="who")
    told = signed_in(manager).get(check_url(page)).content.decode()
    assert "1 form in progress on version 1." in told
    assert f"In progress with: {practitioner}." in told
    assert "‘Who lives with you?’ is taken out. 1 signed record answers it." in told


def test_publishing_keeps_the_note_and_a_stop_refuses_it_with_nothing_lost():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    edited(manager, page, drop="lives_alone")
    refused = post(manager, page, "publish", note="Shorter")
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "Nothing was published." in told
    assert "Shorter</textarea>" in told
    assert "Stops publishing: " in told
    assert versions(ours) == []


def test_submitting_and_approving_make_a_version_and_the_author_cannot_approve():
    ours, manager = make_editor(approval=True)
    approver = make_member(ours, Role.APPROVER)
    page = make_template_page(ours, manager)
    assert f"A second person approves it before practitioners get it: {approver}." in (
        signed_in(manager).get(check_url(page)).content.decode()
    )
    assert "Submitted for approval." in post(manager, page, "submit", note="First").content.decode()
    assert "You submitted it, so somebody else has to approve it" in (
        signed_in(manager).get(check_url(page)).content.decode()
    )
    assert "You submitted this form yourself." in post(manager, page, "approve").content.decode()
    assert versions(ours) == []
    shown = signed_in(approver).get(check_url(page)).content.decode()
    assert f"{manager} submitted it" in shown
    assert "Approve and publish" in shown
    assert "Approved." in post(approver, page, "approve").content.decode()
    (version,) = versions(ours)
    assert (version.published_by, version.note) == (approver, "First")


def test_an_approver_asks_for_changes_and_must_say_which():
    ours, manager = make_editor(approval=True)
    approver = make_member(ours, Role.APPROVER)
    page = make_template_page(ours, manager)
    post(manager, page, "submit")
    assert "Say what should change." in post(approver, page, "reject").content.decode()
    post(approver, page, "reject", comment="Question 2 asks two things.")
    told = signed_in(manager).get(check_url(page)).content.decode()
    assert f"{approver} asks for changes" in told
    assert "Question 2 asks two things." in told
    edited(manager, page, matters="What matters most to you?")
    post(manager, page, "submit", note="Reworded")
    post(approver, page, "approve")
    assert [version.note for version in versions(ours)] == ["Reworded"]


def test_who_submits_again_cannot_approve_either():
    ours, manager = make_editor(approval=True)
    second = make_member(ours, Role.SERVICE_MANAGER)
    page = make_template_page(ours, manager)
    post(manager, page, "submit")
    post(second, page, "reject", comment="I’ll do it myself.")
    edited(second, page, matters="What matters most to you?")
    post(second, page, "submit")
    post(second, page, "approve")
    assert versions(ours) == []
    post(manager, page, "approve")
    assert len(versions(ours)) == 1


def test_the_author_takes_a_submission_back():
    ours, manager = make_editor(approval=True)
    make_member(ours, Role.APPROVER)
    page = make_template_page(ours, manager)
    post(manager, page, "submit")
    assert "Taken back." in post(manager, page, "take-back").content.decode()
    edited(manager, page, matters="What matters most to you?")


def test_who_works_alone_is_told_what_to_do():
    ours, manager = make_editor(approval=True)
    page = make_template_page(ours, manager)
    told = signed_in(manager).get(check_url(page)).content.decode()
    assert "nobody can approve your form" in told
    assert 'value="submit"' not in told


def test_nothing_is_done_on_a_page_that_somebody_else_has_changed_and_the_note_is_kept():
    ours, manager = make_editor()
    second = make_member(ours, Role.SERVICE_MANAGER)
    page = make_template_page(ours, manager)
    opened = fresh(page).latest_revision_id
    edited(second, page, matters="What matters most to you?")
    data = {"revision": opened, "action": "publish", "note": "My words"}
    answer = signed_in(manager).post(check_url(page), data)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert f"The form was saved by {second} after you opened this page" in told
    assert "My words</textarea>" in told
    assert versions(ours) == []


def test_two_authors_who_save_at_once_are_told_and_neither_loses_anything():
    ours, manager = make_editor()
    second = make_member(ours, Role.SERVICE_MANAGER)
    page = make_template_page(ours, manager)
    opened = fresh(page).latest_revision
    at = {"loaded_revision_id": opened.pk, "loaded_revision_created_at": opened.created_at.isoformat()}
    edited(second, page, matters="What matters most to you?")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = signed_in(manager).post(
        url, form_data(page, title="Mine", **at), headers={"accept": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["error_message"] == "Saving will overwrite a newer version."
    kept = fresh(page).get_latest_revision_as_object()
    assert kept.title == page.title
    assert kept.body[0].value["questions"][0].value["title"] == "What matters most to you?"


def moment(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def test_a_version_goes_live_and_is_offered_until_the_times_that_were_chosen_and_records_stay():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    begin, end = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=3)
    told = post(manager, page, "publish", go_live_at=moment(begin), expire_at=moment(end))
    assert "It goes live at the time that you chose." in told.content.decode()
    assert "A new version goes live" in told.content.decode()
    assert versions(ours) == []
    with time_machine.travel(begin + timedelta(minutes=2)):
        call_command("publish_scheduled")
    (version,) = versions(ours)
    record = make_record(version, make_person(ours), make_member(ours), {"about": {"matters": "Rest"}})
    with time_machine.travel(end + timedelta(minutes=2)):
        call_command("publish_scheduled")
    with acting_for(ours):
        assert FormTemplate.objects.get().live is None
        record.refresh_from_db()
        assert record.version == version


@pytest.mark.parametrize(
    ("begin", "end", "told"),
    [(0, -1, "Choose a time that lies ahead."), (3, 2, "Choose a time after the one")],
)
def test_dates_that_make_no_sense_are_refused(begin, end, told):
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    now = timezone.now()
    first, last = moment(now + timedelta(days=begin)), moment(now + timedelta(days=end))
    dates = {"go_live_at": first, "expire_at": last}
    answer = post(manager, page, "publish", **dates)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert versions(ours) == []


RATED = {
    **TWO_SECTIONS,
    "properties": {
        "aims": {
            "type": "object",
            "title": "Aims",
            "properties": {"copm": {"title": "Aims", "x-aimwell": {"widget": "measure", "measure": "copm"}}},
        }
    },
}


def test_a_licensed_measure_without_its_licence_stops_publishing():
    ours, manager = make_editor(plugins=("copm",))
    page = make_template_page(ours, manager, RATED)
    assert "You may use its measures" in signed_in(manager).get(check_url(page)).content.decode()
    with acting_for(ours):
        PluginUse.objects.update(licence_reference="")
    told = post(manager, page, "publish").content.decode()
    assert "needs a licence, and none is recorded." in told
    assert versions(ours) == []
    switch_on(ours, "copm")
    post(manager, page, "publish")
    assert len(versions(ours)) == 1


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.READ_ONLY])
def test_who_has_no_work_in_the_editor_neither_sees_nor_publishes(role):
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    data = {"revision": page.latest_revision_id, "action": "publish"}
    answer = signed_in(make_member(ours, role)).post(check_url(page), data)
    assert (answer.status_code, answer.content) == (302, b"")
    assert versions(ours) == []


def test_another_organisation_neither_sees_nor_decides():
    ours, manager = make_editor(approval=True)
    make_member(ours, Role.APPROVER)
    page = make_template_page(ours, manager)
    post(manager, page, "submit")
    _, stranger = make_editor("theirs", approval=True)
    for action in ("approve", "reject", "take-back", "publish", "save"):
        answer = post(stranger, page, action, comment="x", note="x")
        assert page.title not in answer.content.decode()
    assert versions(ours) == []
    assert fresh(page).workflow_in_progress


def test_an_approver_changes_nothing_and_publishes_nothing_alone():
    ours, _ = make_editor()
    approver = make_member(ours, Role.APPROVER)
    page = make_template_page(ours, make_member(ours, Role.SERVICE_MANAGER))
    for action in ("save", "publish", "submit"):
        assert post(approver, page, action, note="Mine").status_code in (200, 302, 403)
    assert fresh(page).get_latest_revision_as_object().note == ""
    assert versions(ours) == []
