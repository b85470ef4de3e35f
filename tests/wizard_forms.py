"""A form with every kind of question, for the wizard's tests."""

from __future__ import annotations

from typing import Any

NOTES = (
    "when",
    "hint",
    "guidance",
    "labels",
    "anchors",
    "unit",
    "role",
    "audience",
    "notAsked",
    "path",
    "prefill",
    "review",
)


def question(kind: str, title: str, widget: str = "", **more: Any) -> dict[str, Any]:
    """One question; ``when``, ``hint`` and the like go into its annotation."""
    notes = {name: more.pop(name) for name in NOTES if name in more}
    if widget:
        notes["widget"] = widget
    schema: dict[str, Any] = {"type": kind, "title": title, **more}
    return {**schema, "x-aimwell": notes} if notes else schema


def form(kind: str = "assessment", **sections: dict[str, Any]) -> dict[str, Any]:
    """A template of these sections."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Whole assessment",
        "type": "object",
        "x-aimwell": {"kind": kind, "language": "en-GB"},
        "properties": sections,
    }


def section(title: str, required: tuple[str, ...] = (), **questions: dict[str, Any]) -> dict[str, Any]:
    """A section of these questions."""
    return {"type": "object", "title": title, "properties": questions, "required": list(required)}


EVERY_KIND = section(
    "Everything",
    name=question("string", "What should we call you?", hint="As you like it best"),
    story=question(
        "string",
        "What matters to you?",
        "long-text",
        maxLength=2000,
        guidance="Leave time.\n\nListen.",
        role="person",
    ),
    falls=question("integer", "Falls in the last month", minimum=0, maximum=99, unit="falls"),
    weight=question("number", "Weight", minimum=0, maximum=500, unit="kg"),
    since=question("string", "Since when?", "date", format="date"),
    alone=question("boolean", "Do you live alone?"),
    who=question(
        "string",
        "Who lives with you?",
        when={"question": "every/alone", "operator": "equals", "value": False},
    ),
    home=question(
        "string",
        "Where do you live?",
        enum=["house", "flat", "care"],
        labels={"house": "A house", "flat": "A flat", "care": "A care home"},
    ),
    county=question("string", "Which area?", enum=[f"area {number}" for number in range(15)]),
    aids=question(
        "array",
        "What do you use?",
        items={"type": "string", "enum": ["stick", "frame", "chair"]},
        labels={"stick": "A stick", "frame": "A frame", "chair": "A wheelchair"},
    ),
    tired=question(
        "integer", "How tired are you?", "scale", minimum=0, maximum=10, anchors=["Not at all", "Exhausted"]
    ),
    pain=question(
        "integer", "How bad is the pain?", "scale", minimum=0, maximum=100, anchors=["None", "The worst"]
    ),
    people=question(
        "array",
        "People who help",
        "group",
        maxItems=3,
        items={
            "type": "object",
            "title": "Helper",
            "properties": {
                "name": question("string", "Name"),
                "age": question("integer", "Age", minimum=0, maximum=130),
                "paid": question("boolean", "Are they paid?"),
                "by": question(
                    "string", "Who pays?", when={"question": "./paid", "operator": "equals", "value": True}
                ),
            },
            "required": ["name"],
        },
    ),
)
