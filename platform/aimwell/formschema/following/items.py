"""What a library holds, and what a template says of a part that came from it (``x-aimwell.library``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from aimwell.formschema.shape import NOTE, escaped, is_flat, note, properties

Json = Any

LOCKS: Mapping[str, str] = {
    "wording": "the wording",
    "options": "the answers to choose from",
    "required": "what must be answered, and when it is asked",
    "order": "the order",
}
"""What an owner may lock, in words."""

QUESTION, SECTION, TEMPLATE = "question", "section", "template"
KINDS = (QUESTION, SECTION, TEMPLATE)
FOLLOW, COPY = "follow", "copy"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One version of a library item. ``part``: its schema, as authored; ``key``: what it was called there.

    ``required``: a question's, which stands beside it in a template. ``owner``: whose it is, in words.
    """

    id: str
    version: int
    kind: str
    key: str
    part: Mapping[str, Json]
    required: bool = False
    locks: frozenset[str] = frozenset()
    title: str = ""
    owner: str = ""

    @property
    def named(self) -> str:
        """The item as an author is told of it."""
        return f"“{self.title}” of {self.owner}" if self.owner else f"“{self.title}”"

    def note(self, mode: str) -> dict[str, Json]:
        """What a part says that follows it, or was copied from it."""
        said: dict[str, Json] = {"item": self.id, "version": self.version, "mode": mode}
        return {**said, "locks": [lock for lock in LOCKS if lock in self.locks]} if mode == FOLLOW else said


Items: TypeAlias = Mapping[tuple[str, int], Item]
"""Versions of items by item and number."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A part of a template that says that it came from a library.

    ``place``: its JSON pointer, empty for the template as a whole. ``section``: the key of the section that
    it is, or stands in. ``required``: whether its question is.
    """

    place: str
    kind: str
    section: str
    item: str
    version: int
    mode: str
    locks: frozenset[str]
    part: Mapping[str, Json]
    required: bool = False

    @property
    def follows(self) -> bool:
        """Whether it follows the item; otherwise it is a copy."""
        return self.mode == FOLLOW

    @property
    def wanted(self) -> tuple[str, int]:
        """The version of the item that it names."""
        return self.item, self.version


def is_library_note(value: Json) -> bool:
    """Whether a value can stand as ``x-aimwell.library``."""
    if not isinstance(value, Mapping) or not {"item", "version", "mode"} <= set(value):
        return False
    locks = value.get("locks", [])
    version = value["version"]
    return (
        set(value) <= {"item", "version", "mode", "locks"}
        and isinstance(value["item"], str)
        and 0 < len(value["item"]) <= 100
        and isinstance(version, int)
        and not isinstance(version, bool)
        and 0 < version <= 1_000_000
        and value["mode"] in (FOLLOW, COPY)
        and isinstance(locks, list)
        and all(isinstance(lock, str) and lock in LOCKS for lock in locks)
        and len(set(locks)) == len(locks)
    )


def claims(template: Mapping[str, Json]) -> list[Claim]:
    """Every part of a template that came from a library, outer ones before those inside them."""
    return list(_claims(template))


def _claims(template: Mapping[str, Json]) -> Iterator[Claim]:
    yield from _claim("", TEMPLATE, "", template)
    if is_flat(template):
        yield from _questions("", "form", template)
        return
    for key, section in properties(template).items():
        place = f"/properties/{escaped(key)}"
        yield from _claim(place, SECTION, key, section)
        yield from _questions(place, key, section)


def _questions(place: str, section: str, holder: Json) -> Iterator[Claim]:
    required = required_of(holder)
    for key, question in properties(holder).items():
        where = f"{place}/properties/{escaped(key)}"
        yield from _claim(where, QUESTION, section, question, required=key in required)
        if isinstance(question, Mapping) and isinstance(question.get("items"), Mapping):
            yield from _questions(f"{where}/items", section, question["items"])


def _claim(place: str, kind: str, section: str, part: Json, *, required: bool = False) -> Iterator[Claim]:
    said = note(part).get("library")
    if isinstance(said, Mapping) and is_library_note(said):
        yield Claim(
            place=place,
            kind=kind,
            section=section,
            item=said["item"],
            version=said["version"],
            mode=said["mode"],
            locks=frozenset(said.get("locks", ())),
            part=part,
            required=required,
        )


def required_of(holder: Json) -> list[str]:
    """The names that an object requires; empty when its list can't be read."""
    found = holder.get("required") if isinstance(holder, Mapping) else None
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def steps(place: str) -> list[str]:
    """The steps of a JSON pointer."""
    return [step.replace("~1", "/").replace("~0", "~") for step in place.split("/")[1:]]


def part_at(template: Mapping[str, Json], place: str) -> Json:
    """What stands at a JSON pointer of a template; None when nothing does."""
    found: Json = template
    for step in steps(place):
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return found


def set_note(part: dict[str, Json], name: str, value: Json) -> None:
    """Set an annotation of a part; None takes it away."""
    notes = dict(note(part))
    if value is None:
        notes.pop(name, None)
    else:
        notes[name] = value
    if notes:
        part[NOTE] = notes
    else:
        part.pop(NOTE, None)
