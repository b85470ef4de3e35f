"""Starter templates, and forms brought in and taken out as files."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS

from aimwell.organisations.models import User
from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.starters import starters

pytestmark = pytest.mark.django_db

ODD = (
    '{"type": "object",\n\t"title":"Odd \\u00e9",  "$comment": "kept",\n'
    ' "x-aimwell": {"language": "en-GB", "kind": "other"},\n'
    ' "properties": {"s": {"title": "S", "type": "object", "required": ["b", "a"],'
    ' "properties": {"a": {"title": "A", "type": ["integer", "null"], "minimum": 1.0},'
    ' "b": {"oneOf": [{"const": "x", "title": "Ex"}], "title": "B"}}}}}'
)


def bring(browser: Client, content: bytes) -> Any:
    return browser.post(
        reverse("aimwell_bring", args=["ours"]), {"file": SimpleUploadedFile("form.json", content)}
    )


def publish(browser: Client, page: TemplatePage, **more: Any) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = browser.post(url, form_data(page, **{"action-publish": "1", **more}))
    assert response.status_code == 302, response.context["form"].errors


def exported(browser: Client, page: TemplatePage, number: int) -> bytes:
    return browser.get(reverse("aimwell_export_version", args=[page.pk, number])).content


def test_a_starter_template_is_copied_with_one_click():
    _, manager = make_editor(plugins=("copm", "toms", "vas", "intended_outcome"))
    browser = signed_in(manager)
    for name, starter in starters().items():
        response = browser.post(reverse("aimwell_start", args=["ours"]), {"starter": name})
        page = TemplatePage.objects.latest("pk")
        assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert not page.live
        assert json.loads(page.text()) == json.loads(starter.text)
        assert browser.get(reverse("aimwell_problems", args=[page.pk])).json()["problems"] == [], name


@pytest.mark.parametrize("name", starters())
def test_a_starter_template_that_goes_through_the_editor_unchanged_stays_the_same(name: str):
    _, manager = make_editor(plugins=("copm", "toms", "vas", "intended_outcome"))
    browser = signed_in(manager)
    browser.post(reverse("aimwell_start", args=["ours"]), {"starter": name})
    page = TemplatePage.objects.get()
    # Through every block, as the editor and its form take it.
    stream = page.body.stream_block.get_prep_value(
        page.body.stream_block.normalize([(child.block_type, child.value) for child in page.body])
    )
    for block, child in zip(stream, page.body, strict=True):
        block["id"] = child.id
    publish(browser, page, body=stream)
    assert exported(browser, page, 1).decode() == starters()[name].text


def test_what_was_brought_in_and_published_unchanged_comes_out_byte_for_byte():
    _, manager = make_editor()
    browser = signed_in(manager)
    assert bring(browser, ODD.encode()).status_code == 302
    page = TemplatePage.objects.get()
    publish(browser, page)
    assert exported(browser, page, 1) == ODD.encode()
    assert browser.get(reverse("aimwell_export_draft", args=[page.pk])).content == ODD.encode()


def test_a_change_changes_only_what_was_changed():
    _, manager = make_editor()
    browser = signed_in(manager)
    bring(browser, ODD.encode())
    page = TemplatePage.objects.get()
    stream = page.body.get_prep_value()
    stream[0]["value"]["questions"][1]["value"]["title"] = "Better"
    publish(browser, page, body=stream)
    changed = json.loads(ODD)
    changed["properties"]["s"]["properties"]["b"]["title"] = "Better"
    assert json.dumps(json.loads(exported(browser, page, 1))) == json.dumps(changed)


def test_an_exported_version_goes_into_another_organisation_and_comes_out_the_same():
    ours, manager = make_editor()
    page = make_template_page(ours, manager, TWO_SECTIONS)
    publish(signed_in(manager), page)
    content = exported(signed_in(manager), page, 1)
    make_editor("theirs")
    other = User.objects.get(memberships__organisation__slug="theirs", memberships__role=Role.SERVICE_MANAGER)
    browser = signed_in(other)
    browser.post(
        reverse("aimwell_bring", args=["theirs"]), {"file": SimpleUploadedFile("form.json", content)}
    )
    copy = TemplatePage.objects.latest("pk")
    publish(browser, copy)
    assert exported(browser, copy, 1) == content


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"{", "JSON"),
        (b"[]", "must be a JSON object"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b" " * 1_000_001, "larger than 1 MB"),
        (b'{"a":' * 500 + b"1" + b"}" * 500, "nested"),
    ],
)
def test_a_file_that_is_no_template_is_refused_in_words(content: bytes, told: str):
    _, manager = make_editor()
    refused = bring(signed_in(manager), content)
    assert refused.status_code == 422
    assert told in refused.content.decode()
    assert not TemplatePage.objects.exists()


def test_what_the_vocabulary_lacks_is_carried_and_told_by_place():
    _, manager = make_editor()
    browser = signed_in(manager)
    document = {
        **TWO_SECTIONS,
        "properties": {
            "s": {
                "type": "object",
                "title": "S",
                "properties": {
                    "a": {"type": "string", "title": "A", "if": {"const": 1}},
                    "b": {"type": "null", "title": "B"},
                },
            }
        },
    }
    bring(browser, json.dumps(document).encode())
    page = TemplatePage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert browser.post(url, form_data(page)).status_code == 302
    page = page.get_latest_revision_as_object()
    assert page.written().template == document
    told = browser.get(reverse("aimwell_problems", args=[page.pk])).json()["problems"]
    blocks = [block["id"] for block in page.body.get_prep_value()[0]["value"]["questions"]]
    assert {problem["block"] for problem in told} == set(blocks)


def test_versions_tell_who_when_why_and_which():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    publish(browser, page, note="The first")
    publish(browser, page, title="Renamed", note="A better name")
    content = browser.get(reverse("aimwell_versions", args=[page.pk])).content.decode()
    assert "The first" in content
    assert "A better name" in content
    assert str(manager) in content
    assert "Version 2 is live" in content
    browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, title="Again"))
    home = browser.get("/cms/").content.decode()
    assert "Version 2 is live. The draft has changes that are not published yet" in home
