"""A second person approves a form before it is published, where the organisation has it so."""

from __future__ import annotations

import importlib
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from editor import form_data, make_editor, make_template_page, signed_in
from factories import make_member
from wagtail.models import TaskState, WorkflowPage

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.approval.setup import ask_for_approval
from aimwell_cms.authoring.models import ApprovalTask, TemplatePage

pytestmark = pytest.mark.django_db

REFUSED = "A second person has to approve this form before it is published."


def edit_url(page: TemplatePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def action_url(page: TemplatePage, action: str, state: TaskState | None = None) -> str:
    state = state or TemplatePage.objects.get(pk=page.pk).current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def versions(organisation: Organisation) -> list[TemplateVersion]:
    with acting_for(organisation):
        return list(TemplateVersion.objects.order_by("number"))


def submitted_by(author: User, page: TemplatePage, **more: str) -> TemplatePage:
    answer = signed_in(author).post(edit_url(page), form_data(page, **{"action-submit": "1"}, **more))
    assert answer.status_code == 302, answer.context["form"].errors
    return TemplatePage.objects.get(pk=page.pk)


def test_nobody_publishes_alone_and_the_button_is_not_offered():
    ours, manager = make_editor(approval=True)
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    shown = browser.get(edit_url(page)).content.decode()
    assert "Submit for approval" in shown
    assert 'value="action-publish"' not in shown
    assert 'name="action-publish"' not in shown
    refused = browser.post(edit_url(page), form_data(page, **{"action-publish": "1"}))
    assert REFUSED in refused.content.decode()
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    refused = browser.post(edit_url(page), form_data(page, go_live_at=tomorrow, **{"action-publish": "1"}))
    assert REFUSED in refused.content.decode()
    assert versions(ours) == []


def test_bulk_publication_a_published_copy_and_an_old_draft_are_refused_too():
    ours, manager = make_editor(approval=True)
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert REFUSED in browser.post(f"{url}?id={page.pk}", follow=True).content.decode()
    page = submitted_by(manager, page)
    signed_in(make_member(ours, Role.APPROVER)).post(action_url(page, "approve"), {"comment": ""})
    copied = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    answer = browser.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copied, follow=True)
    assert REFUSED in answer.content.decode()
    assert len(versions(ours)) == 1


def test_a_second_person_approves_and_one_version_is_frozen_in_their_name():
    ours, manager = make_editor(approval=True)
    approver = make_member(ours, Role.APPROVER)
    page = submitted_by(manager, make_template_page(ours, manager))
    assert versions(ours) == []
    signed_in(approver).post(action_url(page, "approve"), {"comment": "Good"})
    (version,) = versions(ours)
    assert version.published_by == approver


def test_nobody_approves_what_they_submitted_however_they_ask():
    ours, manager = make_editor(approval=True)
    second = make_member(ours, Role.SERVICE_MANAGER)
    mine, hers = make_template_page(ours, manager), make_template_page(ours, second)
    mine, hers = submitted_by(manager, mine), submitted_by(second, hers)
    browser = signed_in(manager)
    browser.post(action_url(mine, "approve"), {"comment": ""})
    # Wagtail asks whether one may approve the page of the address, and then acts on the state of the address.
    trick = action_url(hers, "approve", mine.current_workflow_task_state)
    answer = browser.post(trick, {"comment": ""}, follow=True)
    assert "You submitted this form yourself." in answer.content.decode()
    assert versions(ours) == []
    browser.post(action_url(hers, "approve"), {"comment": ""})
    assert len(versions(ours)) == 1


def test_another_organisations_approver_neither_sees_nor_approves():
    ours, manager = make_editor(approval=True)
    theirs, _ = make_editor("theirs", approval=True)
    page = submitted_by(manager, make_template_page(ours, manager))
    stranger = signed_in(make_member(theirs, Role.APPROVER))
    assert stranger.get(edit_url(page)).status_code in (302, 403, 404)
    stranger.post(action_url(page, "approve"), {"comment": ""})
    assert page.title not in stranger.get("/cms/").content.decode()
    assert versions(ours) == []
    own = signed_in(make_member(ours, Role.APPROVER))
    assert page.title in own.get("/cms/").content.decode()


