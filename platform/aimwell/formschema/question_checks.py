"""Check the questions of a section, of a row, or of a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from aimwell.contracts import Measure
from aimwell.formschema.keywords import (
    CHOICE_ITEMS,
    QUESTION,
    ROW,
    ROW_LIMIT,
    Place,
    keyword_problems,
    note_problems,
    question_notes,
)
from aimwell.formschema.option_checks import label_problems, option_problems
from aimwell.formschema.prefilling import prefill_problems
from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import NOTE, ROW_ID, escaped, note, properties, title_of, type_of, widget_of

Json = Any

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_PROTOTYPE_NAMES = frozenset(
    (
        "constructor",
        "prototype",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    )
)
"""Names that every object of a browser has already: an answer under one could pass for it."""

_TYPES: Mapping[str, tuple[str | None, ...]] = {
    "short-text": ("string",),
    "long-text": ("string",),
    "number": ("number", "integer"),
    "date": ("string",),
    "yes-no": ("boolean",),
    "one-of": ("string",),
    "path": ("string",),
    "several-of": ("array",),
    "scale": ("integer",),
    "group": ("array",),
    "guidance": (None,),
    "measure": (None,),
    "calculated": ("number", "integer", "string", "boolean"),
    ROW_ID: ("string",),
}
_NOT_IN: Mapping[Place, tuple[str, ...]] = {
    "section": (ROW_ID,),
    "row": ("group", "measure", "guidance", "calculated", "path", ROW_ID),
    "measure": ("measure", "calculated", "path", ROW_ID),
    "measure row": ("group", "measure", "guidance", "calculated", "path"),
}
_PAIRS = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"))


def object_problems(
    schema: Json, place: str, measures: Mapping[str, Measure], inside: Place = "section"
) -> Iterator[Problem]:
    """The problems of an object's keys, of what it requires and of each of its questions."""
    yield from key_problems(schema, place)
    for key, question in properties(schema).items():
        yield from _question_problems(key, question, f"{place}/properties/{escaped(key)}", measures, inside)


def key_problems(schema: Json, place: str) -> Iterator[Problem]:
    """The problems of the names of sections or questions, and of the names that are required."""
    for key in properties(schema):
        if not _KEY.fullmatch(key) or key in _PROTOTYPE_NAMES:
            yield Problem(
                id="key-refused",
                place=f"{place}/properties/{escaped(key)}",
                message=f"“{key[:80]}” can’t be the name of a section or a question.",
                remedy="Begin with a letter; then use up to 63 letters, digits, _ and -.",
            )
    required = schema.get("required") if isinstance(schema, Mapping) else None
    for index, name in enumerate(required if isinstance(required, list) else ()):
        asked = properties(schema).get(name) if isinstance(name, str) else None
        if asked is None or widget_of(asked) == "guidance":
            yield Problem(
                id="required-unknown",
                place=f"{place}/required/{index}",
                message=f"“{str(name)[:80]}” is required, but it isn’t asked here.",
                remedy="Take it out of “required”, or add the question.",
            )
        elif widget_of(asked) == "calculated":
            yield Problem(
                id="required-calculated",
                place=f"{place}/required/{index}",
                message=f"‘{title_of(name, asked)}’ is worked out, so nobody can be required to answer it.",
                remedy="Take it out of “required”.",
            )


def _question_problems(
    key: str, schema: Json, place: str, measures: Mapping[str, Measure], inside: Place
) -> Iterator[Problem]:
    if not isinstance(schema, Mapping):
        yield _type_problem(key, place)
        return
    widget = widget_of(schema)
    if widget is None:
        foreign = list(keyword_problems(schema, set(schema) & _EVERY_KEYWORD, place, "a question"))
        yield from foreign or [_type_problem(key, place)]
        return
    title = title_of(key, schema)
    if widget in _NOT_IN[inside]:
        yield Problem(
            id="widget-misplaced",
            place=place,
            message=f"‘{title}’ is asked as {widget}, which can’t stand in a {inside}.",
            remedy="Move it to a section of its own, or ask it in another way.",
        )
        return
    yield from keyword_problems(schema, QUESTION[widget], place, f"a question asked as {widget}")
    known = question_notes(widget, inside)
    where = f"a question asked as {widget}" if inside == "section" else f"a question of a {inside}"
    yield from note_problems(note(schema), known, place, where)
    kind, nullable = type_of(schema)
    if kind not in _TYPES[widget] or (nullable and (kind == "array" or widget == "calculated")):
        wanted = " or ".join(name for name in _TYPES[widget] if name) or "no type at all"
        yield Problem(
            id="type-and-widget",
            place=f"{place}/type",
            message=f"‘{title}’ is asked as {widget}, but its type is another.",
            remedy=f"Use the type {wanted}, or another widget.",
        )
    yield from _limit_problems(title, schema, place)
    if inside == "section":
        yield from prefill_problems(title, schema, place)
    yield from _own_problems(widget, title, schema, place, measures, inside)


_EVERY_KEYWORD = ROW.union(*QUESTION.values())


