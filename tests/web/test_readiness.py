"""What a check calls a stop refuses publication in every way; advice refuses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from editor import form_data, make_editor, make_template_page, signed_in
from factories import make_member

from aimwell.library.models import TemplateVersion
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring import readiness
from aimwell_cms.authoring.findings import Finding
from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db


def check_that_finds(state):
    """Plug a check in that finds one thing."""

    def check(page, context):
        assert context.template["title"] == page.title
        yield Finding(
            id="cases", state=state, title="A saved case changed.", detail="Accept it, or put it back."
        )

    return check


@pytest.fixture
def stopped(monkeypatch):
    monkeypatch.setattr(readiness, "CHECKS", (*readiness.CHECKS, check_that_finds("stop")))


def nothing_was_published(page):
    page = TemplatePage.objects.get(pk=page.pk)
    with acting_for(page.organisation):
        return not page.live and not TemplateVersion.objects.exists()


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_a_stop_refuses_the_editors_buttons_and_says_why(action):
    ours, manager = make_editor(approval=action == "action-submit")
    page = make_template_page(ours, manager)
    refused = signed_in(manager).post(edit_url(page), form_data(page, **{action: "1"}))
    assert "A saved case changed. Accept it, or put it back." in refused.content.decode()
    assert nothing_was_published(page)
    assert signed_in(manager).post(edit_url(page), form_data(page)).status_code == 302


@pytest.mark.usefixtures("stopped")
def test_a_stop_refuses_a_bulk_publication():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = signed_in(manager).post(f"{url}?id={page.pk}", follow=True)
    assert "A saved case changed. Accept it, or put it back." in response.content.decode()
    assert nothing_was_published(page)


def test_a_stop_that_comes_up_before_approval_refuses_it(monkeypatch):
    ours, manager = make_editor(approval=True)
    page = make_template_page(ours, manager)
    signed_in(manager).post(edit_url(page), form_data(page, **{"action-submit": "1"}))
    monkeypatch.setattr(readiness, "CHECKS", (*readiness.CHECKS, check_that_finds("stop")))
    state = TemplatePage.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = signed_in(make_member(ours, Role.APPROVER)).post(url, {"comment": ""}, follow=True)
    assert "A saved case changed. Accept it, or put it back." in answer.content.decode()
    assert nothing_was_published(page)


def test_a_stop_that_comes_up_before_the_scheduled_time_keeps_the_draft(monkeypatch):
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    go_live = timezone.now() + timedelta(days=1)
    data = form_data(page, go_live_at=go_live.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    assert signed_in(manager).post(edit_url(page), data).status_code == 302
    monkeypatch.setattr(readiness, "CHECKS", (*readiness.CHECKS, check_that_finds("stop")))
    with time_machine.travel(go_live + timedelta(minutes=2)):
        call_command("publish_scheduled")
    assert nothing_was_published(page)


def test_advice_stops_nothing(monkeypatch):
    monkeypatch.setattr(readiness, "CHECKS", (*readiness.CHECKS, check_that_finds("advice")))
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    assert (
        signed_in(manager).post(edit_url(page), form_data(page, **{"action-publish": "1"})).status_code == 302
    )
    assert not nothing_was_published(page)


def problems_in(page):
    return [finding for finding in readiness.findings_of(page) if finding.id == readiness.PROBLEM]


def test_the_list_names_each_problem_with_the_way_to_it():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    assert [finding.state for finding in problems_in(page)] == ["ok"]
    page.body[0].value["questions"][0].value["title"] = ""
    page.body[0].value["questions"][0].value["key"] = ""
    (found,) = problems_in(page)
    block = page.body[0].value["questions"][0].id
    assert (found.state, found.title) == ("stop", "This question has no wording.")
    assert found.url == f"{edit_url(page)}#block-{block}-section"
