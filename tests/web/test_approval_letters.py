"""The letters of an approval lead to our pages, and hold nothing but the form's name and a comment."""

from __future__ import annotations

import pytest
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from factories import make_member

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted():
    organisation, manager = make_editor(approval=True)
    approver = make_member(organisation, Role.APPROVER)
    page = make_template_page(organisation, manager)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    signed_in(manager).post(edit, form_data(page, **{"action-submit": "1"}))
    return page, manager, approver


def decide(page, approver, action, comment=""):
    state = TemplatePage.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    signed_in(approver).post(url, {"comment": comment})


def test_the_approver_is_asked(submitted, mailoutbox):
    page, _, approver = submitted
    (letter,) = [one for one in mailoutbox if one.to == [approver.email]]
    assert letter.subject == f"“{page.title}” waits for your approval"
    assert reverse("aimwell_check", args=[page.pk]) in letter.body


@pytest.mark.parametrize(
    ("action", "subject", "said"),
    [("approve", "is approved", "its versions"), ("reject", "Changes are asked for", "Say who it is for.")],
)
def test_the_author_is_told_what_was_decided(submitted, mailoutbox, action, subject, said):
    page, manager, approver = submitted
    mailoutbox.clear()
    decide(page, approver, action, "Say who it is for.")
    (letter,) = [one for one in mailoutbox if one.to == [manager.email]]
    assert subject in letter.subject
    assert said in letter.body
    assert "None" not in letter.body
