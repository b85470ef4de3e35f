"""The markup of one field, by its widget: parameters for the macros of templates/wizard/questions.jinja."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate
from markupsafe import Markup, escape

from aimwell.formschema import Question
from aimwell.formschema.languages.speech import Speech
from aimwell.formschema.languages.texts import OPTION
from aimwell.records.wizard import calculated
from aimwell.records.wizard.names import DATE_PARTS
from aimwell.records.wizard.slots import slot

MOST_RADIOS = 12
"""Options beyond this number are offered in a select."""

MOST_NUMBERS = 10
"""A scale up to here is a row of radios; a longer one is a line with a number."""

_NEVER_REQUIRED = frozenset({"guidance", "measure", "calculated"})

_DATE_LABELS = {"day": "Day", "month": "Month", "year": "Year"}
PHRASES = tuple(_DATE_LABELS.values())
"""What is said by a table here rather than where it is called: for the test of translations."""


@dataclass(frozen=True)
class FieldMarkup:
    """Renders one question, with or without an error. ``level``: 0 for a section's own questions."""

    macros: Any
    question: Question
    name: str
    level: int
    say: Speech

    def render(self, error: str = "") -> str:
        """The markup, with slots: ``v`` value, ``d0`` to ``d2`` date, ``c0``… options, ``e`` error."""
        question = self.question
        texts = words_of(question, self.name, self.level, self.say) | {"slots": {"v": slot("v")}}
        if error:
            texts |= with_error(texts)
        macro, more = getattr(self, f"_{question.widget.replace('-', '_')}")(bool(error))
        return str(macro(texts | more))

    def _short_text(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        is_email = self.question.format == "email"
        return self.macros.short_text, {
            "type": "text",
            "inputmode": "email" if is_email else None,
            "spellcheck": not is_email,
        }

    def _long_text(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        return self.macros.long_text, {}

    def _number(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        question = self.question
        # The number pads of telephones have no minus sign.
        has_pad = question.minimum is None or question.minimum >= 0
        pad = "numeric" if question.whole else "decimal"
        return self.macros.number, {
            "type": "text",
            "inputmode": pad if has_pad else None,
            "classes": "nhsuk-input--width-5",
            "unit": in_language(question.unit, question.lang_of("unit")) if question.unit else None,
            "spellcheck": False,
        }

    def _date(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        parts = [
            {
                "id": f"{self.name}-{part}",
                "name": f"{self.name}-{part}",
                "label": self.say(_DATE_LABELS[part]),
                "width": 4 if part == "year" else 2,
                "value": slot(f"d{number}"),
                "error": faulty,
            }
            for number, part in enumerate(DATE_PARTS)
        ]
        hint = words_of(self.question, self.name, self.level, self.say)["hint"]
        hint = hint or day_example(self.question, self.say)
        return self.macros.date, {"parts": parts, "hint": hint}

    def _yes_no(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        options = [
            _option("true", self.say("Yes"), 0),
            _option("false", self.say("No"), 1),
        ]
        return self.macros.yes_no, {"options": options}

    def _one_of(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        if len(self.question.options) <= MOST_RADIOS:
            return self.macros.one_of, {"options": self._options()}
        options = [
            {
                "value": option["value"],
                "text": option["text"],
                "attributes": option["lang"] + option["attributes"],
            }
            for option in self._options()
        ]
        return self.macros.one_of_many, {"options": [{"value": "", "text": ""}, *options]}

    def _path(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        return self._one_of(faulty)

    def _several_of(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        return self.macros.several_of, {"options": self._options()}

    def _options(self) -> list[dict[str, Any]]:
        return [
            _option(str(option.value), option.label, number, self.question.lang_of(OPTION + option.value))
            for number, option in enumerate(self.question.options)
        ]

    def _scale(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        question = self.question
        ends = {
            "minimum": scale_ends(question)[0],
            "maximum": scale_ends(question)[1],
            "anchors": question.anchors,
            "anchor_langs": [question.lang_of("left"), question.lang_of("right")],
        }
        if is_line(question):
            more = {
                "type": "text",
                "inputmode": "numeric",
                "classes": "nhsuk-input--width-3",
                "spellcheck": False,
            }
            return self.macros.scale_line, ends | more
        first, last = scale_ends(question)
        options = [_option(str(number), str(number), number - first) for number in range(first, last + 1)]
        return self.macros.scale_of_numbers, ends | {"options": options}

    def _row_id(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        return self.macros.row_id, {}

    def _calculated(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        slots = {name: Markup(slot(name)) for name in calculated.SLOTS}  # noqa: S704 - our own tokens
        return self.macros.calculated, {"slots": slots}

    def _guidance(self, faulty: bool) -> tuple[Any, dict[str, Any]]:
        return self.macros.guidance, {
            "description": paragraphs(self.question.description, self.question.lang_of("description"))
        }


def scale_ends(question: Question) -> tuple[int, int]:
    """The lowest and the highest number of a scale."""
    return int(question.minimum or 0), int(question.maximum if question.maximum is not None else 100)


def is_line(question: Question) -> bool:
    """Whether a scale is shown as a line with a number."""
    first, last = scale_ends(question)
    return last - first > MOST_NUMBERS


def _option(value: str, label: str, number: int, lang: str = "") -> dict[str, Any]:
    return {
        "value": value,
        "html": in_language(label, lang),
        "text": label,
        "lang": Markup(' lang="{}"').format(lang) if lang else Markup(""),
        "attributes": Markup(slot(f"c{number}")),  # noqa: S704 - our own token
    }


def in_language(text: str, lang: str) -> Markup:
    """A text, escaped; marked with its language where that isn't the page's."""
    return Markup('<span lang="{}">{}</span>').format(lang, _lines(text)) if lang else _lines(text)


def words_of(question: Question, name: str, level: int, say: Speech) -> dict[str, Any]:
    """The texts of a question, escaped."""
    is_optional = not question.required and level == 0 and question.widget not in _NEVER_REQUIRED
    title = in_language(question.title, question.lang_of("title"))
    if is_optional:
        title += f" ({say('optional')})"
    is_told = question.widget in ("guidance", "measure")
    hints = [("hint", question.hint), ("description", "" if is_told else question.description)]
    hint = Markup("<br>").join(in_language(text, question.lang_of(kind)) for kind, text in hints if text)
    return {
        "name": name,
        "title": title,
        "size": "s",
        "hint": hint,
        "described_by": f"{name}-hint" if hint else "",
        "guidance": paragraphs(question.guidance, question.lang_of("guidance")),
        "description": paragraphs(question.description, question.lang_of("description")) if is_told else "",
    }


def paragraphs(text: str, lang: str = "") -> Markup:
    """Plain text as paragraphs; a blank line parts them."""
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    return Markup("").join(Markup("<p>{}</p>").format(in_language(part, lang)) for part in parts)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def with_error(texts: Mapping[str, Any]) -> dict[str, Any]:
    """What changes in a question's texts when it has an error."""
    name, hint = texts["name"], texts["hint"]
    described_by = f"{name}-hint {name}-error" if hint else f"{name}-error"
    return {"error": Markup(slot("e")), "described_by": described_by}  # noqa: S704 - our own token


def day_example(question: Question, say: Speech) -> str:
    """How to write a day. Where it may lie ahead, a year long past would mislead."""
    return say("For example, 27 3 {year}", year=1948 if question.not_future else localdate().year)
