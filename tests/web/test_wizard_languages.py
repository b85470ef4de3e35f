"""Fill in a form in another language: the reader's choice, our own words, and answers that stay the same."""

from __future__ import annotations

import re

import pytest
from bilingual import bilingual
from wizard_world import World, world

from aimwell.organisations.scope import acting_for
from aimwell.records.drafts import amend

pytestmark = pytest.mark.django_db

POLISH = {"/properties/about/properties/weight/title": {"text": "Waga", "of": "Weight"}}


def in_welsh() -> World:
    ours = world(bilingual())
    ours.post("about", "language:cy")
    return ours


def day(number: str, month: str) -> dict[str, str]:
    return {"since-day": number, "since-month": month, "since-year": "2026"}


def test_a_form_of_one_language_offers_none():
    assert "aimwell-languages" not in world().get("about")


def test_choosing_a_language_saves_what_is_typed_and_is_remembered():
    ours = world(bilingual())
    page = ours.get("about")
    assert '<html lang="en-GB">' in page
    assert 'value="language:cy" formnovalidate lang="cy">Cymraeg</button>' in page
    moved = ours.post("about", "language:cy", weight="80", how="walk")
    assert moved.headers["Location"] == ours.url("about")
    stored = ours.stored()
    assert (stored.language, stored.answers["about"]) == ("cy", {"weight": 80, "how": "walk"})
    page = ours.get("about")
    assert '<html lang="cy">' in page
    assert "Sut ydych chi’n symud o gwmpas?" in page
    assert "How do you get about?" not in page
    assert "Cadw a pharhau" in page
    assert 'value="language:en-GB"' in page
    ours.post("about", "language:en-GB")
    assert ours.stored().language == ""
    assert "Save and continue" in ours.get("about")


def test_a_language_that_the_form_does_not_have_is_not_taken():
    ours = in_welsh()
    ours.post("about", "language:fr")
    assert ours.stored().language == "cy"


def test_what_is_not_translated_is_marked_and_the_pages_frame_too():
    page = in_welsh().get("about")
    assert '<span lang="en-GB">On most days</span>' in page
    assert '<span lang="en-GB">kg</span>' in page
    assert re.search(r"<header[^>]* lang=\"en-GB\"", page)
    assert "Ychwanegu: Cynorthwyydd" in page


def test_errors_are_said_in_the_language():
    ours = in_welsh()
    page = ours.post(
        "about", **{"weight": "trwm", "since-day": "31", "since-month": "2", "since-year": "2026"}
    ).text
    assert "Mae problem" in page
    assert "Dewiswch ateb i ‘Sut ydych chi’n symud o gwmpas?’" in page
    assert "Rhaid i ‘Pwysau’ fod yn rhif, wedi’i ysgrifennu mewn digidau" in page
    assert "Rhaid i ‘Ers pryd?’ fod yn ddyddiad go iawn" in page
    assert "<title>Gwall: Amdanoch chi" in page.replace("\n", "")


def test_the_check_and_the_record_are_the_same_data():
    ours = in_welsh()
    ours.post(
        "about",
        **{"how": "chair", "alone": "true", "since-day": "3", "since-month": "3", "since-year": "2026"},
    )
    ours.post("days", matters="Fy ngardd")
    check = ours.get("check")
    assert "Gwirio eich atebion" in check
    assert "3 Mawrth 2026" in check
    assert "Mewn cadair olwyn" in check
    assert "Heb ei ateb" in check
    ours.post("check", "sign", statement="yes")
    (record,) = ours.records()
    assert record.language == "cy"
    assert record.answers["about"] == {"how": "chair", "alone": True, "since": "2026-03-03"}
    assert record.statement.startswith("Rwyf i, ")
    with acting_for(ours.organisation):
        assert amend(record, user=ours.user, reason="A slip").language == "cy"


def test_the_language_can_be_changed_at_the_check():
    ours = world(bilingual())
    assert ours.post("check", "language:cy").headers["Location"] == ours.url("check")
    assert "Gwirio eich atebion" in ours.get("check")


def test_numbers_are_typed_and_shown_as_the_language_writes_them():
    ours = world(bilingual(pl=POLISH))
    ours.post("about", "language:pl")
    ours.post("about", how="walk", weight="80,5")
    assert ours.stored().answers["about"]["weight"] == 80.5
    page = ours.get("about")
    assert 'value="80,5"' in page
    # We have no Polish: the page speaks English, and each Polish text is marked.
    assert '<html lang="en-GB">' in page
    assert '<span lang="pl">Waga</span>' in page
    assert 'data-numbers=",' in page
    assert "80,5" in ours.get("check")
    ours.post("about", "language:en-GB", how="walk", weight="80,5")
    assert ours.stored().unread == {}


def test_the_page_costs_no_more_in_another_language(django_assert_max_num_queries):
    ours = in_welsh()
    ours.get("about")
    with django_assert_max_num_queries(8):
        ours.get("about")
