"""A new organisation is led to its first form, in five steps that know what is done."""

from __future__ import annotations

import pytest
from django.urls import reverse
from editor import form_data, make_editor, signed_in

from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db

HOME = "/cms/"


def steps(browser) -> list[tuple[bool, bool]]:
    panels = browser.get(HOME).context["panels"]
    found = panels[0].get_context_data({})["steps"]
    return [(step.is_done, step.is_next) for step in found]


def test_an_empty_organisation_begins_with_choosing_a_form():
    _, manager = make_editor()
    browser = signed_in(manager)
    assert steps(browser) == [(False, True), *[(False, False)] * 4]
    text = browser.get(HOME).content.decode()
    assert "Your first form, in five steps" in text
    assert reverse("aimwell_start", args=["ours"]) in text


def test_the_steps_follow_what_was_done_and_end_with_the_publication():
    _, manager = make_editor(plugins=("vas", "copm", "toms"))
    browser = signed_in(manager)
    browser.post(reverse("aimwell_start", args=["ours"]), {"starter": "request-for-help"})
    page = TemplatePage.objects.get()
    assert [done for done, _ in steps(browser)] == [True, False, False, False, False]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browser.post(edit, form_data(page, title="Ask us"))
    assert [done for done, _ in steps(browser)] == [True, True, False, True, False]
    assert [number for number, step in enumerate(steps(browser)) if step[1]] == [2]
    page.get_latest_revision_as_object().save_revision(user=manager).publish(user=manager)
    assert steps(browser) == []
