"""Content packs: the licensed wording of a measure, brought by an organisation as a JSON file.

A pack changes words only. What is asked, of which type and within which limits, stays the measure's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from aimwell.contracts import InputFault, InputRefused, Json, Measure
from aimwell.formschema.inputs import check_input, pointer
from aimwell.formschema.json_text import Unreadable, parse
from aimwell.places import SCHEMAS

_NOTES = ("hint", "guidance", "labels")
_WORDS = ("title", "description")


@dataclass(frozen=True, kw_only=True)
class ContentPack:
    """The wording of one version of a measure.

    ``texts``: place of a question in the measure's answers (``/impairment``, ``/problems/*/performance``, or
    empty: the measure itself) to its words: any of ``title``, ``description``, ``hint``, ``guidance`` and
    ``labels`` (value to label).
    """

    measure: str
    version: str
    licence: str
    texts: Mapping[str, Mapping[str, Json]]


def read_pack(text: str | bytes) -> ContentPack:
    """Read a pack of at most 1 MB. Raises InputRefused with every fault and its JSON pointer."""
    try:
        data = parse(text)
    except Unreadable as error:
        raise InputRefused(
            InputFault(pointer=error.place, message=f"{error.message} {error.remedy}")
        ) from None
    faults = check_input(_schema(), data)
    if faults:
        raise InputRefused(*faults)
    return ContentPack(
        measure=data["measure"], version=data["version"], licence=data["licence"], texts=data["texts"]
    )


@cache
def _schema() -> dict[str, Json]:
    schema: dict[str, Json] = json.loads((SCHEMAS / "content-pack.schema.json").read_text(encoding="utf-8"))
    return schema


def worded(measure: Measure, pack: ContentPack) -> Measure:
    """The measure in the pack's words. Raises InputRefused where the pack is for something else."""
    answers: dict[str, Any] = deepcopy(dict(measure.answers))
    faults = [*_wrong_measure(measure, pack)]
    for place, words in pack.texts.items():
        question = _question_at(answers, place)
        where = pointer("texts", place)
        if question is None:
            faults.append(InputFault(pointer=where, message=f"{measure.label} has no such question"))
            continue
        faults.extend(_unknown_labels(question, words, where))
        question.update({name: words[name] for name in _WORDS if name in words})
        notes = {name: words[name] for name in _NOTES if name in words}
        if notes:
            question["x-aimwell"] = {**question.get("x-aimwell", {}), **notes}
    if faults:
        raise InputRefused(*faults)
    return replace(measure, answers=answers)


def _wrong_measure(measure: Measure, pack: ContentPack) -> list[InputFault]:
    faults = []
    if pack.measure != measure.name:
        faults.append(InputFault(pointer="/measure", message=f"must be {measure.name}"))
    if pack.version != measure.version:
        faults.append(
            InputFault(
                pointer="/version",
                message=f"must be {measure.version}, the version of {measure.label} that is installed",
            )
        )
    return faults


def _question_at(answers: dict[str, Any], place: str) -> dict[str, Any] | None:
    found: dict[str, Any] = answers
    for step in place.split("/")[1:]:
        inner = found.get("items") if step == "*" else found.get("properties", {}).get(step)
        if not isinstance(inner, dict):
            return None
        found = inner
    return found


def _unknown_labels(question: Mapping[str, Json], words: Mapping[str, Json], where: str) -> list[InputFault]:
    known = {str(value) for value in question.get("enum", ())}
    return [
        InputFault(pointer=where + pointer("labels", value), message="is no answer of this question")
        for value in words.get("labels", {})
        if value not in known
    ]
