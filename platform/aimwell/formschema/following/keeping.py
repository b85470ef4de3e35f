"""Take a part out of a template to keep it in a library, and put an item of a library into a template."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.following.items import (
    QUESTION,
    SECTION,
    TEMPLATE,
    Item,
    part_at,
    required_of,
    set_note,
    steps,
)
from aimwell.formschema.following.references import CALCULATION, CONDITION, in_section, named_in
from aimwell.formschema.shape import (
    FLAT_SECTION,
    escaped,
    is_flat,
    note,
    properties,
    sectioned,
    title_of,
)

Json = Any
Part = dict[str, Json]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A part, ready for a library. ``left_out``: what of it only made sense in its form, in words."""

    kind: str
    key: str
    part: Mapping[str, Json]
    required: bool
    left_out: tuple[str, ...]


def kept(template: Mapping[str, Json], place: str) -> Kept:
    """The part of a template at a place, without what ties it to the rest of the form.

    ``place``: of a question or section, or empty for the whole. Raises KeyError when there is none.
    """
    part = part_at(template, place)
    if not isinstance(part, Mapping):
        raise KeyError(place)
    if not place:
        return Kept(kind=TEMPLATE, key="", part=_free(part), required=False, left_out=())
    path = steps(place)
    is_question = is_flat(template) or len(path) > 2
    own: Part = _free(part)
    left_out: list[str] = []
    for name, words in (("when", "its condition"), ("path", "which path it belongs to")):
        if name in note(own):
            set_note(own, name, None)
            left_out.append(words)
    if is_question:
        holder = part_at(template, place.rpartition("/properties/")[0])
        left_out += _tied(own, "")
        is_required = path[-1] in required_of(holder)
        return Kept(kind=QUESTION, key=path[-1], part=own, required=is_required, left_out=tuple(left_out))
    left_out += _tied(own, path[1])
    return Kept(kind=SECTION, key=path[1], part=own, required=False, left_out=tuple(left_out))


def _free(part: Mapping[str, Json]) -> Part:
    """A part that says nothing of where it came from itself."""
    own: Part = deepcopy(dict(part))
    waiting = [own]
    while waiting:
        one = waiting.pop()
        if "library" in note(one) or "local" in note(one):
            set_note(one, "library", None)
            set_note(one, "local", None)
        inside = (*properties(one).values(), one.get("items"))
        waiting += [inner for inner in inside if isinstance(inner, dict)]
    return own


def _tied(part: Part, section: str) -> list[str]:
    """Take out conditions that ask for answers elsewhere. A calculation stays: the check speaks of it."""
    told = []
    for key, inner in (*properties(part).items(), *properties(part.get("items")).items()):
        if not isinstance(inner, dict):
            continue
        if _is_tied(note(inner).get(CONDITION), section):
            set_note(inner, CONDITION, None)
            told.append(f"the condition of “{title_of(key, inner)}”")
        told += _tied(inner, section)
    if _is_tied(note(part).get(CALCULATION), section):
        told.append("the answers elsewhere from which it is worked out")
    return told


def _is_tied(said: Json, section: str) -> bool:
    return any(not section or not name.startswith(f"{section}/") for name in named_in(said))


def inserted(
    template: Mapping[str, Json], item: Item, mode: str, after: str, taken: frozenset[str] = frozenset()
) -> tuple[Part, str]:
    """The template with an item in it, and the place where that stands.

    ``after``: the section or question that it stands behind; for a question also a section, which it then
    opens; empty: at the very beginning. ``taken``: keys that mustn't be used again.
    """
    changed: Part = deepcopy(dict(template))
    if item.kind == SECTION and is_flat(changed):
        changed, after = sectioned(changed), f"/properties/{FLAT_SECTION}" if after else ""
    if item.kind == SECTION:
        holder, holder_place, behind = changed, "", (steps(after)[1:2] or [""])[0]
    else:
        holder, holder_place, behind = _question_holder(changed, after)
    key = _free_key(item.key, frozenset(properties(holder)) | taken)
    part: Part = deepcopy(dict(item.part))
    if item.kind == SECTION:
        part = dict(in_section(part, item.key, key))
    set_note(part, "library", item.note(mode))
    holder["properties"] = _with(properties(holder), key, part, behind)
    if item.kind == QUESTION and item.required:
        holder["required"] = [*required_of(holder), key]
    return changed, f"{holder_place}/properties/{escaped(key)}"


def _question_holder(template: Part, after: str) -> tuple[Part, str, str]:
    path = steps(after)
    if is_flat(template):
        return template, "", (path[1:2] or [""])[0]
    section = path[1] if path else next(iter(properties(template)), "")
    holder = properties(template).get(section)
    if not isinstance(holder, dict):
        holder = {"type": "object", "title": "Questions", "properties": {}}
        section = section or "questions"
        template["properties"] = {**properties(template), section: holder}
    return holder, f"/properties/{escaped(section)}", path[3] if len(path) > 3 else ""


def _with(parts: Mapping[str, Json], key: str, part: Part, behind: str) -> Part:
    """The parts with one more, behind another; first when there is no such one."""
    if behind not in parts:
        return {key: part, **parts}
    placed: Part = {}
    for name, one in parts.items():
        placed[name] = one
        if name == behind:
            placed[key] = part
    return placed


def _free_key(wanted: str, used: frozenset[str]) -> str:
    number, key = 2, wanted
    while key in used:
        key, number = f"{wanted[:60]}_{number}", number + 1
    return key


def whole(item: Item, mode: str) -> Part:
    """A new template out of a whole one of the library."""
    template: Part = deepcopy(dict(item.part))
    set_note(template, "library", item.note(mode))
    return template
