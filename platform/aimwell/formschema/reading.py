"""Read the text of a template. The text itself is what is kept: this only makes it usable."""

from __future__ import annotations

from typing import Any

from aimwell.formschema import json_text
from aimwell.formschema.problems import Problem, TemplateRefused

Json = Any

NOT_JSON = "not-json"
"""The id of the problem that a text isn't JSON at all."""


def read(text: str | bytes) -> dict[str, Json]:
    """The template that a JSON text holds, keys in their order. Raises TemplateRefused."""
    try:
        value = json_text.parse(text)
    except json_text.Unreadable as fault:
        raise TemplateRefused(unreadable(fault)) from None
    if not isinstance(value, dict):
        raise TemplateRefused(
            Problem(
                id="unreadable",
                place="",
                message="A template must be a JSON object.",
                remedy='Begin with {"type": "object", "properties": {…}}.',
            )
        )
    return value


def unreadable(fault: json_text.Unreadable) -> Problem:
    """The problem that an unreadable text is."""
    name = NOT_JSON if isinstance(fault, json_text.NotJson) else "unreadable"
    return Problem(id=name, place=fault.place, message=fault.message, remedy=fault.remedy)
