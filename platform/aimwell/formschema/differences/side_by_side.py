"""Two templates beside each other, part by part and line by line, with the words that changed marked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aimwell.formschema.differences.change_names import NAMES, WIDGET_NAMES
from aimwell.formschema.differences.change_sides import Part, Side, Sides, sides_of
from aimwell.formschema.differences.change_words import asked
from aimwell.formschema.differences.edits import Path
from aimwell.formschema.differences.word_changes import Piece, changed_words
from aimwell.formschema.outline import Outline, Question, Section
from aimwell.formschema.shape import note

Json = Any
State = Literal["same", "changed", "new", "gone"]

_TOLD_OTHERWISE = frozenset(
    {"widget", "hint", "guidance", "role", "audience", "when", "labels", "measure", "measure_version"}
    | {"settings", "translations", "kind", "language"}
)
_LIMITS = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "pattern", "format", "minItems", "maxItems"),
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One setting of a part on both sides; empty where it isn't set."""

    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the sides say different things."""
        return any(piece.kind != "same" for piece in (*self.before, *self.after))


@dataclass(frozen=True, kw_only=True)
class Row:
    """The form, a section or a question on both sides. ``state``: what became of it."""

    part: Part
    title: str
    state: State
    lines: tuple[Line, ...]


def side_by_side(a: Mapping[str, Json], b: Mapping[str, Json]) -> tuple[Row, ...]:
    """Every part of either template, in the order of the form."""
    sides = sides_of(a, b)
    return tuple(_row(owner, sides) for owner in sides.owners)


def _row(owner: Path, sides: Sides) -> Row:
    before, after = _lines(owner, sides, "old"), _lines(owner, sides, "new")
    names = list(dict.fromkeys((*before, *after)))
    lines = tuple(_line(name, before.get(name, ""), after.get(name, "")) for name in names)
    part, title, _ = sides.told(owner, sides.side_of(owner))
    return Row(part=part, title=title, state=_state(owner, sides, lines), lines=lines)


def _state(owner: Path, sides: Sides, lines: tuple[Line, ...]) -> State:
    if sides.schema(owner, "old") is None:
        return "new"
    if sides.schema(owner, "new") is None:
        return "gone"
    return "changed" if any(line.is_changed for line in lines) else "same"


def _line(name: str, before: str, after: str) -> Line:
    pieces = changed_words(before, after)
    return Line(
        name=name,
        before=tuple(piece for piece in pieces if piece.kind != "new"),
        after=tuple(piece for piece in pieces if piece.kind != "gone"),
    )


def _lines(owner: Path, sides: Sides, side: Side) -> dict[str, str]:
    """What a part says on one side, by the name of each setting."""
    schema = sides.schema(owner, side)
    if not isinstance(schema, Mapping):
        return {}
    part, form = sides.part(owner, side), sides.outline(side)
    if not owner:
        found = {"Name": form.title, "Introduction": form.intro, "Kind of form": form.kind}
        found |= {"Language": form.language}
    elif isinstance(part, Section):
        found = {"Title": part.title, "Introduction": part.intro, "Asked": asked(part, form)}
    elif isinstance(part, Question):
        found = _question(part, form, schema)
    else:
        found = {"Title": sides.told(owner, side)[1]}
    for name, value in note(schema).items():
        if name not in _TOLD_OTHERWISE:
            found[_capital(NAMES.get(name, name))] = _value(value)
    return {name: text for name, text in found.items() if text}


def _question(part: Question, form: Outline, schema: Mapping[str, Json]) -> dict[str, str]:
    notes = note(schema)
    return {
        "Wording": part.title,
        "Kind": _capital(WIDGET_NAMES.get(part.widget, part.widget)),
        "Text": part.description,
        "Hint": part.hint,
        "Guidance for the practitioner": part.guidance,
        "Answers": "; ".join(option.label for option in part.options),
        "Asked": asked(part, form),
        "Must be answered": "Yes" if part.required else "No",
        "Who answers": part.role if "role" in notes else "",
        "Who sees the answer": part.audience if "audience" in notes else "",
        "Limits": "; ".join(f"{NAMES[name]}: {_value(schema[name])}" for name in _LIMITS if name in schema),
        "Measure": " ".join(filter(None, (part.measure, part.measure_version))),
        "Settings of the measure": _value(part.settings) if part.settings else "",
    }


def _value(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_value(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_value(inner) for inner in value)
    return value if isinstance(value, str) else json.dumps(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
