"""The markup of a section's questions: rendered once per version, with slots for answers and errors.

The macros of NHS.UK frontend cost about 0.8 ms a question; a version never changes, so they run once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template import engines
from markupsafe import Markup, escape

from aimwell.formschema import Outline, Question, Section, words
from aimwell.formschema.languages.speech import Speech, speech
from aimwell.library.models import TemplateVersion
from aimwell.records.answers import USUAL_REASONS, WHOM
from aimwell.records.prefilling import has_beside
from aimwell.records.wizard import leaving
from aimwell.records.wizard.fieldmarkup import FieldMarkup, in_language, with_error, words_of
from aimwell.records.wizard.names import name_of
from aimwell.records.wizard.places import condition_for_browser, depends_on_page
from aimwell.records.wizard.slots import Slotted, slot

_THING = "\x00"
"""Stands for markup while words are put around it."""

NOTHING = Slotted(("",))


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One question's markup.

    ``plain`` and ``faulty`` (with an error) are the field, or what opens a group or measure. A group has the
    markup of its rows in ``row_opens``, ``inner`` and ``row_closes``; a measure its questions in ``inner``;
    ``closes`` ends these. ``left``: why it isn't asked today, where it may be left out.
    """

    question: Question
    name: str
    opens: Slotted
    plain: Slotted
    faulty: Slotted
    closes: Slotted
    ends: Slotted
    inner: tuple[Piece, ...] = ()
    row_opens: Slotted = NOTHING
    row_closes: Slotted = NOTHING
    left: Slotted = NOTHING
    left_faulty: Slotted = NOTHING


@lru_cache(maxsize=512)
def section_markup(version: TemplateVersion, key: str, language: str = "") -> tuple[Piece, ...]:
    """The markup of a section of a version in a language; empty: its own."""
    outline = version.outline_in(language)
    section = outline.section(key)
    assert section is not None
    return render_section_markup(outline, section)


def render_section_markup(outline: Outline, section: Section) -> tuple[Piece, ...]:
    """The markup of a section, not kept."""
    say = speech(outline.language)
    macros = engines["jinja2"].env.get_template("wizard/questions.jinja").make_module({"say": say})
    return _Renderer(macros, outline, section, say).pieces(section.questions)


@dataclass(frozen=True)
class _Renderer:
    macros: Any
    outline: Outline
    section: Section
    say: Speech

    def pieces(self, questions: tuple[Question, ...], prefix: str = "", level: int = 0) -> tuple[Piece, ...]:
        return tuple(self.piece(question, prefix, level) for question in questions)

    def piece(self, question: Question, prefix: str, level: int) -> Piece:
        name = name_of(question, prefix)
        texts = self._surroundings(question, name, prefix, level)
        opens = "" if question.widget == "row-id" else self.macros.open_question(texts)
        ends = "" if question.widget == "row-id" else self.macros.close_question(texts)
        outer = {"question": question, "name": name, "opens": Slotted.of(opens), "ends": Slotted.of(ends)}
        if question.may_be_left and level == 0:
            outer |= self._left_out(question, name)
        if question.widget == "group":
            return self._group(question, name, level, outer)
        if question.widget == "measure":
            return self._measure(question, name, level, outer)
        field = FieldMarkup(self.macros, question, name, level, self.say)
        return Piece(
            **outer,
            plain=Slotted.of(field.render()),
            faulty=Slotted.of(field.render(error=slot("e"))),
            closes=NOTHING,
        )

    def _left_out(self, question: Question, name: str) -> dict[str, Slotted]:
        labels = {usual: self.say(usual) for usual in USUAL_REASONS}
        labels[leaving.OTHER] = self.say("Another reason")
        texts = {
            "name": name,
            "field": leaving.field_of(name),
            "words_field": leaving.words_field_of(name),
            "title": in_language(question.title, question.lang_of("title")),
            "choices": [
                {"value": value, "label": label, "slot": _slot(f"l{number}")}
                for number, (value, label) in enumerate(labels.items())
            ],
            "slots": {key: _slot(key) for key in ("lo", "ls", "lw", "lb")},
        }
        return {
            "left": Slotted.of(self.macros.left_out(texts)),
            "left_faulty": Slotted.of(self.macros.left_out(texts | {"error": _slot("e")})),
        }

    def _surroundings(self, question: Question, name: str, prefix: str, level: int) -> Mapping[str, Any]:
        when = condition_for_browser(question, self.section, prefix)
        say = self.say
        whom = say(WHOM[question.role]) if level == 0 and question.role in WHOM else ""
        if question.audience == "staff":
            whom = f"{whom}. {say('Staff only')}" if whom else say("Staff only: not in the person’s summary")
        return {
            "name": name,
            "widget": question.widget,
            "when": None if when is None else json.dumps(when, ensure_ascii=False),
            "local": depends_on_page(question, self.section),
            "words": None if question.when is None else words(question.when, self.outline, question, say=say),
            "whom": whom,
            "beside": level == 0 and has_beside(self.outline, question),
            "slots": {key: _slot(key) for key in "hb"},
        }

    def _group(self, question: Question, name: str, level: int, outer: dict[str, Any]) -> Piece:
        noun = question.schema.get("items", {}).get("title")
        lang = question.lang_of("noun" if noun else "title")
        is_lower = question.tongue.form.startswith("en") or "noun" in question.untranslated
        thing = in_language(noun.lower() if is_lower else noun, lang) if noun else self.say("an answer")
        texts = {
            **words_of(question, name, level, self.say),
            "most": question.max_rows,
            "fewest": question.min_rows,
            "noun": in_language(noun or f"{question.title}:", lang),
            "add": escape(self.say("Add {thing}", thing=_THING)).replace(_THING, thing),
            "slots": {key: Markup(slot(key)) for key in "rnfa"},  # noqa: S704 - our own tokens
        }
        return Piece(
            **outer,
            plain=Slotted.of(self.macros.open_group(texts)),
            faulty=Slotted.of(self.macros.open_group(texts | with_error(texts))),
            closes=Slotted.of(self.macros.close_group(texts)),
            inner=self.pieces(question.questions, f"{name}-{slot('r')}", level + 1),
            row_opens=Slotted.of(self.macros.open_row(texts)),
            row_closes=Slotted.of(self.macros.close_row(texts)),
        )

    def _measure(self, question: Question, name: str, level: int, outer: dict[str, Any]) -> Piece:
        texts = {**words_of(question, name, level, self.say), "slots": {"f": Markup(slot("f"))}}  # noqa: S704
        return Piece(
            **outer,
            plain=Slotted.of(self.macros.open_measure(texts)),
            faulty=Slotted.of(self.macros.open_measure(texts | with_error(texts))),
            closes=Slotted.of(self.macros.close_measure(texts)),
            inner=self.pieces(question.questions, name, level + 1),
        )


def _slot(name: str) -> Markup:
    return Markup(slot(name))  # noqa: S704 - our own token
