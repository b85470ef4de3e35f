"""The difference between two templates as a list of changes, each in an author's words.

Together the changes hold every edit: ``apply(a, diff(a, b))`` is ``b`` to the letter. Each alone fits other
documents of the same making, so that one change can be taken over and another left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.differences.change_names import ASPECTS
from aimwell.formschema.differences.change_sides import Part, Sides, sides_of
from aimwell.formschema.differences.change_words import words_of
from aimwell.formschema.differences.edits import Edit, Path, Step, applied, split, steps
from aimwell.formschema.shape import NOTE, escaped

Json = Any


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of a template.

    ``id``: what kind, such as “question-added”. ``place``: the JSON pointer of the part that changed, in the
    newer template unless it was taken out. ``part``: “form”, “section”, “question”. ``title``: that part's.
    ``question``: the pointer of its answers without the first stroke (``section/key``, or
    ``section/group/*/key``), empty for the form as a whole. ``words``: the change as a sentence.
    ``edits``: what it is to the letter.
    """

    id: str
    place: str
    part: Part
    title: str
    question: str
    words: str
    edits: tuple[Edit, ...]


def diff(a: Mapping[str, Json], b: Mapping[str, Json]) -> tuple[Change, ...]:
    """The changes that make ``b`` of ``a``, in the order of the form; empty when they are the same."""
    found = steps(a, b)
    sides = sides_of(a, b)
    whole = {edits[0].path: edits[0].verb for edits in found if edits[0].verb in ("drop", "put")}
    grouped: dict[tuple[Path, str], list[Edit]] = {}
    for step in found:
        grouped.setdefault(_kind_of(step, whole), []).extend(step)
    moved = _moved_apart(grouped, sides)
    changes = [_change(owner, aspect, edits, sides) for (owner, aspect), edits in moved.items()]
    order = {pointer_of(owner): number for number, owner in enumerate(sides.owners)}
    return tuple(sorted(changes, key=lambda change: order.get(change.place, -1)))


def apply(a: Mapping[str, Json], changes: Iterable[Change]) -> dict[str, Json]:
    """A copy of ``a`` with the changes made. Raises CannotApply for a place that ``a`` doesn't have."""
    return applied(a, [edit for change in changes for edit in change.edits])


def _kind_of(step: Step, whole: Mapping[Path, str]) -> tuple[Path, str]:
    """The part that an edit changes, and what about it."""
    edit = step[0]
    owner, rest = split(edit.path)
    if rest[:-1] in (("required",), ("items", "required")):
        owner, rest = (*owner, *rest[:-2], "properties", rest[-1]), ("required",)
    part = owner
    while part:
        if part in whole:
            return part, {"drop": "removed", "put": "added"}[whole[part]]
        part = split(part[:-1])[0]
    if edit.verb in ("ensure", "clear"):
        return owner, "unseen"
    if edit.verb == "order" and rest in (("properties",), ("items", "properties")):
        return owner, "moved"
    aspect = ASPECTS.get(_aspect_key(rest), "other")
    return owner, "unseen" if edit.verb == "order" and aspect != "options" else aspect


def _aspect_key(rest: Path) -> Path:
    if rest[:1] == (NOTE,) or rest[:1] == ("items",):
        return rest[:2]
    return rest[:1]


def _moved_apart(
    grouped: dict[tuple[Path, str], list[Edit]], sides: Sides
) -> dict[tuple[Path, str], list[Edit]]:
    """With a question that was taken out of one section and stands in another told as one that moved."""
    gone = {owner: sides.schema(owner, "old") for owner, aspect in grouped if aspect == "removed"}
    come = {owner: sides.schema(owner, "new") for owner, aspect in grouped if aspect == "added"}
    found = dict(grouped)
    for owner, schema in gone.items():
        twins = [
            new for new in come if new[-1] == owner[-1] and len(new) == len(owner) and come[new] == schema
        ]
        if len(twins) == 1 and sides.schema(owner, "new") is None and sides.schema(twins[0], "old") is None:
            edits = found.pop((owner, "removed")) + found.pop((twins[0], "added"))
            found[twins[0], "moved-section"] = edits
            del come[twins[0]]
    return found


def pointer_of(path: Path) -> str:
    """A path as a JSON pointer."""
    return "".join(f"/{escaped(key)}" for key in path)


def _change(owner: Path, aspect: str, edits: list[Edit], sides: Sides) -> Change:
    side = sides.side_of(owner)
    part, title, question = sides.told(owner, side)
    return Change(
        id=f"{part}-{aspect}",
        place=pointer_of(owner),
        part=part,
        title=title,
        question=question,
        words=words_of(owner, aspect, tuple(edits), sides),
        edits=tuple(edits),
    )