def test_nobody_changes_a_form_while_it_waits_and_its_author_may_take_it_back():
    ours, manager = make_editor(approval=True)
    second = make_member(ours, Role.SERVICE_MANAGER)
    page = submitted_by(manager, make_template_page(ours, manager))
    for somebody in (manager, second):
        refused = signed_in(somebody).post(edit_url(page), form_data(page, title="Changed"))
        assert refused.status_code == 200
        assert TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object().title == page.title
    shown = signed_in(second).get(edit_url(page)).content.decode()
    assert "waits for a second person’s approval" in shown
    signed_in(manager).post(edit_url(page), form_data(page, **{"action-cancel-workflow": "1"}))
    assert signed_in(manager).post(edit_url(page), form_data(page, title="Changed")).status_code == 302


def test_changes_are_asked_for_with_a_reason_and_the_form_is_submitted_again():
    ours, manager = make_editor(approval=True)
    approver = make_member(ours, Role.APPROVER)
    page = submitted_by(manager, make_template_page(ours, manager))
    signed_in(approver).post(action_url(page, "reject"), {"comment": "Question 2 is two questions."})
    assert versions(ours) == []
    page = submitted_by(manager, TemplatePage.objects.get(pk=page.pk))
    signed_in(approver).post(action_url(page, "approve"), {"comment": ""})
    assert len(versions(ours)) == 1


def test_what_is_approved_for_a_later_day_goes_live_on_that_day():
    ours, manager = make_editor(approval=True)
    approver = make_member(ours, Role.APPROVER)
    later = timezone.now() + timedelta(days=2)
    page = make_template_page(ours, manager)
    page = submitted_by(manager, page, go_live_at=later.strftime("%Y-%m-%d %H:%M"))
    signed_in(approver).post(action_url(page, "approve"), {"comment": ""})
    assert versions(ours) == []
    with time_machine.travel(later + timedelta(minutes=2)):
        call_command("publish_scheduled")
    assert len(versions(ours)) == 1


def setting_url(organisation: Organisation) -> str:
    return reverse("aimwell_approval", args=[organisation.slug])


def test_a_manager_switches_approval_off_with_confirmation_and_on_and_both_are_kept():
    ours, manager = make_editor(approval=True)
    browser = signed_in(manager)
    page = make_template_page(ours, manager)
    unconfirmed = browser.post(setting_url(ours), {"needed": "false"})
    assert "Tick the box" in unconfirmed.content.decode()
    browser.post(setting_url(ours), {"needed": "false", "confirmed": "on"})
    ours.refresh_from_db()
    assert not ours.approval_needed
    assert "action-publish" in browser.get(edit_url(page)).content.decode()
    assert browser.post(edit_url(page), form_data(page, **{"action-publish": "1"})).status_code == 302
    assert len(versions(ours)) == 1
    browser.post(setting_url(ours), {"needed": "true"})
    page = TemplatePage.objects.get(pk=page.pk)
    refused = browser.post(edit_url(page), form_data(page, title="Other", **{"action-publish": "1"}))
    assert REFUSED in refused.content.decode()
    shown = browser.get(setting_url(ours)).content.decode()
    assert shown.count(f"by {manager}.") == 2


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PRACTITIONER, Role.READ_ONLY])
def test_others_dont_switch_it(role):
    ours, _ = make_editor(approval=True)
    signed_in(make_member(ours, role)).post(setting_url(ours), {"needed": "false", "confirmed": "on"})
    ours.refresh_from_db()
    assert ours.approval_needed


def test_who_is_alone_is_told_what_to_do():
    ours, manager = make_editor(approval=True)
    told = signed_in(manager).get(setting_url(ours)).content.decode()
    assert "invite an approver under “Members”, or switch approval off" in told


def test_a_new_members_role_lets_them_approve_and_leaving_ends_it():
    ours, manager = make_editor(approval=True)
    page = submitted_by(manager, make_template_page(ours, manager))
    leaver = make_member(ours, Role.APPROVER)
    ours.memberships.get(user=leaver).delete()
    signed_in(leaver).post(action_url(page, "approve"), {"comment": ""})
    assert versions(ours) == []


def test_an_organisation_from_before_gets_its_workflow():
    ours, manager = make_editor(approval=True)
    ApprovalTask.objects.get().workflows.get().delete()
    ApprovalTask.objects.all().delete()
    migration = importlib.import_module("aimwell_cms.authoring.migrations.0009_approval_for_all")
    migration.provide(apps, None)
    page = submitted_by(manager, make_template_page(ours, manager))
    signed_in(make_member(ours, Role.APPROVER)).post(action_url(page, "approve"), {"comment": ""})
    assert len(versions(ours)) == 1
    ask_for_approval(ours, False)
    assert not WorkflowPage.objects.filter(page__in=ours.page.get_children()).exists()
