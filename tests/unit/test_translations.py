"""A form in another language is the same form: the same questions, values and verdicts, in other words."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from formschema_answering import answers_to
from formschema_strategies import templates
from hypothesis import given, settings
from hypothesis import strategies as st

from aimwell.formschema import check, outline, prune, validate
from aimwell.formschema import compile as compile_template
from aimwell.formschema.languages.locales import LOCALES, locale_of
from aimwell.formschema.languages.texts import slots, texts
from aimwell.formschema.languages.translations import coverage, languages, localised
from aimwell.formschema.reviewing import review_of
from aimwell.places import SCHEMAS
from aimwell.plugins import installed_plugins

Json = Any

FILES = sorted([*(SCHEMAS / "starter").glob("*.json"), *(SCHEMAS / "examples").glob("*.json")])
TEMPLATES = [
    document
    for file in FILES
    if "properties" in (document := json.loads(file.read_text(encoding="utf-8")))
    and not file.stem.endswith("valid")
]
VISIT: Json = {
    "title": "First visit",
    "type": "object",
    "x-aimwell": {"kind": "assessment"},
    "properties": {
        "about": {
            "type": "object",
            "title": "About you",
            "description": "Take your time.",
            "properties": {
                "how": {
                    "type": "string",
                    "title": "How do you get about?",
                    "enum": ["walk", "chair", "By car"],
                    "x-aimwell": {"hint": "On most days", "labels": {"walk": "On foot", "chair": "Chair"}},
                },
                "who": {
                    "type": "array",
                    "title": "Who helps?",
                    "items": {
                        "type": "object",
                        "title": "Helper",
                        "properties": {"name": {"type": "string", "title": "Name"}},
                    },
                },
                "tired": {
                    "type": "integer",
                    "title": "How tired are you?",
                    "minimum": 0,
                    "maximum": 10,
                    "x-aimwell": {"widget": "scale", "anchors": ["Not at all", "Very"]},
                },
                "pain": {
                    "title": "Pain",
                    "x-aimwell": {
                        "widget": "measure",
                        "measure": "vas",
                        "settings": {"higher_is": "worse", "left": "No pain", "right": "Worst pain"},
                    },
                },
            },
        }
    },
}
ABOUT = "/properties/about/properties"


def translated(template: Json, *, only: set[str] | None = None, language: str = "cy") -> Json:
    """A copy in which texts (all, or those at some pointers) have a translation."""
    copy = deepcopy(template)
    given = {
        text.pointer: {"text": f"cy: {text.text}", "of": text.text}
        for text in texts(template)
        if only is None or text.pointer in only
    }
    copy.setdefault("x-aimwell", {})["translations"] = {language: given}
    return copy


def told_back(schema: Json, words: dict[str, str]) -> Json:
    """A localised document with its own words again, and without what localising notes down."""
    copy = json.loads(json.dumps(schema))
    for slot in slots(copy):
        if slot.text.pointer in words:
            slot.put(words[slot.text.pointer])
    waiting: list[Json] = [copy]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            part.pop("untranslated", None)
            part.pop("translatedFrom", None)
            waiting += part.values()
    return copy


@pytest.mark.parametrize("template", [VISIT, *TEMPLATES], ids=lambda one: one.get("title", "plain"))
def test_our_own_forms_keep_their_structure_and_values(template: Json) -> None:
    measures = installed_plugins().measures
    spoken = translated(template)
    assert check(spoken, measures) == check(template, measures) == []
    for document in (spoken, compile_template(spoken, measures)):
        there = localised(document, "cy")
        words = {text.pointer: text.text for text in texts(document)}
        again = told_back(there, words)
        # Labels that a value had to be given are the one thing that comes in addition.
        assert [text.text for text in texts(again)] == [text.text for text in texts(document)]
        assert _bones(again) == _bones(document)
    asked, own = outline(localised(compile_template(spoken, measures), "cy")), outline(spoken)
    assert [section.key for section in asked.sections] == [section.key for section in own.sections]
    assert all(section.title.startswith("cy: ") for section in asked.sections if section.title in str(spoken))


def _bones(schema: Json) -> Json:
    """A document without labels and languages, and without an annotation that is then empty."""
    if isinstance(schema, list):
        return [_bones(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _bones(value) for key, value in schema.items() if key not in _WORDS}
    return {key: value for key, value in kept.items() if (key, value) != ("x-aimwell", {})}


_WORDS = ("labels", "language", "translations")


@given(templates().flatmap(lambda one: st.tuples(st.just(one), answers_to(one))), st.randoms())
@settings(max_examples=60, deadline=None)
def test_answers_mean_the_same_in_every_language(pair: tuple[Json, Json], chance: Any) -> None:
    template, answers = pair
    for section in template["properties"].values():
        for key, question in section["properties"].items():
            question["title"] = f"Question {key}"
    some = {text.pointer for text in texts(template) if chance.random() < 0.5}
    spoken = translated(template, only=some)
    schema = compile_template(spoken)
    in_welsh = localised(schema, "cy")
    assert prune(in_welsh, answers) == prune(schema, answers) == prune(compile_template(template), answers)
    asked = prune(schema, answers)
    assert [(error.pointer, error.keyword) for error in validate(in_welsh, asked)] == [
        (error.pointer, error.keyword) for error in validate(schema, asked)
    ]
    states = {one.text.pointer: one.state for one in coverage(spoken, "cy")}
    assert {pointer for pointer, state in states.items() if state == "done"} == some


def test_each_text_has_its_place() -> None:
    found = {text.pointer: text.text for text in texts(VISIT)}
    assert found["/title"] == "First visit"
    assert found["/properties/about/description"] == "Take your time."
    assert found[f"{ABOUT}/how/x-aimwell/labels/walk"] == "On foot"
    assert found[f"{ABOUT}/how/x-aimwell/labels/By car"] == "By car"
    assert found[f"{ABOUT}/who/items/title"] == "Helper"
    assert found[f"{ABOUT}/who/items/properties/name/title"] == "Name"
    assert found[f"{ABOUT}/tired/x-aimwell/anchors/1"] == "Very"
    assert found[f"{ABOUT}/pain/x-aimwell/settings/left"] == "No pain"


def test_what_is_missing_falls_back_and_is_marked_what_is_stale_is_shown() -> None:
    spoken = translated(VISIT, only={"/title", f"{ABOUT}/how/title", f"{ABOUT}/how/x-aimwell/labels/By car"})
    spoken["title"] = "First call"
    states = {one.text.pointer: one.state for one in coverage(spoken, "cy")}
    assert states["/title"] == "stale"
    assert states["/properties/about/title"] == "missing"
    asked = outline(localised(compile_template(spoken, installed_plugins().measures), "cy"))
    (about,) = asked.sections
    how, who, _, pain = about.questions
    assert (asked.title, asked.language, asked.lang_of("title")) == ("cy: First visit", "cy", "")
    assert (about.title, about.lang_of("title")) == ("About you", "en-GB")
    assert (how.title, how.lang_of("title"), how.lang_of("hint")) == (
        "cy: How do you get about?",
        "",
        "en-GB",
    )
    assert [option.label for option in how.options] == ["On foot", "Chair", "cy: By car"]
    assert [option.value for option in how.options] == ["walk", "chair", "By car"]
    assert how.lang_of("option/walk") == "en-GB"
    assert who.lang_of("noun") == "en-GB"
    # A measure's own words are its plugin's: they stay as they are, and are marked.
    assert {inner.lang_of("title") for inner in pain.questions} == {"en-GB"}


def test_the_ends_of_a_measures_scales_are_the_authors_words() -> None:
    there = localised(compile_template(translated(VISIT), installed_plugins().measures), "cy")
    pain = outline(there).sections[0].questions[3]
    scales = [inner for inner in pain.questions if inner.widget == "scale"]
    assert {inner.anchors for inner in scales} == {("cy: No pain", "cy: Worst pain")}


def test_a_flat_template_is_translated_where_its_questions_come_to_stand() -> None:
    plain = {"title": "Feedback", "type": "object", "properties": {"a": {"type": "string", "title": "Why?"}}}
    schema = compile_template(translated(plain))
    assert "maxLength" not in schema["properties"]["form"]["properties"]["a"]
    asked = outline(localised(schema, "cy"))
    assert (asked.sections[0].title, asked.sections[0].questions[0].title) == ("cy: Feedback", "cy: Why?")


def test_a_language_that_a_form_has_not_is_its_own() -> None:
    assert localised(VISIT, "cy") is VISIT
    assert languages(translated(VISIT)) == ("en-GB", "cy")


def test_a_form_in_a_language_that_we_have_no_words_of_is_marked_text_by_text() -> None:
    asked = outline(localised(translated(VISIT, only={"/title"}, language="pl"), "pl"))
    assert (asked.tongue.page, asked.lang_of("title")) == ("en-GB", "pl")
    assert asked.sections[0].lang_of("title") == ""


@pytest.mark.parametrize(
    ("translations", "problem"),
    [
        ({"cy": {"/nowhere": {"text": "a", "of": "b"}}}, "translation-unknown"),
        ({"cy": {"/title": {"text": " ", "of": "b"}}}, "translation-malformed"),
        ({"cy": {"/title": {"text": "a"}}}, "translation-malformed"),
        ({"cy": ["/title"]}, "translation-malformed"),
        ({"in Welsh": {}}, "translation-language"),
        ({"en-GB": {}}, "translation-language"),
        ({f"x{a}{b}": {} for a in "abcde" for b in "abcde"}, "translation-languages"),
        (["cy"], "keyword-value"),
    ],
)
def test_what_is_wrong_with_translations_is_said_at_its_place(translations: Json, problem: str) -> None:
    template = {**VISIT, "x-aimwell": {"kind": "other", "translations": translations}}
    found = check(template, installed_plugins().measures)
    assert {one.id for one in found} == {problem}
    assert all(one.place.startswith("/x-aimwell/translations") for one in found)


def test_a_review_form_takes_the_translations_of_its_questions_along() -> None:
    template = deepcopy(VISIT)
    template["properties"]["about"]["properties"]["how"]["x-aimwell"]["review"] = True
    made = review_of(translated(template))
    given = made["x-aimwell"]["translations"]["cy"]
    assert given[f"{ABOUT}/how/title"]["text"] == "cy: How do you get about?"
    assert "/title" not in given
    assert f"{ABOUT}/tired/title" not in given
    assert check(made) == []


def test_dates_and_numbers_are_written_as_the_language_does() -> None:
    day = date(2026, 3, 3)
    assert {tag: locale.day(day) for tag, locale in LOCALES.items()}["cy"] == "3 Mawrth 2026"
    assert locale_of("pt").day(day) == "3 de março de 2026"
    assert locale_of("pt-BR").number("1,234.5") == "1.234,5"
    assert locale_of("cy").number("1,234.5") == "1,234.5"


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("en-GB", "1,200", 1200),
        ("cy", "3.5", 3.5),
        ("de", "3,5", 3.5),
        ("de", "1.200", 1200),
        ("de", "3.5", None),
        ("fr", "1 200,5", 1200.5),
        ("pl", "1200", 1200),
        ("de", "1,200,300", None),
        ("en-GB", "1234567890123456", None),
        ("en-GB", ".", None),
    ],
)
def test_a_number_is_read_as_the_language_writes_it(language: str, typed: str, number: float | None) -> None:
    assert locale_of(language).read(typed) == number
