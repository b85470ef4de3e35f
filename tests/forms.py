"""Templates for tests of pages and documents."""

from __future__ import annotations

from typing import Any

ASSESSMENT: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Home assessment",
    "description": "Find out what matters and where things stand.",
    "type": "object",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "about": {
            "type": "object",
            "title": "About you",
            "properties": {
                "matters": {
                    "type": "string",
                    "title": "What matters to you?",
                    "x-aimwell": {"widget": "long-text", "role": "person", "guidance": "Their own words."},
                },
                "alone": {"type": "boolean", "title": "Do you live alone?", "x-aimwell": {"role": "person"}},
                "who": {
                    "type": "string",
                    "title": "Who lives with you?",
                    "x-aimwell": {
                        "role": "person",
                        "when": {"question": "about/alone", "operator": "equals", "value": False},
                    },
                },
                "since": {"type": "string", "format": "date", "title": "Since when?"},
                "help": {
                    "type": "array",
                    "title": "Who helps?",
                    "items": {"type": "string", "enum": ["family", "neighbour"]},
                    "uniqueItems": True,
                    "x-aimwell": {"labels": {"family": "Family", "neighbour": "A neighbour"}},
                },
                "risk": {
                    "type": "string",
                    "title": "Risk seen by the team",
                    "x-aimwell": {"audience": "staff"},
                },
                "people": {
                    "type": "array",
                    "title": "People to call",
                    "items": {
                        "type": "object",
                        "properties": {"name": {"type": "string", "title": "Name"}},
                        "required": ["name"],
                    },
                },
                "tired": {
                    "type": "integer",
                    "title": "How tired are you?",
                    "minimum": 0,
                    "maximum": 100,
                    "x-aimwell": {"widget": "scale", "anchors": ["Not at all", "As tired as can be"]},
                },
                "mood": {
                    "type": "integer",
                    "title": "How is your mood?",
                    "minimum": 0,
                    "maximum": 10,
                    "x-aimwell": {"widget": "scale", "anchors": ["Low", "High"]},
                },
            },
            "required": ["matters"],
        },
        "measured": {
            "type": "object",
            "title": "Measured",
            "properties": {
                "copm": {"title": "Goals", "x-aimwell": {"widget": "measure", "measure": "copm"}},
                "pain": {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}},
            },
        },
    },
    "required": ["about"],
}


def assessment_answers(
    *, performance: int = 3, pain: int | None = 60, satisfaction: int | None = 4
) -> dict[str, Any]:
    """Answers to ASSESSMENT: one goal and a pain rating."""
    problem = {"id": "p1", "description": "Making tea", "importance": 9, "performance": performance}
    second = {"id": "p2", "description": "Walking to the shop", "performance": 5, "satisfaction": 5}
    if satisfaction is not None:
        problem["satisfaction"] = satisfaction
    return {
        "about": {
            "matters": "My garden\nand my cat",
            "alone": False,
            "who": "My sister",
            "since": "2019-03-07",
            "help": ["family", "neighbour"],
            "risk": "Loose rug in the hall",
            "people": [{"name": "Bea"}, {"name": "Con"}],
            "mood": 4,
        },
        "measured": {"copm": {"problems": [problem, second]}, "pain": {"value": pain}},
    }
