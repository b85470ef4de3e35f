"""Bring a part that follows an item up to a newer version of it, keeping what the form changed itself.

A piece that only one side changed is taken from that side. Where both did, the author chooses; where the
newer version locks it, there is nothing to choose. Nothing is decided by itself that would lose something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

from aimwell.formschema.following.facets import facets, told
from aimwell.formschema.following.items import (
    FOLLOW,
    QUESTION,
    SECTION,
    TEMPLATE,
    Claim,
    Item,
    part_at,
    required_of,
    set_note,
    steps,
)
from aimwell.formschema.following.putting_back import relock, reordered, require
from aimwell.formschema.following.references import in_section
from aimwell.formschema.outline import Outline
from aimwell.formschema.outlining import outline
from aimwell.formschema.shape import escaped, is_flat, note, properties, sectioned, title_of, widget_of

Json = Any
Part = dict[str, Json]
Side = Literal["mine", "theirs"]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What both sides changed: the author chooses. ``about``: which piece of which question, in words."""

    id: str
    about: str
    mine: str
    theirs: str
    chosen: Side


@dataclass(frozen=True, kw_only=True)
class Merge:
    """The template as it would be, what there is to choose, and why it can't be made, if it can't."""

    template: Part
    choices: tuple[Choice, ...]
    clashes: tuple[str, ...]


@dataclass
class _Desk:
    """One merge under way."""

    locks: frozenset[str]
    chosen: Mapping[str, str]
    outlines: Mapping[Side, Outline]
    choices: list[Choice] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)

    def choose(self, place: str, about: str, mine: str, theirs: str, lock: str = "") -> Side:
        """The side to take of what both changed."""
        if lock and lock in self.locks:
            return "theirs"
        side: Side = "theirs" if self.chosen.get(place) == "theirs" else "mine"
        self.choices.append(Choice(id=place, about=about, mine=mine, theirs=theirs, chosen=side))
        return side


def merged(
    template: Mapping[str, Json], claim: Claim, base: Item, newer: Item, chosen: Mapping[str, str]
) -> Merge:
    """The template with what ``claim`` follows brought from ``base`` to ``newer``.

    ``chosen``: by the id of a choice, “mine” or “theirs”; what isn't there stays as it is in the form.
    """
    changed: Part = deepcopy(dict(template))
    before, after = (in_section(item.part, item.key, claim.section) for item in (base, newer))
    if claim.kind == TEMPLATE and not (is_flat(changed) and is_flat(before) and is_flat(after)):
        changed, before, after = sectioned(changed), sectioned(before), sectioned(after)
    own = part_at(changed, claim.place)
    desk = _Desk(
        newer.locks, chosen, {"mine": outline(changed), "theirs": outline(_wrapped(after, claim.kind, claim))}
    )
    if claim.kind == QUESTION:
        _question(own, before, after, "", title_of(steps(claim.place)[-1], own), desk, is_outermost=True)
        holder = part_at(changed, claim.place.rpartition("/properties/")[0])
        key = steps(claim.place)[-1]
        _flag(holder, key, (base.required, claim.required, newer.required), desk)
    else:
        _pieces(own, before, after, "", "this part", desk, is_question=False, is_outermost=True)
        if claim.kind == TEMPLATE:
            _root_notes(own, before, after)
        _inside(own, before, after, "", desk)
    set_note(own, "library", newer.note(FOLLOW))
    locked = relock(changed, {(newer.id, newer.version): newer}, {})
    return Merge(template=locked, choices=tuple(desk.choices), clashes=tuple(desk.clashes))


def _wrapped(part: Mapping[str, Json], kind: str, claim: Claim) -> Mapping[str, Json]:
    if kind == TEMPLATE:
        return part
    if kind == SECTION:
        return {"type": "object", "properties": {claim.section: part}}
    return {"type": "object", "properties": {steps(claim.place)[-1]: part}}


def alone(item: Item) -> Mapping[str, Json]:
    """An item as a template of its own: to show it, and to compare two versions of it."""
    if item.kind == TEMPLATE:
        return item.part
    required = {"required": [item.key]} if item.required else {}
    return {"type": "object", "title": item.title, "properties": {item.key: item.part}, **required}


def _pieces(
    own: Part,
    base: Mapping[str, Json],
    newer: Mapping[str, Json],
    place: str,
    title: str,
    desk: _Desk,
    *,
    is_question: bool,
    is_outermost: bool = False,
) -> None:
    for facet in facets(is_question=is_question, is_outermost=is_outermost):
        before, mine, theirs = facet.read(base), facet.read(own), facet.read(newer)
        if theirs in (before, mine):
            continue
        if mine == before:
            facet.take(own, newer)
            continue
        shown = told(facet, own, desk.outlines["mine"]), told(facet, newer, desk.outlines["theirs"])
        about = f"The {facet.words} of {title}"
        if desk.choose(f"{place}#{facet.name}", about, *shown, lock=facet.lock) == "theirs":
            facet.take(own, newer)


