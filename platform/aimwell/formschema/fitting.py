"""Whether a value that was found elsewhere may be the answer to a question as it is asked now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.formschema.outline import Question
from aimwell.formschema.shape import DIALECT
from aimwell.formschema.validation import validate

Json = Any


def misfit(question: Question, value: Json) -> str:
    """Why ``value`` can't be the answer to a question of a section, in plain words; empty when it can.

    ``question`` comes from a compiled schema.
    """
    found = validate(_alone(question), {"s": {question.key: value}})
    return found[0].message if found else ""


def _alone(question: Question) -> Mapping[str, Json]:
    """A form that asks nothing else, so that what is wrong with the value is said as it always is."""
    section = {"type": "object", "properties": {question.key: question.schema}}
    return {"$schema": DIALECT, "type": "object", "properties": {"s": section}}
