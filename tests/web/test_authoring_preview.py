"""The live preview is the very form that practitioners see, and keeps nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from factories import make_version

from aimwell.library.models import TemplateVersion
from aimwell.organisations.scope import acting_for
from aimwell.records.drafts import Entry
from aimwell.records.models import Draft
from aimwell.records.wizard.filling import Page, fill_section
from aimwell.records.wizard.markup import section_markup
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.setup import folder_of

pytestmark = pytest.mark.django_db


def previewed(browser: Client, page: TemplatePage, mode: str = "whole", **changes: object) -> str:
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert browser.post(url, form_data(page, **changes)).json()["is_valid"]
    response = browser.get(url, {"mode": mode, "in_preview_panel": "true"})
    assert response.status_code == 200
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    return response.content.decode()


def test_the_preview_has_the_very_markup_of_the_wizard():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    content = previewed(signed_in(manager), page)
    with acting_for(ours):
        version = make_version(ours, manager)
        for section in version.outline.sections:
            empty = Page(entry=Entry(answers={}, unread={}), pruned={})
            assert str(fill_section(section, section_markup(version, section.key), empty)) in content


def test_one_section_can_be_previewed_alone():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    second = page.body.get_prep_value()[1]
    content = previewed(signed_in(manager), page, second["id"])
    assert "Falls in the last month" in content
    assert "Do you live alone?" not in content


def test_what_was_typed_is_previewed_and_nothing_is_kept():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    stream = page.body.get_prep_value()
    stream[0]["value"]["questions"][0]["value"]["title"] = "What is important?"
    before = page.latest_revision_id
    assert "What is important?" in previewed(signed_in(manager), page, body=stream)
    page.refresh_from_db()
    assert page.latest_revision_id == before
    with acting_for(ours):
        assert not TemplateVersion.objects.exists()
        assert not Draft.objects.exists()


def test_a_broken_draft_shows_its_problems_instead():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    stream = page.body.get_prep_value()
    stream[0]["value"]["questions"][2]["value"]["when"]["rows"][0]["value"]["question"] = "nowhere/at_all"
    content = previewed(signed_in(manager), page, body=stream)
    assert "once this problem is put right" in content
    assert "Who lives with you?" in content
    assert "<form" not in content


def test_an_empty_form_can_be_started_previewed_and_saved():
    ours, manager = make_editor()
    browser = signed_in(manager)
    args = ["authoring", "templatepage", folder_of(ours).pk]
    add = reverse("wagtailadmin_pages:add", args=args)
    assert browser.get(add).status_code == 200
    page = TemplatePage(title="Something new", slug="something-new")
    assert browser.post(add, form_data(page)).status_code == 302
    saved = TemplatePage.objects.get()
    assert not saved.live
    refused = browser.post(
        reverse("wagtailadmin_pages:edit", args=[saved.pk]), form_data(saved, **{"action-publish": "1"})
    )
    assert refused.status_code == 200
    assert "The template asks nothing" in refused.content.decode()
