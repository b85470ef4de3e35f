"""What each kind of block says in a template: one table, read both ways.

A ``Field`` ties one value of a block to the places in the question's schema that it owns. What no field owns
is carried in the block's ``origin`` as it was imported: nothing is lost on the way through the editor.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aimwell.formschema.shape import KINDS, NOTE, PATH_ANSWERS
from aimwell_cms.authoring.convert.field import Field, Path, always, at, choice, count, flag, number, text
from aimwell_cms.authoring.convert.options import options_as_lines, options_from_lines
from aimwell_cms.authoring.convert.prefilling import PREFILL

Json = Any

ROLES = (
    ("practitioner", "The practitioner"),
    ("person", "The person"),
    ("carer", "The carer"),
    ("together", "The person and the practitioner, together"),
)
AUDIENCES = (("all", "Everybody, also in the person’s summary"), ("staff", "Staff only"))
GIVES = (
    ("number", "A number"),
    ("whole", "A whole number"),
    ("date", "A date"),
    ("text", "A text"),
    ("yes_no", "Yes or no"),
)
"""What a calculated answer can be."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _whole(schema: Mapping[str, Json]) -> bool:
    return schema.get("type") == "integer"


_TYPES: Mapping[str, Mapping[Path, Json]] = {
    "number": {("type",): "number"},
    "whole": {("type",): "integer"},
    "date": {("type",): "string", ("format",): "date"},
    "text": {("type",): "string"},
    "yes_no": {("type",): "boolean"},
}


def _gives(schema: Mapping[str, Json]) -> str:
    said = {(key,): schema[key] for key in ("type", "format") if key in schema}
    return next((gives for gives, places in _TYPES.items() if places == said), "number")


def _anchors(schema: Mapping[str, Json]) -> dict[str, str]:
    found = at(schema, (NOTE, "anchors"))
    paired = isinstance(found, list) and len(found) == 2 and all(isinstance(end, str) for end in found)
    return {"left": found[0], "right": found[1]} if paired else {"left": "", "right": ""}


def _settings(schema: Mapping[str, Json]) -> str:
    found = at(schema, (NOTE, "settings"))
    return json.dumps(found, ensure_ascii=False) if isinstance(found, dict) and found else ""


def _settings_written(value: str) -> Mapping[Path, Json]:
    try:
        found = json.loads(value) if value else {}
    except ValueError:
        found = {}
    return {(NOTE, "settings"): found} if isinstance(found, dict) and found else {}


def _library(schema: Mapping[str, Json]) -> str:
    said = {name: at(schema, (NOTE, name)) for name in ("library", "local")}
    found = {name: value for name, value in said.items() if value is not None}
    return json.dumps(found, ensure_ascii=False) if found else ""


def _library_written(value: str) -> Mapping[Path, Json]:
    try:
        found = json.loads(value) if value else {}
    except (ValueError, RecursionError):
        found = {}
    named = found if isinstance(found, dict) else {}
    return {(NOTE, name): named[name] for name in ("library", "local") if name in named}


_LIBRARY = Field(
    name="library",
    owns=((NOTE, "library"), (NOTE, "local")),
    read=_library,
    write=_library_written,
)


def _mapping(found: Json) -> Json:
    return found if isinstance(found, Mapping) else None


_TITLE = text("title", "title")
_FEEDS = text("feeds", NOTE, "feeds")
_TYPE: Path = ("type",)
_NOTES = (
    text("hint", NOTE, "hint"),
    text("guidance", NOTE, "guidance"),
    choice("role", ROLES, NOTE, "role"),
    choice("audience", AUDIENCES, NOTE, "audience"),
    flag("not_asked", NOTE, "notAsked"),
    flag("full_only", NOTE, "path", on="full"),
    flag("review", NOTE, "review"),
    _FEEDS,
    PREFILL,
    _LIBRARY,
)
_SAID, _FULL_ONLY = _NOTES[:4], _NOTES[5]
_WHO = (*_SAID[2:], _FULL_ONLY, _LIBRARY)


def _options(*holder: str) -> Field:
    enum, one_of, labels = (*holder, "enum"), (*holder, "oneOf"), (NOTE, "labels")
    return Field(
        name="options",
        owns=(enum, one_of, labels),
        read=lambda schema: options_as_lines(at(schema, enum), at(schema, one_of), at(schema, labels)),
        write=lambda lines: {
            path: value
            for path, value in zip((enum, labels), options_from_lines(lines), strict=True)
            if value or path == enum
        },
    )


