"""Translate a form in the editor: add a language, type beside the source, send a file away and take it in."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from bilingual import bilingual
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in

from aimwell.formschema.differences.word_changes import changed_words
from aimwell.library.models import TemplateVersion
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.languages.sheet import sheet_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.readiness import findings_of

pytestmark = pytest.mark.django_db

HOW = "/properties/about/properties/how/title"


class Desk:
    """A manager with a form, at the pages of its languages."""

    def __init__(self, document=None, slug="ours"):
        self.organisation, self.manager = make_editor(slug)
        self.pk = make_template_page(self.organisation, self.manager, document or bilingual()).pk
        self.browser = signed_in(self.manager)

    @property
    def page(self):
        return TemplatePage.objects.get(pk=self.pk).get_latest_revision_as_object()

    @property
    def translations(self):
        return self.page.written().template["x-aimwell"].get("translations", {})

    def url(self, name="aimwell_language", language="cy"):
        return reverse(name, args=[self.pk] if name == "aimwell_languages" else [self.pk, language])

    def name_of(self, pointer):
        lines = sheet_of(self.page, "cy").lines
        return next(line.name for line in lines if line.translated.text.pointer == pointer)

    def types(self, pointer, words, **more):
        name = self.name_of(pointer)
        was = self.translations["cy"].get(pointer, {}).get("text", "")
        return self.browser.post(self.url(), {f"text {name}": words, f"was {name}": was} | more)

    def changes_source(self, pointer_key, title):
        page = self.page
        stream = page.body.get_prep_value()
        block = next(one for one in stream[0]["value"]["questions"] if one["value"]["key"] == pointer_key)
        block["value"]["title"] = title
        return self.browser.post(
            reverse("wagtailadmin_pages:edit", args=[self.pk]), form_data(page, body=stream)
        )


def test_a_language_is_added_and_its_texts_stand_beside_each_other():
    desk = Desk(bilingual() | {"x-aimwell": {"kind": "assessment", "language": "en-GB"}})
    assert "no other language yet" in desk.browser.get(desk.url("aimwell_languages")).text
    added = desk.browser.post(desk.url("aimwell_languages"), {"language": "cy"})
    assert added.headers["Location"] == desk.url()
    page = desk.browser.get(desk.url()).text
    assert "0 of 15 texts are done" in page
    assert 'lang="en-GB">How do you get about?</p>' in page
    assert 'lang="cy"' in page
    desk.types(HOW, "Sut ydych chi’n mynd o gwmpas?")
    assert desk.translations == {
        "cy": {HOW: {"text": "Sut ydych chi’n mynd o gwmpas?", "of": "How do you get about?"}}
    }


def test_what_is_out_of_date_is_shown_with_its_difference_and_can_be_kept():
    desk = Desk()
    page = desk.browser.get(desk.url() + "?show=work").text
    assert "<del>around</del><ins>about</ins>" in page
    assert "In a wheelchair" not in page
    (advice,) = [one for one in findings_of(desk.page) if one.id == "translations"]
    assert (advice.state, advice.title) == ("advice", "Translations in Welsh: 1 out of date, 3 missing.")
    desk.browser.post(desk.url(), {"still-right": desk.name_of(HOW)})
    assert desk.translations["cy"][HOW]["of"] == "How do you get about?"
    assert "<del>" not in desk.browser.get(desk.url()).text


def test_a_translation_follows_its_question_through_rename_and_becomes_stale():
    desk = Desk()
    assert desk.changes_source("how", "How do you move about?").status_code == 302
    assert desk.translations["cy"][HOW]["of"] == "How do you get around?"
    page = desk.page
    stream = page.body.get_prep_value()
    stream[0]["value"]["questions"][0]["value"]["key"] = "moving"
    stream.reverse()
    desk.browser.post(reverse("wagtailadmin_pages:edit", args=[desk.pk]), form_data(page, body=stream))
    moved = "/properties/about/properties/moving/title"
    assert desk.translations["cy"][moved]["text"] == "Sut ydych chi’n symud o gwmpas?"
    assert HOW not in desk.translations["cy"]


def test_of_two_who_translate_at_once_neither_overwrites_the_other():
    desk = Desk()
    name, days = desk.name_of(HOW), desk.name_of("/properties/days/title")
    was = {f"was {name}": "Sut ydych chi’n symud o gwmpas?", f"was {days}": "Eich dyddiau"}
    desk.browser.post(desk.url(), {**was, f"text {name}": "Y cyntaf", f"text {days}": "Eich dyddiau"})
    second = {**was, f"text {name}": "Yr ail", f"text {days}": "Eich diwrnodau"}
    answer = desk.browser.post(desk.url(), second)
    assert answer.status_code == 422
    assert "Yr ail" in answer.text
    assert "Somebody else has written" in answer.text
    assert desk.translations["cy"][HOW]["text"] == "Y cyntaf"
    assert desk.translations["cy"]["/properties/days/title"]["text"] == "Eich diwrnodau"


def test_emptying_a_translation_takes_it_out():
    desk = Desk()
    desk.types(HOW, "  ")
    assert HOW not in desk.translations["cy"]


def test_a_file_goes_to_a_translator_and_comes_back():
    desk = Desk()
    sent = desk.browser.get(desk.url("aimwell_language_export"))
    assert sent.headers["Content-Disposition"] == 'attachment; filename="whole-assessment-cy.csv"'
    rows = list(csv.reader(StringIO(sent.content.decode("utf-8-sig"))))
    assert rows[0][3:5] == ["Text (English)", "Translation (Welsh)"]
    assert [row[5] for row in rows[1:]].count("Not translated") == 3
    by_text = {row[3]: row for row in rows[1:]}
    by_text["On most days"][4] = "Ar y rhan fwyaf o ddyddiau"
    by_text["kg"][4] = "'=HYPERLINK(1)"
    by_text["Your days"][3:5] = ["Your day", "Eich diwrnod"]
    by_text["What matters to you?"][0] = "gone/title"
    by_text["What matters to you?"][4] = "Beth sy’n bwysig i chi?"
    back = StringIO()
    csv.writer(back, delimiter=";").writerows(rows)
    answer = desk.browser.post(
        desk.url("aimwell_language_import"), {"file": SimpleUploadedFile("cy.csv", back.getvalue().encode())}
    )
    assert "3 translations taken from the file." in answer.text
    assert "1 of them translates an earlier text" in answer.text
    assert "The form has no such text any more." in answer.text
    given = desk.translations["cy"]
    hint = given["/properties/about/properties/how/x-aimwell/hint"]
    assert hint == {"text": "Ar y rhan fwyaf o ddyddiau", "of": "On most days"}
    assert given["/properties/about/properties/weight/x-aimwell/unit"]["text"] == "=HYPERLINK(1)"
    assert given["/properties/days/title"] == {"text": "Eich diwrnod", "of": "Your day"}
    again = desk.browser.get(desk.url("aimwell_language_export")).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in again


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "Choose the file"),
        (b"\xff\xfe\x00", "isn’t in UTF-8"),
        (b"a,b\n1,2\n", "doesn’t name the columns"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (
            b'Reference (leave as it is),Text (E),Translation (W)\n"' + b"a" * 200_000,
            "can’t be read as a table",
        ),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(content, why):
    desk = Desk()
    before = desk.translations
    sent = {} if content is None else {"file": SimpleUploadedFile("cy.csv", content)}
    answer = desk.browser.post(desk.url("aimwell_language_import"), sent)
    assert answer.status_code == 422
    assert why in answer.text
    assert desk.translations == before


def test_translations_of_texts_that_are_gone_can_be_removed():
    desk = Desk(bilingual(fr={"/properties/gone/title": {"text": "Parti", "of": "Gone"}}))
    assert [one.id for one in findings_of(desk.page)][:1] == ["problem"]
    assert "1 translation belongs to a text" in desk.browser.get(desk.url(language="fr")).text
    desk.browser.post(desk.url(language="fr"), {"forget-lost": "yes"})
    assert desk.translations["fr"] == {}


def test_a_published_version_has_its_languages_and_one_without_words_is_not_offered():
    desk = Desk()
    desk.browser.post(desk.url("aimwell_languages"), {"language": "pl"})
    edit = reverse("wagtailadmin_pages:edit", args=[desk.pk])
    answer = desk.browser.post(edit, form_data(desk.page, **{"action-publish": "1"}))
    assert answer.status_code == 302, answer.text
    with acting_for(desk.organisation):
        version = TemplateVersion.objects.get()
        assert version.languages == ("en-GB", "cy")
        assert version.outline_in("cy").title == "Asesiad cyfan"


def test_the_preview_shows_the_form_in_each_language():
    desk = Desk()
    modes = dict(desk.page.preview_modes)
    assert modes["language:cy"] == "The whole form in Welsh"
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[desk.pk])
    desk.browser.post(url, form_data(desk.page))
    shown = desk.browser.get(url, {"mode": "language:cy", "in_preview_panel": "true"}).text
    assert "Sut ydych chi’n symud o gwmpas?" in shown
    assert '<html lang="cy">' in shown


def test_a_language_is_removed_after_a_question():
    desk = Desk()
    assert "Remove Welsh?" in desk.browser.get(desk.url("aimwell_language_remove")).text
    desk.browser.post(desk.url("aimwell_language_remove"))
    assert desk.translations == {}
    assert desk.browser.get(desk.url()).status_code == 404


def test_who_may_not_edit_looks_only_and_another_organisation_sees_nothing():
    desk = Desk()
    approver = signed_in(make_editor("theirs", Role.APPROVER)[1])
    assert approver.get(desk.url()).status_code in (302, 404)
    approver.post(desk.url(), {"still-right": desk.name_of(HOW)})
    page = TemplatePage.objects.get(pk=desk.pk)
    page.locked = True
    page.save()
    assert "readonly" in desk.browser.get(desk.url()).text
    desk.types(HOW, "Wedi’i gloi")
    assert desk.translations["cy"][HOW]["text"] == "Sut ydych chi’n symud o gwmpas?"


def test_words_that_changed_are_found_one_by_one():
    told = [(piece.kind, piece.text) for piece in changed_words("How are you now?", "How are they now?")]
    assert told == [("same", "How are "), ("gone", "you"), ("new", "they"), ("same", " now?")]
