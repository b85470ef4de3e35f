"""The facts of a triage rule, taken from the answers of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.formschema.outline import Outline

Json = Any

UNKNOWN = "unknown"
"""The option that means “not known”: as good as no answer."""


def facts(outline: Outline, answers: Mapping[str, Json]) -> dict[str, Json]:
    """Each fact that the template gives: a level (an option “0” to “9”) as a number, not known as None.

    Empty when the template names no triage rule.
    """
    if outline.triage is None:
        return {}
    return {fact: _fact(question, answers) for fact, question in outline.triage.facts.items()}


def _fact(question: str, answers: Mapping[str, Json]) -> Json:
    section, _, key = question.partition("/")
    inside = answers.get(section)
    answer = inside.get(key) if isinstance(inside, Mapping) else None
    if isinstance(answer, str) and len(answer) == 1 and answer in "0123456789":
        return int(answer)
    return None if answer == UNKNOWN else answer