_ANCHORS: Path = (NOTE, "anchors")


def _path_label(name: str) -> Field:
    return text(f"{name}_label", NOTE, "labels", name)


QUESTIONS: Mapping[str, tuple[Field, ...]] = {
    "short_text": (
        always("string", "type"),
        _TITLE,
        flag("email", "format", on="email"),
        count("max_length", "maxLength"),
        *_NOTES,
    ),
    "long_text": (
        always("string", "type"),
        _TITLE,
        count("max_length", "maxLength"),
        always("long-text", NOTE, "widget"),
        *_NOTES,
    ),
    "number": (
        Field(
            name="whole",
            owns=(_TYPE,),
            read=_whole,
            write=lambda whole: {_TYPE: "integer" if whole else "number"},
        ),
        _TITLE,
        number("minimum", "minimum"),
        number("maximum", "maximum"),
        number("step", "multipleOf"),
        *_NOTES,
        text("unit", NOTE, "unit"),
    ),
    "date": (
        always("string", "type"),
        _TITLE,
        always("date", "format"),
        *_NOTES,
        flag("not_future", NOTE, "notFuture"),
    ),
    "yes_no": (always("boolean", "type"), _TITLE, *_NOTES),
    "one_of": (always("string", "type"), _TITLE, _options(), *_NOTES),
    "path": (
        always("string", "type"),
        _TITLE,
        always(list(PATH_ANSWERS), "enum"),
        always("path", NOTE, "widget"),
        *_SAID,
        *(_path_label(name) for name in PATH_ANSWERS),
        _LIBRARY,
    ),
    "several_of": (
        always("array", "type"),
        _TITLE,
        always("string", "items", "type"),
        _options("items"),
        always(True, "uniqueItems"),
        count("least", "minItems"),
        count("most", "maxItems"),
        *_NOTES,
    ),
    "scale": (
        always("integer", "type"),
        _TITLE,
        always(0, "minimum"),
        Field(
            name="top",
            owns=(("maximum",),),
            read=lambda schema: "100" if schema.get("maximum") == 100 else "10",
            write=lambda top: {("maximum",): int(top or 10)},
        ),
        always("scale", NOTE, "widget"),
        *_NOTES,
        Field(
            name="anchors",
            owns=(_ANCHORS,),
            read=_anchors,
            write=lambda ends: {_ANCHORS: [ends["left"], ends["right"]]} if any(ends.values()) else {},
        ),
    ),
    "group": (
        always("array", "type"),
        _TITLE,
        count("least", "minItems"),
        count("most", "maxItems"),
        always("object", "items", "type"),
        text("noun", "items", "title"),
        *_NOTES,
    ),
    "guidance": (
        _TITLE,
        text("text", "description"),
        always("guidance", NOTE, "widget"),
        *_WHO,
    ),
    "calculated": (
        Field(
            name="gives",
            owns=(_TYPE, ("format",)),
            read=_gives,
            write=lambda gives: _TYPES[gives or "number"],
        ),
        _TITLE,
        always("calculated", NOTE, "widget"),
        *_SAID,
        _FULL_ONLY,
        _FEEDS,
        _LIBRARY,
        count("decimals", NOTE, "decimals"),
        text("unit", NOTE, "unit"),
    ),
    "measure": (
        _TITLE,
        always("measure", NOTE, "widget"),
        text("measure", NOTE, "measure"),
        Field(name="settings", owns=((NOTE, "settings"),), read=_settings, write=_settings_written),
        *_NOTES,
    ),
}

SECTION: tuple[Field, ...] = (
    always("object", "type"),
    _TITLE,
    text("intro", "description"),
    _FULL_ONLY,
    _LIBRARY,
)

ROOT: tuple[Field, ...] = (
    always(DIALECT, "$schema"),
    _TITLE,
    text("description", "description"),
    always("object", "type"),
    choice("kind", (("", ""), *((kind, kind) for kind in KINDS)), NOTE, "kind"),
    text("language", NOTE, "language"),
    Field(
        name="translations",
        owns=((NOTE, "translations"),),
        read=lambda schema: _mapping(at(schema, (NOTE, "translations"))),
        write=lambda given: {} if given is None else {(NOTE, "translations"): given},
    ),
)

BLOCK_OF_WIDGET: Mapping[str, str] = {name.replace("_", "-"): name for name in QUESTIONS}
