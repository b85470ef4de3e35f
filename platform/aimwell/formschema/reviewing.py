"""The review form of a template: the questions that are asked again, each with what has changed, and why.

It names for each question where its last answer stands, so that it is shown while the review is filled in.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema import conditions
from aimwell.formschema.differences.diffing import Change, apply, diff
from aimwell.formschema.differences.edits import CannotApply
from aimwell.formschema.languages.translations import taken_over
from aimwell.formschema.shape import DIALECT, NOTE, note, properties, sectioned, title_of, widget_of

Json = Any
Part = dict[str, Json]

WHY_LENGTH = 1_000
_LONGEST_KEY = 64
_DROPPED = frozenset({"path", "library", "local", "prefill", "when"})
_TOLD_ANEW = ("alert", "review", "views")
"""What a review tells the pathway. Anything else was told before, and a second answer would tell it twice."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that is asked again: its name (``section/key``), its section's title and its own."""

    name: str
    section: str
    title: str


def asked_again(template: Mapping[str, Json]) -> list[Asked]:
    """The questions that are asked again at review, in order."""
    return [
        Asked(name=f"{key}/{name}", section=title_of(key, section), title=title_of(name, question))
        for key, section in properties(sectioned(template)).items()
        for name, question in _again(section)
    ]


def review_of(template: Mapping[str, Json]) -> Part:
    """The review form of a template. One that asks nothing again makes a form without sections.

    A condition stays where all that it looks at is asked again too; otherwise the question is always asked.
    """
    whole = sectioned(template)
    kept = {one.name for one in asked_again(template)}
    kind = note(whole).get("kind") or "other"
    sections: Part = {}
    for key, section in properties(whole).items():
        questions: Part = {}
        for name, question in _again(section):
            again = _question(question, f"{key}/{name}", str(kind), kept)
            questions[name] = again
            questions[_why_key(name, properties(section))] = _why(name, again)
        if questions:
            sections[key] = _section(section, questions, kept)
    language = note(whole).get("language")
    notes = {"kind": "review", **({"language": language} if language else {})}
    title = whole.get("title")
    made: Part = {
        "$schema": DIALECT,
        "title": f"Review: {title}" if isinstance(title, str) and title else "Review",
        "type": "object",
        "properties": sections,
        NOTE: notes,
    }
    if translations := taken_over(whole, made):
        notes["translations"] = translations
    return made


def _again(section: Json) -> Iterator[tuple[str, Mapping[str, Json]]]:
    for name, question in properties(section).items():
        if note(question).get("review") is True:
            yield name, question


def _section(section: Mapping[str, Json], questions: Part, kept: set[str]) -> Part:
    made = {key: section[key] for key in ("type", "title", "description") if key in section}
    required = section.get("required")
    names = [name for name in required if name in questions] if isinstance(required, list) else []
    made |= {"properties": questions, **({"required": names} if names else {})}
    when = _condition(section, kept)
    return made | ({NOTE: {"when": when}} if when is not None else {})


def _question(question: Mapping[str, Json], name: str, kind: str, kept: set[str]) -> Part:
    made: Part = copy.deepcopy(dict(question))
    notes = {key: value for key, value in _telling_anew(made).items() if key not in _DROPPED}
    when = _condition(question, kept)
    if when is not None:
        notes["when"] = when
    for column in properties(made.get("items")).values():
        if NOTE in column:
            column[NOTE] = _telling_anew(column)
        if "when" in note(column) and _condition(column, kept) is None:
            column[NOTE] = {key: value for key, value in note(column).items() if key != "when"}
    if widget_of(question) != "measure":
        notes["prefill"] = {"source": "record", "kind": kind, "question": name}
    return {**made, NOTE: notes}


def _telling_anew(part: Mapping[str, Json]) -> Part:
    """The annotations of a question, without what it told the pathway when it was first asked."""
    notes = dict(note(part))
    if str(notes.get("feeds")).partition(".")[0] not in _TOLD_ANEW:
        notes.pop("feeds", None)
    return notes


def _condition(part: Mapping[str, Json], kept: set[str]) -> Json:
    """The condition of a part, if the review asks all that it looks at."""
    when = note(part).get("when")
    try:
        needed = [one.question for one in conditions.comparisons(conditions.parse(when))] if when else []
    except conditions.ConditionFault:
        return None
    is_there = all(name in kept or name.startswith(conditions.ROW) for name in needed)
    return when if needed and is_there else None


def _why_key(name: str, taken: Mapping[str, Json]) -> str:
    key = f"{name[: _LONGEST_KEY - 4]}_why"
    number = 2
    while key in taken:
        ending = f"_why_{number}"
        key, number = f"{name[: _LONGEST_KEY - len(ending)]}{ending}", number + 1
    return key


def _why(name: str, again: Part) -> Part:
    """What has changed in an answer, and why: asked with it, and never required."""
    notes = {"widget": "long-text", "review": True}
    notes |= {key: again[NOTE][key] for key in ("role", "audience", "when") if key in again[NOTE]}
    title = f"What has changed, and why? ({title_of(name, again)})"
    return {"type": "string", "title": title, "maxLength": WHY_LENGTH, NOTE: notes}


@dataclass(frozen=True, kw_only=True)
class CaughtUp:
    """A review form brought up to date: the changes that it takes over, and those that it can't.

    What was changed in the review form itself is left as it is.
    """

    template: Mapping[str, Json]
    taken: tuple[Change, ...]
    left: tuple[Change, ...]


def caught_up(base: Mapping[str, Json], made: Mapping[str, Json], mine: Mapping[str, Json]) -> CaughtUp:
    """The review form ``mine``, which began as ``base``, with what changed from ``base`` to ``made``."""
    own = {(change.place, change.id) for change in diff(base, mine)}
    template, taken, left = mine, [], []
    for change in diff(base, made):
        if (change.place, change.id) in own:
            left.append(change)
            continue
        try:
            template = apply(template, [change])
            taken.append(change)
        except CannotApply:
            left.append(change)
    return CaughtUp(template=template, taken=tuple(taken), left=tuple(left))
