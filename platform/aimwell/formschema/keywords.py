"""Which keywords each part of a template may have, and what their values must be. The rest is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aimwell.formschema import patterns
from aimwell.formschema.calculations.expressions import DECIMALS_LIMIT
from aimwell.formschema.following.items import is_library_note
from aimwell.formschema.json_text import NUMBER_LIMIT
from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import AUDIENCES, DIALECT, FULL, KINDS, NOTE, ROLES, ROW_ID, WIDGETS, escaped

Json = Any
Place = Literal["section", "row", "measure", "measure row"]
"""What a question stands in: a section of a form, the rows of its groups, a measure, or the rows of one."""

OPTION_LIMIT = 500
ROW_LIMIT = 200
TEXT_LIMIT = 100_000

_ALWAYS = {"title", "description", "$comment", "examples", NOTE}
_OBJECT = {"type", "properties", "required", "additionalProperties"}
ROOT = _ALWAYS | _OBJECT | {"$schema", "$id"}
SECTION = _ALWAYS | _OBJECT
ROW = (_ALWAYS | _OBJECT) - {NOTE}
CHOICE_ITEMS = (_ALWAYS | {"type", "enum", "oneOf"}) - {NOTE}

_TEXT = {"type", "minLength", "maxLength", "pattern"}
QUESTION: Mapping[str, set[str]] = {
    "short-text": _ALWAYS | _TEXT | {"format"},
    "long-text": _ALWAYS | _TEXT,
    "number": _ALWAYS | {"type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
    "date": _ALWAYS | {"type", "format"},
    "yes-no": _ALWAYS | {"type"},
    "one-of": _ALWAYS | {"type", "enum", "oneOf"},
    "path": _ALWAYS | {"type", "enum"},
    "several-of": _ALWAYS | {"type", "items", "uniqueItems", "minItems", "maxItems"},
    "scale": _ALWAYS | {"type", "minimum", "maximum"},
    "group": _ALWAYS | {"type", "items", "minItems", "maxItems"},
    "guidance": _ALWAYS,
    "measure": _ALWAYS,
    "calculated": _ALWAYS | {"type", "format"},
    ROW_ID: _ALWAYS | _TEXT,
}

ROOT_NOTES = {"kind", "language", "triage", "library", "translations"}
SECTION_NOTES = {"when", "path", "library", "local"}
_QUESTION_NOTES = {"widget", "hint", "guidance", "role", "audience", "when", "library", "local"}
FORM_ONLY = {"feeds"}
"""The annotations of a question that a measure's own can't have."""
SECTION_ONLY = {"notAsked", "path", "prefill", "review"}
"""The annotations of a question that a row, or a measure of itself, can't have."""
_NOT_OF: Mapping[str, set[str]] = {
    "guidance": {"feeds", "notAsked", "prefill", "review"},
    "calculated": {"notAsked", "prefill", "review"},
    "path": {"feeds", "notAsked", "path", "prefill", "review"},
    "measure": {"feeds", "prefill"},
}
"""Those of them that say nothing of a widget, such as of one that nobody answers."""
_OWN_NOTES: Mapping[str, set[str]] = {
    "number": {"unit"},
    "scale": {"unit", "anchors"},
    "date": {"notFuture"},
    "one-of": {"labels"},
    "path": {"labels"},
    "several-of": {"labels"},
    "measure": {"measure", "settings"},
    "calculated": {"calculate", "unit", "decimals"},
}


def question_notes(widget: str, inside: Place) -> set[str]:
    """The annotations that a question of this widget may carry, in a section or elsewhere."""
    known = _QUESTION_NOTES | _OWN_NOTES.get(widget, set())
    more: Mapping[Place, set[str]] = {"section": FORM_ONLY | SECTION_ONLY, "row": FORM_ONLY}
    return known | more.get(inside, set()) - _NOT_OF.get(widget, set())


@dataclass(frozen=True)
class _Rule:
    """What the value of a keyword must be: a test, and its words."""

    fits: Callable[[Json], bool]
    words: str


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and len(value) <= 10_000


