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
from aimwell.library.models import TemplateVersion
from aimwell.records.wizard.fieldmarkup import FieldMarkup, with_error, words_of
from aimwell.records.wizard.names import name_of
from aimwell.records.wizard.places import condition_for_browser, depends_on_page
from aimwell.records.wizard.slots import Slotted, slot

WHOM = {
    "person": "For the person to answer",
    "carer": "For the carer to answer",
    "together": "To answer together",
}


NOTHING = Slotted(("",))


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One question's markup.

    ``plain`` and ``faulty`` (with an error) are the field, or what opens a group or measure. A group has the
    markup of its rows in ``row_opens``, ``inner`` and ``row_closes``; a measure its questions in ``inner``.
    """

    question: Question
    name: str
    opens: Slotted
    plain: Slotted
    faulty: Slotted
    closes: Slotted
    inner: tuple[Piece, ...] = ()
    row_opens: Slotted = NOTHING
    row_closes: Slotted = NOTHING


@lru_cache(maxsize=512)
def section_markup(version: TemplateVersion, key: str) -> tuple[Piece, ...]:
    """The markup of a section of a version."""
    section = version.outline.section(key)
    assert section is not None
    return render_section_markup(version.outline, section)


def render_section_markup(outline: Outline, section: Section) -> tuple[Piece, ...]:
    """The markup of a section, not kept."""
    macros = engines["jinja2"].env.get_template("wizard/questions.jinja").module
    return _Renderer(macros, outline, section).pieces(section.questions)


@dataclass(frozen=True)
class _Renderer:
    macros: Any
    outline: Outline
    section: Section

    def pieces(self, questions: tuple[Question, ...], prefix: str = "", level: int = 0) -> tuple[Piece, ...]:
        return tuple(self.piece(question, prefix, level) for question in questions)

    def piece(self, question: Question, prefix: str, level: int) -> Piece:
        name = name_of(question, prefix)
        texts = self._surroundings(question, name, prefix, level)
        opens = "" if question.widget == "row-id" else self.macros.open_question(texts)
        closes = "" if question.widget == "row-id" else self.macros.close_question(texts)
        if question.widget == "group":
            return self._group(question, name, level, opens, closes)
        if question.widget == "measure":
            return self._measure(question, name, level, opens, closes)
        field = FieldMarkup(self.macros, question, name, level)
        return Piece(
            question=question,
            name=name,
            opens=Slotted.of(opens),
            plain=Slotted.of(field.render()),
            faulty=Slotted.of(field.render(error=slot("e"))),
            closes=Slotted.of(closes),
        )

    def _surroundings(self, question: Question, name: str, prefix: str, level: int) -> Mapping[str, Any]:
        when = condition_for_browser(question, self.section, prefix)
        whom = WHOM.get(question.role, "") if level == 0 else ""
        if question.audience == "staff":
            whom = f"{whom}. Staff only" if whom else "Staff only: not in the person’s summary"
        return {
            "name": name,
            "widget": question.widget,
            "when": None if when is None else json.dumps(when, ensure_ascii=False),
            "local": depends_on_page(question, self.section),
            "words": None if question.when is None else words(question.when, self.outline, question),
            "whom": whom,
            "slots": {"h": Markup(slot("h"))},  # noqa: S704 - our own token
        }

    def _group(self, question: Question, name: str, level: int, opens: str, closes: str) -> Piece:
        noun = question.schema.get("items", {}).get("title")
        texts = {
            **words_of(question, name, level),
            "most": question.max_rows,
            "fewest": question.min_rows,
            "noun": escape(noun or f"{question.title}:"),
            "added": escape(noun.lower() if noun else "an answer"),
            "slots": {key: Markup(slot(key)) for key in "rnfa"},  # noqa: S704 - our own tokens
        }
        return Piece(
            question=question,
            name=name,
            opens=Slotted.of(opens),
            plain=Slotted.of(self.macros.open_group(texts)),
            faulty=Slotted.of(self.macros.open_group(texts | with_error(texts))),
            closes=Slotted.of(self.macros.close_group(texts) + closes),
            inner=self.pieces(question.questions, f"{name}-{slot('r')}", level + 1),
            row_opens=Slotted.of(self.macros.open_row(texts)),
            row_closes=Slotted.of(self.macros.close_row(texts)),
        )

    def _measure(self, question: Question, name: str, level: int, opens: str, closes: str) -> Piece:
        texts = {**words_of(question, name, level), "slots": {"f": Markup(slot("f"))}}  # noqa: S704
        return Piece(
            question=question,
            name=name,
            opens=Slotted.of(opens),
            plain=Slotted.of(self.macros.open_measure(texts)),
            faulty=Slotted.of(self.macros.open_measure(texts | with_error(texts))),
            closes=Slotted.of(self.macros.close_measure(texts) + closes),
            inner=self.pieces(question.questions, name, level + 1),
        )
