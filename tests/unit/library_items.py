"""Items of a library for tests, and a form that uses them."""

from __future__ import annotations

from typing import Any

from aimwell.formschema.following.items import LOCKS, Item

Json = Any

ALL_LOCKS = frozenset(LOCKS)

FALLS: Json = {
    "type": "object",
    "title": "Falls",
    "description": "About the last year.",
    "properties": {
        "fallen": {"type": "boolean", "title": "Have you fallen?"},
        "how_often": {
            "type": "integer",
            "title": "How often?",
            "minimum": 1,
            "x-aimwell": {
                "hint": "In the last year.",
                "when": {"question": "falls/fallen", "operator": "equals", "value": True},
            },
        },
        "where": {
            "type": "array",
            "title": "Where?",
            "items": {"type": "string", "enum": ["home", "out", "stairs"]},
            "x-aimwell": {"labels": {"home": "At home", "out": "Outside", "stairs": "On stairs"}},
        },
        "each": {
            "type": "array",
            "title": "Each fall",
            "maxItems": 5,
            "items": {
                "type": "object",
                "title": "Fall",
                "properties": {
                    "day": {"type": "string", "format": "date", "title": "When?"},
                    "hurt": {"type": "boolean", "title": "Were you hurt?"},
                },
                "required": ["day"],
            },
        },
    },
    "required": ["fallen", "how_often"],
}

SLEEP: Json = {
    "type": "string",
    "title": "How do you sleep?",
    "enum": ["well", "badly", "hardly"],
    "x-aimwell": {"labels": {"well": "Well", "badly": "Badly", "hardly": "Hardly"}},
}

WHOLE: Json = {
    "type": "object",
    "title": "Falls check",
    "x-aimwell": {"kind": "assessment"},
    "properties": {
        "falls": FALLS,
        "sleep": {"type": "object", "title": "Sleep", "properties": {"how": SLEEP}},
    },
}

FORM: Json = {
    "type": "object",
    "title": "First visit",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "about": {
            "type": "object",
            "title": "About you",
            "properties": {
                "lives_alone": {"type": "boolean", "title": "Do you live alone?"},
                "matters": {"type": "string", "title": "What matters to you?"},
            },
            "required": ["matters"],
        },
        "days": {
            "type": "object",
            "title": "Your days",
            "properties": {"busy": {"type": "string", "title": "What do you do all day?"}},
        },
    },
}


def section(version: int = 1, locks: frozenset[str] = ALL_LOCKS, part: Json = None) -> Item:
    return Item(
        id="falls-item",
        version=version,
        kind="section",
        key="falls",
        part=part or FALLS,
        locks=locks,
        title="Falls",
        owner="Ours",
    )


def question(version: int = 1, locks: frozenset[str] = ALL_LOCKS, part: Json = None) -> Item:
    return Item(
        id="sleep-item",
        version=version,
        kind="question",
        key="how",
        part=part or SLEEP,
        required=True,
        locks=locks,
        title="Sleep",
        owner="Ours",
    )


def template(version: int = 1, locks: frozenset[str] = ALL_LOCKS, part: Json = None) -> Item:
    return Item(
        id="whole-item",
        version=version,
        kind="template",
        key="",
        part=part or WHOLE,
        locks=locks,
        title="Falls check",
        owner="Ours",
    )


def known(*items: Item) -> dict[tuple[str, int], Item]:
    return {(item.id, item.version): item for item in items}
