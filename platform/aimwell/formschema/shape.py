"""The shape of a template: its sections, the widget of a question, its options. Asked by every other step.

A template whose properties are all objects has sections. Any other one is *flat*: a plain JSON Schema object,
taken as a template of one section whose key is ``form``. The answers that the platform keeps are always
``{section: {question: answer}}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Any

NOTE = "x-aimwell"
"""The one annotation keyword of the vocabulary."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FLAT_SECTION = "form"

NOT_ASKED = "_not_asked"
"""Beside the answers of a section: why questions were not asked today, by key. No author's key is like it."""

KINDS = (
    "request",
    "triage",
    "assessment",
    "support_plan",
    "review",
    "closure",
    "carer",
    "feedback",
    "other",
)
ROLES = ("person", "carer", "practitioner", "together")
AUDIENCES = ("all", "staff")
WIDGETS = (
    "short-text",
    "long-text",
    "number",
    "date",
    "yes-no",
    "one-of",
    "path",
    "several-of",
    "scale",
    "group",
    "guidance",
    "measure",
    "calculated",
)
SHORT, FULL = PATH_ANSWERS = ("short", "full")
"""The answers to a choice of path."""
_PATH_LABELS = {SHORT: "Short", FULL: "Full"}

ROW_ID = "row-id"
"""The widget of a hidden key of a row, made by the server; only measures use it."""

EMAIL_PATTERN = (
    "^[A-Za-z0-9_+'-]{1,20}([.]?[A-Za-z0-9_+'-]){0,40}@"
    "([A-Za-z0-9]([A-Za-z0-9-]{0,60}[A-Za-z0-9])?[.]){1,8}[A-Za-z]{2,24}$"
)
"""The addresses taken: narrow enough that every validator's own idea of an email address includes them."""

DATE_PATTERN = "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"
"""Beside the format: not every validator checks formats, and they don't agree on the year 0000."""

DEFAULT_SHORT, DEFAULT_LONG, DEFAULT_ROWS = 200, 10_000, 20
LONG_TEXT_FROM = 501
"""A text that may be longer than 500 characters gets a box of several lines."""


def note(schema: Json) -> Mapping[str, Json]:
    """The ``x-aimwell`` annotation of a schema; empty when there is none, or it isn't an object."""
    found = schema.get(NOTE) if isinstance(schema, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def properties(schema: Json) -> Mapping[str, Json]:
    """The properties of an object schema; empty when there are none."""
    found = schema.get("properties") if isinstance(schema, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def is_section(schema: Json) -> bool:
    """Whether a property of the root is a section: an object that isn't a measure."""
    return (
        isinstance(schema, Mapping) and schema.get("type") == "object" and note(schema).get("widget") is None
    )


def is_flat(template: Json) -> bool:
    """Whether a template is a plain object of questions, without sections."""
    found = properties(template)
    return bool(found) and not all(is_section(schema) for schema in found.values())


def is_plain(template: Json) -> bool:
    """Whether a document carries no annotation of ours: it keeps its JSON Schema meaning to the letter.

    Translations of its texts change nothing about that.
    """
    waiting = [template]
    while waiting:
        schema = waiting.pop()
        if not isinstance(schema, Mapping):
            continue
        if NOTE in schema and (schema is not template or set(note(schema)) != {"translations"}):
            return False
        waiting += properties(schema).values()
        waiting.append(schema.get("items"))
    return True


def sectioned(template: Mapping[str, Json]) -> dict[str, Json]:
    """The template with sections: itself, or a flat one wrapped into the section ``form``."""
    if not is_flat(template):
        return dict(template)
    inner = ("properties", "required", "additionalProperties")
    section = {"type": "object", **{key: template[key] for key in inner if key in template}}
    outer = {key: value for key, value in template.items() if key not in inner}
    if isinstance(note(template).get("translations"), Mapping):
        outer[NOTE] = {**note(template), "translations": _into_section(note(template)["translations"])}
    return {**outer, "properties": {FLAT_SECTION: section}, "required": [FLAT_SECTION]}


def _into_section(translations: Mapping[str, Json]) -> Json:
    """Translations, named by where their texts stand once the questions are in the one section."""
    return {
        language: {
            f"/properties/{FLAT_SECTION}{pointer}" if pointer.startswith("/properties/") else pointer: entry
            for pointer, entry in given.items()
        }
        if isinstance(given, Mapping)
        else given
        for language, given in translations.items()
    }


def type_of(schema: Json) -> tuple[str | None, bool]:
    """The one JSON type of a question (``["integer", "null"]`` is integer) and whether it may be null."""
    found = schema.get("type") if isinstance(schema, Mapping) else None
    if isinstance(found, str):
        return found, False
    if isinstance(found, list) and len(found) == 2 and "null" in found:
        (other,) = [name for name in found if name != "null"] or [None]
        return (other if isinstance(other, str) else None), True
    if isinstance(schema, Mapping) and "type" not in schema and ("enum" in schema or "oneOf" in schema):
        return "string", False
    return None, False


def widget_of(schema: Json) -> str | None:
    """How a question is asked: as its annotation says, else by its type; None when no widget can ask it."""
    stated = note(schema).get("widget")
    if stated is not None:
        return stated if stated in WIDGETS or stated == ROW_ID else None
    kind, _ = type_of(schema)
    if kind == "string":
        return _text_widget(schema)
    if kind == "array":
        return _list_widget(schema.get("items"))
    return {"boolean": "yes-no", "integer": "number", "number": "number"}.get(kind or "")


def answered_as(schema: Json) -> str:
    """The widget whose answers those to a question are like: a calculated one gives what its type says."""
    widget = widget_of(schema)
    if widget != "calculated":
        return widget or ""
    kind, _ = type_of(schema)
    if kind == "string":
        return "date" if schema.get("format") == "date" else "short-text"
    return {"boolean": "yes-no", "integer": "number", "number": "number"}.get(kind or "", "")


def _text_widget(schema: Mapping[str, Json]) -> str:
    if "enum" in schema or "oneOf" in schema:
        return "one-of"
    if schema.get("format") == "date":
        return "date"
    longest = schema.get("maxLength")
    return "long-text" if isinstance(longest, int) and longest >= LONG_TEXT_FROM else "short-text"


def _list_widget(items: Json) -> str | None:
    if not isinstance(items, Mapping):
        return None
    if items.get("type") == "object":
        return "group"
    return "several-of" if "enum" in items or "oneOf" in items else None


def option_pairs(schema: Mapping[str, Json]) -> list[tuple[Json, str]]:
    """The options of a one-of, or of the items of a several-of: each value with its label, in order."""
    holder = schema.get("items") if type_of(schema)[0] == "array" else schema
    if not isinstance(holder, Mapping):
        return []
    labels = note(schema).get("labels")
    labels = labels if isinstance(labels, Mapping) else {}
    if note(schema).get("widget") == "path":
        labels = {**_PATH_LABELS, **labels}
    titled = holder.get("oneOf")
    if isinstance(titled, list):
        entries = [entry for entry in titled if isinstance(entry, Mapping) and "const" in entry]
        return [(entry["const"], str(entry.get("title", entry["const"]))) for entry in entries]
    values = holder.get("enum")
    listed = values if isinstance(values, list) else []
    return [(value, str(labels.get(value, value))) for value in listed if isinstance(value, str)]


def title_of(key: str, schema: Json) -> str:
    """The title of a section or question; made from its key when it has none."""
    title = schema.get("title") if isinstance(schema, Mapping) else None
    if isinstance(title, str) and title.strip():
        return title
    words = key.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def escaped(key: str) -> str:
    """One step of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")