def _type_problem(key: str, place: str) -> Problem:
    return Problem(
        id="type-unsupported",
        place=place,
        message=f"“{key[:80]}” is nothing that can be asked.",
        remedy="Give it the type string, number, integer, boolean, or array (of options or of objects). "
        "An object becomes a section: then every property of the template must be one.",
    )


def _limit_problems(title: str, schema: Mapping[str, Json], place: str) -> Iterator[Problem]:
    for least, most in _PAIRS:
        low, high = schema.get(least), schema.get(most)
        if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low > high:
            yield Problem(
                id="limits-crossed",
                place=f"{place}/{least}",
                message=f"No answer to ‘{title}’ can be right: {least} is greater than {most}.",
                remedy="Correct one of them.",
            )


def _own_problems(
    widget: str,
    title: str,
    schema: Mapping[str, Json],
    place: str,
    measures: Mapping[str, Measure],
    inside: Place,
) -> Iterator[Problem]:
    if widget in ("one-of", "path"):
        yield from option_problems(title, schema, place)
        yield from label_problems(schema, schema, place)
    elif widget == "several-of":
        items = schema.get("items")
        items = items if isinstance(items, Mapping) else {}
        yield from keyword_problems(items, CHOICE_ITEMS, f"{place}/items", "a list of options")
        yield from option_problems(title, items, f"{place}/items")
        yield from label_problems(schema, items, place)
    elif widget == "scale" and (schema.get("minimum") != 0 or schema.get("maximum") not in (10, 100)):
        yield Problem(
            id="scale-range",
            place=place,
            message=f"‘{title}’ is a scale, but not from 0 to 10 or from 0 to 100.",
            remedy="Set minimum to 0 and maximum to 10 or 100; or ask for a number.",
        )
    elif widget == "date" and schema.get("format") != "date":
        yield Problem(
            id="type-and-widget",
            place=f"{place}/format",
            message=f"‘{title}’ is asked as a date, but its format isn’t one.",
            remedy='Add "format": "date".',
        )
    elif widget == "calculated" and schema.get("format", "date") != "date":
        yield Problem(
            id="type-and-widget",
            place=f"{place}/format",
            message=f"‘{title}’ is worked out, and what is worked out is never an email address.",
            remedy="Take the format out; or make it “date”, where a date is worked out.",
        )
    elif widget == "short-text" and schema.get("format") == "email" and "pattern" in schema:
        yield Problem(
            id="pattern-and-format",
            place=f"{place}/pattern",
            message=f"‘{title}’ has a pattern beside the format email.",
            remedy="Keep one of them.",
        )
    elif widget == "group":
        yield from _group_problems(title, schema, place, measures, inside)
    elif widget == "measure":
        yield from _measure_problems(title, schema, place, measures)


def _group_problems(
    title: str, schema: Mapping[str, Json], place: str, measures: Mapping[str, Measure], inside: Place
) -> Iterator[Problem]:
    items = schema.get("items")
    if not isinstance(items, Mapping) or items.get("type") != "object" or not properties(items):
        yield Problem(
            id="group-rows",
            place=f"{place}/items",
            message=f"‘{title}’ repeats, but what a row asks isn’t said.",
            remedy='Write "items": {"type": "object", "properties": {…}}.',
        )
        return
    most = schema.get("maxItems")
    if isinstance(most, int) and most > ROW_LIMIT:
        yield Problem(
            id="group-rows",
            place=f"{place}/maxItems",
            message=f"‘{title}’ may have more than {ROW_LIMIT} rows.",
            remedy=f"Set maxItems to {ROW_LIMIT} or less.",
        )
    yield from keyword_problems(items, ROW, f"{place}/items", "a row")
    yield from object_problems(
        items, f"{place}/items", measures, "row" if inside == "section" else "measure row"
    )


def _measure_problems(
    title: str, schema: Mapping[str, Json], place: str, measures: Mapping[str, Measure]
) -> Iterator[Problem]:
    name = note(schema).get("measure")
    measure = measures.get(name) if isinstance(name, str) else None
    if measure is None:
        named = f"uses the measure “{str(name)[:80]}”, which isn’t available" if name else "names no measure"
        yield Problem(
            id="measure-unknown",
            place=f"{place}/{NOTE}/measure",
            message=f"‘{title}’ {named}.",
            remedy=f"Use one of: {', '.join(sorted(measures))}." if measures else "Switch its plugin on.",
        )
        return
    settings = note(schema).get("settings", {})
    for error in Draft202012Validator(dict(measure.settings)).iter_errors(settings):
        path = "".join(f"/{escaped(str(step))}" for step in error.absolute_path)
        yield Problem(
            id="measure-settings",
            place=f"{place}/{NOTE}/settings{path}",
            message=f"The settings of {measure.label} aren’t complete or right: {error.message[:200]}.",
            remedy="Correct the settings of the measure.",
        )
    for problem in object_problems(measure.answers, "", measures, "measure"):
        yield Problem(
            id="measure-faulty",
            place=place,
            message=f"The measure “{name}” has a fault at {problem.place}: {problem.message}",
            remedy="Tell the author of its plugin.",
        )
