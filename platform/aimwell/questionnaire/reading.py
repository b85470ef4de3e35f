"""From the text of a definition to its parts, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from aimwell.contracts import Json, Licence
from aimwell.formschema import Problem
from aimwell.formschema.json_text import Unreadable, parse
from aimwell.formschema.reading import unreadable
from aimwell.places import SCHEMAS
from aimwell.plugins import check_input
from aimwell.questionnaire.definition import AnswerScale, Definition, Item, Labelled, Option, Rule, Threshold

FORMAT = "aimwell-measure-1"


class DefinitionRefused(ValueError):
    """A text that is no definition of a measure. ``problems`` holds every fault found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.place or '/'}: {problem.message}" for problem in problems))
        self.problems = problems


def read(text: str | bytes) -> dict[str, Json]:
    """The document that a text holds, keys in their order. Raises DefinitionRefused.

    It has the shape of ``schemas/custom-measure.schema.json``; whether it can be used, ``problems`` says.
    """
    try:
        document = parse(text)
    except Unreadable as fault:
        raise DefinitionRefused(unreadable(fault)) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise DefinitionRefused(
            Problem(
                id="not-a-measure",
                place="",
                message="This file isn’t a measure that was exported from Aimwell.",
                remedy="Choose a file that “Export” on a measure’s page gave.",
            )
        )
    if found := shape_problems(document):
        raise DefinitionRefused(*found)
    return document


def read_draft(text: str) -> dict[str, Json]:
    """The document that a draft holds, whatever was typed into its fields."""
    document: dict[str, Json] = parse(text)
    return document


def write(document: Mapping[str, Json]) -> str:
    """The text of a document: what reading gives, written again, is the same byte for byte."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def shape_problems(document: Json) -> list[Problem]:
    """What the document has that its JSON Schema doesn't allow."""
    return [
        Problem(
            id="shape",
            place=fault.pointer,
            message=f"{fault.pointer or 'The document'} {fault.message}.",
            remedy="Correct it there.",
        )
        for fault in check_input(schema(), document)
    ]


@cache
def schema() -> dict[str, Json]:
    """The JSON Schema of a definition."""
    found: dict[str, Json] = json.loads((SCHEMAS / "custom-measure.schema.json").read_text(encoding="utf-8"))
    return found


def define(document: Mapping[str, Json]) -> Definition:
    """The parts of a document that has no ``shape_problems`` and whose names agree (see ``problems``)."""
    scales = {entry["key"]: _answer_scale(entry) for entry in document["answer_scales"]}
    items = tuple(
        Item(
            number=number,
            key=entry["key"],
            wording=entry["wording"],
            answers=scales[entry["answers"]],
            is_reversed=entry.get("reversed", False),
        )
        for number, entry in enumerate(document["items"], start=1)
    )
    return Definition(
        name=document["name"],
        label=document["label"],
        summary=document.get("summary", ""),
        instructions=document.get("instructions", ""),
        licence=Licence(**document["licence"]),
        items=items,
        rules=tuple(_rule(entry, items) for entry in document["scales"]),
    )


def exact(number: float) -> Fraction:
    """0.1 is a tenth here, so that sums of tenths are exact."""
    return Fraction(str(number))


def _answer_scale(entry: Mapping[str, Json]) -> AnswerScale:
    named = {"key": entry["key"], "label": entry["label"]}
    if "numbers" in entry:
        numbers = entry["numbers"]
        return AnswerScale(
            **named,
            low=exact(numbers["from"]),
            high=exact(numbers["to"]),
            left=numbers.get("left", ""),
            right=numbers.get("right", ""),
        )
    options = _options(entry["options"])
    counted = [option.points for option in options if option.points is not None]
    return AnswerScale(
        **named,
        options=options,
        low=min(counted, default=Fraction()),
        high=max(counted, default=Fraction()),
    )


def _options(entries: list[Any]) -> tuple[Option, ...]:
    """Each is kept under its points, as on paper; where points repeat, with a number behind."""
    options: list[Option] = []
    taken: set[str] = set()
    for entry in entries:
        points = entry["points"]
        name = "none" if points is None else f"{points:g}"
        value, again = name, 1
        while value in taken:
            again += 1
            value = f"{name}_{again}"
        taken.add(value)
        options.append(
            Option(value=value, label=entry["label"], points=None if points is None else exact(points))
        )
    return tuple(options)


def _rule(entry: Mapping[str, Json], items: tuple[Item, ...]) -> Rule:
    chosen = entry.get("items")
    change = entry.get("change")
    return Rule(
        name=entry["name"],
        label=entry["label"],
        items=items if chosen is None else tuple(item for item in items if item.key in chosen),
        combine=entry["combine"],
        most_missing=entry["missing"]["most"],
        is_prorated=entry["missing"].get("prorate", False),
        decimals=entry["decimals"],
        higher_is=entry["higher_is"],
        bands=tuple(
            Labelled(label=band["label"], low=exact(band["from"]), high=exact(band["to"]))
            for band in entry.get("bands", ())
        ),
        threshold=None
        if change is None
        else Threshold(
            improved=exact(change["improved"]),
            declined=exact(change["declined"]),
            citation=change["citation"],
        ),
        stated=(_stated(entry, "minimum"), _stated(entry, "maximum")),
    )


def _stated(entry: Mapping[str, Json], end: str) -> Fraction | None:
    return exact(entry[end]) if end in entry else None
