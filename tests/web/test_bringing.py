"""Forms of other kinds, brought in as files: a draft, and a report of what came along."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from editor import make_editor, make_template_page, signed_in
from xlsforms import workbook

from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db

QUESTIONNAIRE = {
    "resourceType": "Questionnaire",
    "title": "Falls",
    "item": [
        {"linkId": "1", "text": "Have you fallen?", "type": "boolean"},
        {"linkId": "2", "text": "A picture", "type": "attachment"},
    ],
}


def bring(browser: Client, content: bytes, name: str = "visit.xlsx") -> Any:
    return browser.post(
        reverse("aimwell_bring", args=["ours"]), {"file": SimpleUploadedFile(name, content)}, follow=True
    )


def test_an_xlsform_comes_in_as_a_draft_with_a_report():
    _, manager = make_editor()
    browser = signed_in(manager)
    answer = bring(browser, workbook())
    page = TemplatePage.objects.get(title="Home visit")
    assert not page.live
    text = answer.content.decode()
    assert "made from <strong>visit.xlsx</strong>" in text
    assert "A place on a map can’t be asked." in text
    assert "survey, row" in text
    edit = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("aimwell_brought", args=[page.pk]) in edit


def test_a_questionnaire_comes_in_and_goes_out_again():
    _, manager = make_editor()
    browser = signed_in(manager)
    answer = bring(browser, json.dumps(QUESTIONNAIRE).encode(), "falls.json")
    assert "A file can’t be asked for." in answer.content.decode()
    page = TemplatePage.objects.get(title="Falls")
    exported = browser.get(reverse("aimwell_export_draft_fhir", args=[page.pk]))
    assert exported["Content-Type"] == "application/fhir+json"
    assert exported["Content-Disposition"].endswith('falls-draft-questionnaire.json"')
    (section,) = exported.json()["item"]
    assert [item["text"] for item in section["item"]] == ["Have you fallen?"]


def test_a_form_of_ours_has_no_report():
    organisation, manager = make_editor()
    page = make_template_page(organisation, manager)
    assert signed_in(manager).get(reverse("aimwell_brought", args=[page.pk])).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04 nothing", "a.xlsx", "isn’t an Excel workbook"),
        (b"\xd0\xcf\x11\xe0", "a.xls", "old kind"),
        (b'{"resourceType": "Questionnaire"}', "a.json", "asks nothing"),
        (b"name,type\n", "a.csv", "isn&#x27;t JSON"),
        (b"\xff\xfe", "a.json", "UTF-8"),
        (b"0" * 5_000_001, "a.json", "larger than 5 MB"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words_and_makes_nothing(content, name, said):
    _, manager = make_editor()
    answer = bring(signed_in(manager), content, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not TemplatePage.objects.exists()


def test_what_a_questionnaire_cannot_say_is_told_before_it_is_taken():
    organisation, manager = make_editor(plugins=("copm",))
    document = {
        "title": "Goals",
        "type": "object",
        "properties": {"goals": {"title": "Goals", "x-aimwell": {"widget": "measure", "measure": "copm"}}},
    }
    page = make_template_page(organisation, manager, document)
    text = signed_in(manager).get(reverse("aimwell_export", args=[page.pk])).content.decode()
    assert "only its heading is written" in text
