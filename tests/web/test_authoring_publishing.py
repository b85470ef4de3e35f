"""Publishing a template page freezes exactly one version, whichever way it is published."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from editor import form_data, make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS, switch_on

from aimwell.library.models import FormTemplate, TemplateVersion
from aimwell.organisations.models import Organisation
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db


def versions(organisation: Organisation) -> list[TemplateVersion]:
    with acting_for(organisation):
        return list(TemplateVersion.objects.order_by("number"))


def edit_url(page: TemplatePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def with_a_fault(page: TemplatePage) -> list:
    """The page's sections with a choice that has nothing to choose."""
    stream = page.body.get_prep_value()
    value = {**stream[0]["value"]["questions"][1]["value"], "title": "Which?", "key": "", "options": ""}
    stream[0]["value"]["questions"].append(
        {"type": "one_of", "id": "00000000-0000-4000-8000-000000000001", "value": value}
    )
    return stream


def test_the_publish_button_freezes_one_version_with_who_when_and_why():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    response = signed_in(manager).post(
        edit_url(page), form_data(page, note="First version", **{"action-publish": "1"})
    )
    assert response.status_code == 302, response.context["form"].errors
    (version,) = versions(ours)
    assert json.loads(version.text) == TWO_SECTIONS
    assert (version.number, version.published_by, version.note) == (1, manager, "First version")
    page.refresh_from_db()
    assert page.live
    assert page.publication.template_id == version.template_id
    with acting_for(ours):
        assert FormTemplate.objects.get().live == version


def test_saving_and_autosaving_a_draft_freeze_nothing():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    assert browser.post(edit_url(page), form_data(page)).status_code == 302
    saved = browser.post(
        edit_url(page), form_data(page, title="Renamed"), headers={"accept": "application/json"}
    )
    assert saved.json()["success"] is True
    assert versions(ours) == []


def test_a_second_publication_is_the_next_version_and_an_unchanged_one_is_none():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    browser.post(edit_url(page), form_data(page, **{"action-publish": "1"}))
    page = TemplatePage.objects.get(pk=page.pk)
    browser.post(edit_url(page), form_data(page, **{"action-publish": "1"}))
    assert len(versions(ours)) == 1
    browser.post(edit_url(page), form_data(page, title="Renamed", **{"action-publish": "1"}))
    assert [version.title for version in versions(ours)] == ["Short assessment", "Renamed"]


def test_problems_stop_publishing_and_stand_beside_the_question_but_never_stop_saving():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    stream = with_a_fault(page)
    refused = browser.post(edit_url(page), form_data(page, body=stream, **{"action-publish": "1"}))
    assert refused.status_code == 200
    error = refused.context["form"].errors.as_data()["body"][0].as_json_data()
    beside = error["blockErrors"][0]["blockErrors"]["questions"]["blockErrors"][3]["messages"]
    assert "Which?" in beside[0]
    assert versions(ours) == []
    assert browser.post(edit_url(page), form_data(page, body=stream)).status_code == 302
    draft = TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert len(draft.body.get_prep_value()[0]["value"]["questions"]) == 4


def test_what_is_scheduled_is_frozen_once_when_its_time_comes():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    go_live = timezone.now() + timedelta(days=1)
    data = form_data(page, go_live_at=go_live.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    assert signed_in(manager).post(edit_url(page), data).status_code == 302
    assert versions(ours) == []
    with time_machine.travel(go_live + timedelta(minutes=2)):
        call_command("publish_scheduled")
        call_command("publish_scheduled")
    (version,) = versions(ours)
    assert version.published_by == manager


def test_what_was_scheduled_and_lost_its_measure_meanwhile_stays_a_draft():
    ours, manager = make_editor(plugins=("vas",))
    document = {
        **TWO_SECTIONS,
        "properties": {
            "how": {
                "type": "object",
                "title": "How it is",
                "properties": {
                    "vas": {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "vas"}}
                },
            }
        },
    }
    page = make_template_page(ours, manager, document)
    go_live = timezone.now() + timedelta(days=1)
    data = form_data(page, go_live_at=go_live.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    assert signed_in(manager).post(edit_url(page), data).status_code == 302
    with acting_for(ours):
        ours.plugin_uses.update(on=False)
    with time_machine.travel(go_live + timedelta(minutes=2)):
        call_command("publish_scheduled")
    assert versions(ours) == []
    page.refresh_from_db()
    assert not page.live
    switch_on(ours, "vas")
    call_command("publish_scheduled")
    assert versions(ours) == []


def test_taking_a_page_down_or_deleting_it_withdraws_the_template_and_keeps_its_versions():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    browser.post(edit_url(page), form_data(page, **{"action-publish": "1"}))
    browser.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    with acting_for(ours):
        assert FormTemplate.objects.get().live is None
    page = TemplatePage.objects.get(pk=page.pk)
    browser.post(edit_url(page), form_data(page, **{"action-publish": "1"}))
    with acting_for(ours):
        assert FormTemplate.objects.get().live.number == 1
    browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not TemplatePage.objects.exists()
    with acting_for(ours):
        assert FormTemplate.objects.get().live is None
    assert len(versions(ours)) == 1


def test_a_published_key_stays_when_its_question_is_reworded():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    stream = page.body.get_prep_value()
    for question in stream[0]["value"]["questions"]:
        question["value"]["key"] = ""
    browser.post(edit_url(page), form_data(page, body=stream, **{"action-publish": "1"}))
    stream[0]["value"]["questions"][0]["value"]["title"] = "What is important to you?"
    browser.post(edit_url(page), form_data(page, body=stream, **{"action-publish": "1"}))
    first, second = (
        json.loads(version.text)["properties"]["about"]["properties"] for version in versions(ours)
    )
    assert list(first) == list(second) == ["what_matters_to_you", "do_you_live_alone", "who_lives_with_you"]
    assert second["what_matters_to_you"]["title"] == "What is important to you?"


def test_an_old_revision_that_is_published_again_stays_with_its_template():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    first = page.latest_revision
    browser = signed_in(manager)
    browser.post(edit_url(page), form_data(page, title="Renamed", **{"action-publish": "1"}))
    first.publish(user=manager)
    assert [version.title for version in versions(ours)] == ["Renamed", "Short assessment"]
    with acting_for(ours):
        assert FormTemplate.objects.count() == 1


def broken_behind_the_editor(page: TemplatePage, manager: object) -> None:
    """A draft that became faulty without the form's check, as when a plugin is switched off."""
    page.body = with_a_fault(page)
    page.save_revision(user=manager)


def test_a_bulk_publication_of_a_faulty_form_is_undone_and_explained():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    broken_behind_the_editor(page, manager)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = signed_in(manager).post(f"{url}?id={page.pk}", follow=True)
    assert "Nothing was published" in response.content.decode()
    page.refresh_from_db()
    assert not page.live
    assert versions(ours) == []


def test_a_copy_that_is_published_is_a_template_of_its_own():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    browser.post(edit_url(page), form_data(page, **{"action-publish": "1"}))
    copied = browser.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
        },
    )
    assert copied.status_code == 302
    with acting_for(ours):
        assert [template.live.number for template in FormTemplate.objects.order_by("pk")] == [1, 1]


def test_a_template_is_not_moved_to_another_organisation():
    ours, manager = make_editor()
    theirs, _ = make_editor("theirs")
    theirs.memberships.create(user=manager, role=Role.SERVICE_MANAGER)
    page = make_template_page(ours, manager)
    destination = make_template_page(theirs, manager).get_parent()
    signed_in(manager).post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]))
    page.refresh_from_db()
    assert page.get_parent() != destination