def _is_count(limit: int) -> Callable[[Json], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= limit


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= NUMBER_LIMIT


def _is_step(value: Json) -> bool:
    """A step that binary numbers hold exactly: with 0.1, validators don't agree on what is a multiple."""
    return _is_number(value) and value > 0 and float(value * 1024).is_integer()


def _is_names(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value) and _distinct(value)


def _distinct(names: list[str]) -> bool:
    return len(set(names)) == len(names)


def _is_one_of(*allowed: str) -> Callable[[Json], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def _is_labels(value: Json) -> bool:
    return isinstance(value, dict) and all(_is_text(label) for label in value.values())


def _is_anchors(value: Json) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_text(anchor) for anchor in value)


_LIST = _Rule(lambda value: isinstance(value, list), "a list")
_OBJECT_RULE = _Rule(lambda value: isinstance(value, dict), "an object")
_TEXT_RULE = _Rule(_is_text, "a text of at most 10,000 characters")
_TRUE_OR_FALSE = _Rule(lambda value: isinstance(value, bool), "true or false")
_NUMBER = _Rule(_is_number, "a number")

_KEYWORDS: Mapping[str, _Rule] = {
    "$schema": _Rule(lambda value: isinstance(value, str) and value.rstrip("#") == DIALECT, f"“{DIALECT}”"),
    "$id": _TEXT_RULE,
    "$comment": _TEXT_RULE,
    "title": _TEXT_RULE,
    "description": _TEXT_RULE,
    "examples": _LIST,
    NOTE: _OBJECT_RULE,
    "properties": _OBJECT_RULE,
    "required": _Rule(_is_names, "a list of different names"),
    "additionalProperties": _TRUE_OR_FALSE,
    "minLength": _Rule(_is_count(TEXT_LIMIT), f"a whole number from 0 to {TEXT_LIMIT}"),
    "maxLength": _Rule(_is_count(TEXT_LIMIT), f"a whole number from 0 to {TEXT_LIMIT}"),
    "pattern": _Rule(lambda value: isinstance(value, str), "a text"),
    "format": _Rule(_is_one_of("date", "email"), "“date” or “email”"),
    "minimum": _NUMBER,
    "maximum": _NUMBER,
    "exclusiveMinimum": _NUMBER,
    "exclusiveMaximum": _NUMBER,
    "multipleOf": _Rule(_is_step, "a whole number, or a half, a quarter and so on (0.5, 0.25)"),
    "uniqueItems": _TRUE_OR_FALSE,
    "minItems": _Rule(_is_count(OPTION_LIMIT), f"a whole number from 0 to {OPTION_LIMIT}"),
    "maxItems": _Rule(_is_count(OPTION_LIMIT), f"a whole number from 0 to {OPTION_LIMIT}"),
    "items": _OBJECT_RULE,
}

_NOTES: Mapping[str, _Rule] = {
    "kind": _Rule(_is_one_of(*KINDS), f"one of {', '.join(KINDS)}"),
    "language": _Rule(
        lambda value: isinstance(value, str) and 2 <= len(value) <= 35, "a language tag such as en-GB"
    ),
    "triage": _OBJECT_RULE,
    "library": _Rule(is_library_note, "what a library item says, as it was exported"),
    "local": _TRUE_OR_FALSE,
    "translations": _OBJECT_RULE,
    "widget": _Rule(_is_one_of(*WIDGETS, ROW_ID), f"one of {', '.join(WIDGETS)}"),
    "hint": _TEXT_RULE,
    "guidance": _TEXT_RULE,
    "role": _Rule(_is_one_of(*ROLES), f"one of {', '.join(ROLES)}"),
    "audience": _Rule(_is_one_of(*AUDIENCES), f"one of {', '.join(AUDIENCES)}"),
    "unit": _TEXT_RULE,
    "anchors": _Rule(_is_anchors, "a list of two texts: left and right"),
    "labels": _Rule(_is_labels, "an object of texts, by option"),
    "notFuture": _TRUE_OR_FALSE,
    "notAsked": _TRUE_OR_FALSE,
    "prefill": _OBJECT_RULE,
    "review": _TRUE_OR_FALSE,
    "feeds": _TEXT_RULE,
    "path": _Rule(_is_one_of(FULL), "“full”: what is on both paths says nothing"),
    "measure": _Rule(_is_text, "the name of a measure"),
    "settings": _OBJECT_RULE,
    "decimals": _Rule(_is_count(DECIMALS_LIMIT), f"a whole number from 0 to {DECIMALS_LIMIT}"),
}

_REMEDIES = {
    "$ref": "Write the question out where it is used: nothing is fetched from elsewhere.",
    "$dynamicRef": "Write the question out where it is used: nothing is fetched from elsewhere.",
    "default": "Take it out: a question starts empty.",
    "const": "Use enum with one option, or take it out.",
    **dict.fromkeys(
        ("if", "then", "else", "allOf", "anyOf", "not", "dependentRequired", "dependentSchemas"),
        'Say when a question is asked with "x-aimwell": {"when": …}: the rest is compiled from it.',
    ),
}


def keyword_problems(
    schema: Mapping[str, Json], allowed: set[str], place: str, what: str
) -> Iterator[Problem]:
    """The keywords of a part that it may not have, or whose values can't be used. ``what`` names the part."""
    for keyword, value in schema.items():
        if keyword not in allowed:
            yield Problem(
                id="keyword-unsupported",
                place=f"{place}/{escaped(keyword)}",
                message=f"“{keyword}” isn’t supported in {what}.",
                remedy=_REMEDIES.get(
                    keyword, "Take it out, or use what the vocabulary of form templates has."
                ),
            )
        elif keyword in _KEYWORDS:
            yield from _value_problems(keyword, value, _KEYWORDS[keyword], f"{place}/{escaped(keyword)}")
    pattern = schema.get("pattern")
    if "pattern" in allowed and isinstance(pattern, str) and (fault := patterns.fault_of(pattern)):
        yield Problem(
            id="pattern-unsafe",
            place=f"{place}/pattern",
            message=fault,
            remedy="Write a shorter one, of characters, classes such as [0-9] and repetitions of these.",
        )


def note_problems(notes: Mapping[str, Json], allowed: set[str], place: str, what: str) -> Iterator[Problem]:
    """The annotations of a part that it may not have, or whose values can't be used."""
    for name, value in notes.items():
        where = f"{place}/{NOTE}/{escaped(name)}"
        if name not in allowed:
            yield Problem(
                id="annotation-unsupported",
                place=where,
                message=f"The annotation “{name}” isn’t supported in {what}.",
                remedy=f"Take it out. Known here: {', '.join(sorted(allowed))}.",
            )
        elif name in _NOTES:
            yield from _value_problems(name, value, _NOTES[name], where)


def _value_problems(name: str, value: Json, rule: _Rule, place: str) -> Iterator[Problem]:
    if not rule.fits(value):
        yield Problem(
            id="keyword-value",
            place=place,
            message=f"“{name}” can’t be used as it is written.",
            remedy=f"Make it {rule.words}.",
        )
