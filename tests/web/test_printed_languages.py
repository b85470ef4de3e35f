"""A record in the language in which it was filled in: its page, its documents, and a blank form."""

from __future__ import annotations

import io

import pytest
from bilingual import bilingual
from pypdf import PdfReader
from wizard_world import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> World:
    ours = world(bilingual())
    ours.post("about", "language:cy")
    since = {"since-day": "3", "since-month": "3", "since-year": "2026"}
    ours.post("about", how="chair", alone="true", weight="80.5", **since)
    ours.post("days", matters="Fy ngardd")
    ours.post("check", "sign", statement="yes")
    return ours


def document(ours: World, path: str) -> PdfReader:
    answer = ours.browser.get(f"/w/ours/{path}")
    assert answer.status_code == 200
    return PdfReader(io.BytesIO(answer.content))


def words_of(pdf: PdfReader) -> str:
    return " ".join(page.extract_text() for page in pdf.pages)


def test_a_record_is_printed_in_its_language_and_says_so(ours: World) -> None:
    (record,) = ours.records()
    pdf = document(ours, f"records/{record.pk}/record.pdf")
    assert pdf.trailer["/Root"]["/Lang"] == "cy"
    text = words_of(pdf)
    assert "Asesiad cyfan" in text
    assert "3 Mawrth 2026" in text
    assert "Mewn cadair olwyn" in text
    assert "Llofnodwyd gan" in text
    english = document(ours, f"records/{record.pk}/record.pdf?language=en-GB")
    assert english.trailer["/Root"]["/Lang"] == "en-GB"
    assert "In a wheelchair" in words_of(english)
    assert "3 March 2026" in words_of(english)


def test_the_summary_speaks_to_the_person_in_the_language(ours: World) -> None:
    (record,) = ours.records()
    text = words_of(document(ours, f"records/{record.pk}/summary.pdf"))
    assert "Os nad yw rhywbeth yn iawn" in text
    assert "Eich dyddiau" in text


def test_a_blank_form_is_there_in_each_language(ours: World) -> None:
    template = ours.draft.version.template_id
    welsh = document(ours, f"forms/{template}/blank.pdf?language=cy")
    assert welsh.trailer["/Root"]["/Lang"] == "cy"
    assert "Ticiwch un" in words_of(welsh)
    assert "Enw a llofnod yr ymarferydd" in words_of(welsh)
    assert "Tick one" in words_of(document(ours, f"forms/{template}/blank.pdf"))
    person = ours.browser.get(f"/w/ours/people/{ours.draft.person_id}/").text
    assert "blank.pdf?language=cy" in person


def test_the_page_of_a_record_can_be_read_in_each_language(ours: World) -> None:
    (record,) = ours.records()
    page = ours.browser.get(f"/w/ours/records/{record.pk}/").text
    assert '<html lang="en-GB">' in page
    assert '<div lang="cy">' in page
    assert "Filled in in Welsh." in page
    assert "Heb ei ateb" in page
    assert '<span lang="en-GB">What matters to you?</span>' in page
    english = ours.browser.get(f"/w/ours/records/{record.pk}/?language=en-GB").text
    assert "How do you get about?" in english
    assert "record.pdf?language=en-GB" in english
    assert ours.browser.get(f"/w/ours/records/{record.pk}/?language=xx").status_code == 200
