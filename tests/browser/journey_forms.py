"""The forms that journeys fill in."""

from __future__ import annotations

from typing import Any


def asked(kind: str, title: str, widget: str = "", **more: Any) -> dict[str, Any]:
    """One question; ``when``, ``hint``, ``labels`` and ``anchors`` go into its annotation."""
    notes = {name: more.pop(name) for name in ("when", "hint", "labels", "anchors") if name in more}
    if widget:
        notes["widget"] = widget
    schema: dict[str, Any] = {"type": kind, "title": title, **more}
    return schema | ({"x-aimwell": notes} if notes else {})


def equals(question: str, value: Any) -> dict[str, Any]:
    """A condition."""
    return {"question": question, "operator": "equals", "value": value}


EVERYDAY_LIFE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Everyday life",
    "description": "What matters to somebody, and what gets in its way.",
    "type": "object",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "about": {
            "type": "object",
            "title": "About you",
            "properties": {
                "matters": asked("string", "What matters to you?", "long-text", maxLength=2000),
                "falls": asked("integer", "Falls in the last month", minimum=0, maximum=99),
                "since": asked("string", "Since when has it been hard?", "date", format="date"),
                "alone": asked("boolean", "Do you live alone?"),
                "who": asked("string", "Who lives with you?", when=equals("about/alone", False)),
                "home": asked(
                    "string",
                    "Where do you live?",
                    enum=["house", "flat", "care"],
                    labels={"house": "A house", "flat": "A flat", "care": "A care home"},
                ),
                "aids": asked(
                    "array",
                    "What do you use?",
                    items={"type": "string", "enum": ["stick", "frame", "chair"]},
                    uniqueItems=True,
                    labels={"stick": "A stick", "frame": "A frame", "chair": "A wheelchair"},
                ),
            },
            "required": ["matters", "alone"],
        },
        "together": {
            "type": "object",
            "title": "Living together",
            "x-aimwell": {"when": equals("about/alone", False)},
            "properties": {"strain": asked("string", "What is hard for the others?")},
            "required": ["strain"],
        },
        "days": {
            "type": "object",
            "title": "Your days",
            "properties": {
                "tired": asked(
                    "integer",
                    "How tired are you?",
                    "scale",
                    minimum=0,
                    maximum=10,
                    anchors=["Not at all", "Exhausted"],
                ),
                "pain": asked(
                    "integer",
                    "How bad is the pain?",
                    "scale",
                    minimum=0,
                    maximum=100,
                    anchors=["None", "The worst"],
                ),
                "people": asked(
                    "array",
                    "People who help",
                    "group",
                    maxItems=3,
                    items={
                        "type": "object",
                        "title": "Helper",
                        "properties": {
                            "name": asked("string", "Name"),
                            "paid": asked("boolean", "Are they paid?"),
                            "by": asked("string", "Who pays?", when=equals("./paid", True)),
                        },
                        "required": ["name"],
                    },
                ),
            },
            "required": ["pain"],
        },
        "goals": {
            "type": "object",
            "title": "What to work on",
            "properties": {
                "copm": {"title": "Goals", "x-aimwell": {"widget": "measure", "measure": "copm"}},
            },
        },
    },
}
