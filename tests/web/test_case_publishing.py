"""A test case that changed stops publishing, now and at a scheduled time, until somebody accepts it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from case_world import a_page, accepted_case, changed_draft, url
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from editor import form_data, signed_in

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import User
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.readiness import findings_of

pytestmark = pytest.mark.django_db


def edit_url(page: TemplatePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def a_changed_case(page: TemplatePage, manager: User) -> TemplatePage:
    """The draft of a page, one of whose cases has changed."""
    accepted_case(page, manager)
    changed_draft(page, manager, value="Yes")
    return TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_change_that_nobody_accepted_stops_publishing_and_the_editor_says_so():
    ours, manager, page = a_page()
    draft = a_changed_case(page, manager)
    browser = signed_in(manager)
    (stop,) = browser.get(url("aimwell_problems", page)).json()["stops"]
    assert stop["title"] == "1 of 1 test case has changed."
    assert "“Mrs A, with her son”: ‘Who lives with you?’ is no longer asked." in stop["detail"]
    assert stop["url"] == url("aimwell_cases", page)
    refused = browser.post(edit_url(page), form_data(draft, **{"action-publish": "1"}))
    assert "1 of 1 test case has changed." in refused.text
    with acting_for(ours):
        assert not TemplateVersion.objects.exists()
        case = Case.objects.get()
    seen = browser.get(url("aimwell_case", page, case.pk)).context["seen"]
    browser.post(url("aimwell_case_accept", page, case.pk), {"seen": seen})
    assert browser.get(url("aimwell_problems", page)).json()["stops"] == []
    assert browser.post(edit_url(page), form_data(draft, **{"action-publish": "1"})).status_code == 302
    with acting_for(ours):
        assert TemplateVersion.objects.count() == 1


def test_a_case_that_changes_before_the_scheduled_time_keeps_the_form_a_draft():
    ours, manager, page = a_page()
    go_live = timezone.now() + timedelta(days=1)
    data = form_data(page, go_live_at=go_live.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    assert signed_in(manager).post(edit_url(page), data).status_code == 302
    case = accepted_case(page, manager)
    with acting_for(ours):
        case.expected = [{**one, "value": not one["value"]} for one in case.expected]
        case.save()
    with time_machine.travel(go_live + timedelta(minutes=2)):
        call_command("publish_scheduled")
    with acting_for(ours):
        assert not TemplateVersion.objects.exists()


def test_a_case_that_was_never_accepted_is_advice():
    ours, manager, page = a_page()
    case = accepted_case(page, manager)

    def found() -> list[tuple[str, str]]:
        return [(one.state, one.title) for one in findings_of(page) if one.id == "cases"]

    assert found() == [("ok", "The test case passes.")]
    with acting_for(ours):
        Case.objects.filter(pk=case.pk).update(expected=None)
    assert found() == [("advice", "1 test case was never checked.")]
