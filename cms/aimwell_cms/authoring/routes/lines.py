"""A condition as an author reads it: lines, and groups of lines, all or any of which must be true.

What is nested deeper has no lines: it is said in words, and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aimwell.formschema.conditions import VALUELESS

Json = Any
Match = Literal["all", "any"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One comparison; ``negated``: it must not be so. ``question`` is named as a template names it."""

    question: str
    operator: str
    values: tuple[Json, ...] = ()
    negated: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines that count as one."""

    match: Match
    lines: tuple[Line, ...]
    negated: bool = False


@dataclass(frozen=True, kw_only=True)
class Lines:
    """A whole condition. Without parts: always asked."""

    match: Match = "all"
    parts: tuple[Line | Group, ...] = ()


def lines_of(when: Json) -> Lines | None:
    """A template's condition as lines; None when it is nested deeper than they can say."""
    if when is None:
        return Lines()
    listed = _listed(when)
    match, raw = listed if listed is not None else ("all", [when])
    parts = [_part(each) for each in raw]
    found = Lines(match=match, parts=tuple(part for part in parts if part is not None))
    # Said again in the same way, or else not at all: what an author doesn't touch must not change.
    return found if parts and condition_of(found) == when else None


def condition_of(lines: Lines) -> Json:
    """What lines say, as a template says it; None for always."""
    return _joined(lines.match, [_part_said(part) for part in lines.parts]) if lines.parts else None


def _listed(raw: Json) -> tuple[Match, list[Json]] | None:
    for match in ("all", "any"):
        if isinstance(raw, Mapping) and set(raw) == {match} and isinstance(raw[match], list) and raw[match]:
            return ("all" if match == "all" else "any"), raw[match]
    return None


def _part(raw: Json) -> Line | Group | None:
    negated = isinstance(raw, Mapping) and set(raw) == {"not"}
    inner = raw["not"] if negated else raw
    listed = _listed(inner)
    if listed is None:
        return _line(inner, negated)
    match, inside = listed
    lines = [_line(each["not"], True) if _is_not(each) else _line(each, False) for each in inside]
    if any(line is None for line in lines):
        return None
    return Group(match=match, lines=tuple(line for line in lines if line), negated=negated)


def _is_not(raw: Json) -> bool:
    return isinstance(raw, Mapping) and set(raw) == {"not"}


def _line(raw: Json, negated: bool) -> Line | None:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("question"), str):
        return None
    value, operator = raw.get("value"), raw.get("operator")
    if not isinstance(operator, str):
        return None
    values = () if operator in VALUELESS else tuple(value) if isinstance(value, list) else (value,)
    return Line(question=raw["question"], operator=operator, values=values, negated=negated)


def _part_said(part: Line | Group) -> Json:
    if isinstance(part, Line):
        return _line_said(part)
    said = {part.match: [_line_said(line) for line in part.lines]}
    return {"not": said} if part.negated else said


def _line_said(line: Line) -> Json:
    said: dict[str, Json] = {"question": line.question, "operator": line.operator}
    if line.operator == "one_of":
        said["value"] = list(line.values)
    elif line.values:
        said["value"] = line.values[0]
    return {"not": said} if line.negated else said


def _joined(match: Match, parts: list[Json]) -> Json:
    return parts[0] if len(parts) == 1 else {match: parts}