def _question(
    own: Part, base: Json, newer: Json, place: str, title: str, desk: _Desk, *, is_outermost: bool = False
) -> None:
    quoted = f"“{title}”"
    _pieces(own, base, newer, place, quoted, desk, is_question=True, is_outermost=is_outermost)
    if widget_of(own) == widget_of(newer) == "group":
        rows, rows_before, rows_there = (part.get("items") for part in (own, base, newer))
        if isinstance(rows, dict) and isinstance(rows_there, Mapping):
            _inside(rows, rows_before or {}, rows_there, f"{place}/items", desk)


def _inside(own: Part, base: Json, newer: Json, place: str, desk: _Desk) -> None:
    """The sections of a form, or the questions of a section or row."""
    before, there = properties(base), properties(newer)
    here: Part = dict(properties(own))
    order_before = [key for key in here if key in before]
    for key in list(here):
        where = f"{place}/properties/{escaped(key)}"
        if key in there:
            _shared(own, here, key, (base, newer), where, desk)
        elif key in before and _leaves(here[key], before[key], where, desk, key):
            del here[key]
            require(own, key, False)
    for key in there:
        if key not in here and _comes(key, before, there, f"{place}/properties/{escaped(key)}", desk):
            here[key] = deepcopy(there[key])
            require(own, key, key in required_of(newer))
    order = _order(list(here), order_before, list(before), list(there), place, desk)
    own["properties"] = {key: here[key] for key in order}


def _shared(own: Part, here: Part, key: str, sides: tuple[Json, Json], where: str, desk: _Desk) -> None:
    base, newer = sides
    theirs = properties(newer)[key]
    title = title_of(key, here[key])
    if key not in properties(base):
        if _bare(here[key]) != _bare(theirs):
            desk.clashes.append(
                f"The new version has a part with the name “{key}” in exports, and this form has one of its "
                f"own: “{title}”. Move yours to another section first, or delete it."
            )
        return
    if "properties" in theirs and theirs.get("type") == "object":
        _pieces(here[key], properties(base)[key], theirs, where, f"“{title}”", desk, is_question=False)
        _inside(here[key], properties(base)[key], theirs, where, desk)
        return
    _question(here[key], properties(base)[key], theirs, where, title, desk)
    flags = (key in required_of(base), key in required_of(own), key in required_of(newer))
    _flag(own, key, flags, desk)


def _flag(holder: Part, key: str, flags: tuple[bool, bool, bool], desk: _Desk) -> None:
    """Whether a question must be answered. There are two sides only, so there is nothing to choose."""
    before, mine, theirs = flags
    if mine == before != theirs or ("required" in desk.locks and mine != theirs):
        require(holder, key, theirs)


def _leaves(mine: Json, before: Json, where: str, desk: _Desk, key: str) -> bool:
    """Whether a part goes that the new version no longer has."""
    if _bare(mine) == _bare(before):
        return True
    about = f"“{title_of(key, mine)}”, which you changed, is no longer in the new version"
    return desk.choose(f"{where}#gone", about, "Keep it as your own", "Take it out") == "theirs"


def _comes(key: str, before: Mapping[str, Json], there: Mapping[str, Json], where: str, desk: _Desk) -> bool:
    """Whether a part of the new version comes in: it is new, or was taken out here and changed there."""
    if key not in before or desk.locks:
        return True
    if before[key] == there[key]:
        return False
    about = f"“{title_of(key, there[key])}”, which you took out, was changed in the new version"
    return desk.choose(f"{where}#back", about, "Leave it out", "Put it in again") == "theirs"


def _order(
    here: list[str],
    mine_before: Sequence[str],
    before: Sequence[str],
    there: Sequence[str],
    place: str,
    desk: _Desk,
) -> list[str]:
    theirs_first = reordered(here, there)
    moved_here = list(mine_before) != [key for key in before if key in mine_before]
    common = [key for key in there if key in before]
    moved_there = common != [key for key in before if key in common]
    if not moved_here or "order" in desk.locks:
        return theirs_first
    if moved_there:
        side = desk.choose(f"{place}#order", "The order of the questions", "As it is here", "The new order")
        return theirs_first if side == "theirs" else _with_new_behind(here, before, there)
    return _with_new_behind(here, before, there)


def _with_new_behind(here: list[str], before: Sequence[str], there: Sequence[str]) -> list[str]:
    """One's own order, each new part behind the one that it stands behind in the new version."""
    new = [key for key in here if key in there and key not in before]
    order = [key for key in here if key not in new]
    for key in new:
        index = list(there).index(key)
        ahead = [other for other in there[:index] if other in order]
        order.insert(order.index(ahead[-1]) + 1 if ahead else 0, key)
    return order


def _root_notes(own: Part, base: Json, newer: Json) -> None:
    """What the form says of itself, such as its languages: taken over where it wasn't changed here."""
    for name in _names(base, newer):
        if note(own).get(name) == note(base).get(name):
            set_note(own, name, deepcopy(note(newer).get(name)))


def _names(*parts: Json) -> Iterator[str]:
    return (name for name in {name: 0 for part in parts for name in note(part)} if name != "library")


def _bare(part: Json) -> Json:
    """A part without what a library says of it."""
    if not isinstance(part, Mapping):
        return part
    bare: Part = deepcopy(dict(part))
    set_note(bare, "library", None)
    set_note(bare, "local", None)
    return bare
