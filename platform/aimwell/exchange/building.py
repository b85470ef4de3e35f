"""Build a form template part by part: keys are made and kept apart, and questions are found again by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aimwell.formschema.problems import Problem, TemplateRefused
from aimwell.formschema.shape import DIALECT, NOTE, escaped, properties

Json = Any

_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_KEY = 64


def refused(message: str, remedy: str, problem_id: str = "unreadable") -> TemplateRefused:
    """A file that can't be brought in at all."""
    return TemplateRefused(Problem(id=problem_id, place="", message=message, remedy=remedy))


def free_key(wanted: str, taken: Mapping[str, Json], otherwise: str) -> str:
    """A key made from a foreign name, one that isn't taken yet."""
    plain = _NOT_IN_A_KEY.sub("_", wanted).strip("_-")[: _LONGEST_KEY - 6]
    key = plain if plain and plain[0].isalpha() else f"{otherwise}_{plain}".rstrip("_")
    found, number = key, 2
    while found in taken:
        found, number = f"{key}_{number}", number + 1
    return found


@dataclass
class Asked:
    """A question of the template in the making. ``group``: the question that repeats it."""

    name: str
    key: str
    section: str
    schema: dict[str, Json]
    group: Asked | None = None

    def reference_from(self, asker_group: Asked | None) -> str:
        """How a condition of something inside ``asker_group`` names this question."""
        return f"./{self.key}" if self.group is not None and self.group is asker_group else self.path

    @property
    def path(self) -> str:
        """``section/question``, or ``section/group/question`` for a column."""
        return f"{self.section}/{self.group.key}/{self.key}" if self.group else f"{self.section}/{self.key}"


@dataclass
class Part:
    """A section in the making."""

    key: str
    schema: dict[str, Json]


@dataclass
class Building:
    """A template in the making."""

    title: str
    language: str = "en-GB"
    description: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    """By their foreign name."""

    def section(self, name: str, title: str) -> Part:
        """A new section."""
        key = free_key(name or title, self.parts, "section")
        part = Part(key, {"type": "object", "title": title, "properties": {}})
        self.parts[key] = part
        return part

    def question(
        self, part: Part, name: str, schema: dict[str, Json], *, required: bool, group: Asked | None = None
    ) -> Asked:
        """A new question at the end of a section, or of the rows of a group."""
        holder = group.schema["items"] if group is not None else part.schema
        key = free_key(name, holder["properties"], "question")
        asked = Asked(name, key, part.key, schema, group)
        holder["properties"][key] = schema
        if required:
            holder.setdefault("required", []).append(key)
        self.asked[name] = asked
        return asked

    def template(self) -> dict[str, Json]:
        """The template. A section in which nothing is asked is left out."""
        said: dict[str, Json] = {"$schema": DIALECT, "title": self.title}
        if self.description:
            said["description"] = self.description
        said["type"] = "object"
        said["properties"] = {
            part.key: _note_last(part.schema) for part in self.parts.values() if part.schema["properties"]
        }
        said[NOTE] = {"kind": "other", "language": self.language}
        return said


def _note_last(schema: dict[str, Json]) -> dict[str, Json]:
    """The annotation at the end, as this project writes templates."""
    if NOTE in schema:
        schema[NOTE] = schema.pop(NOTE)
    for inner in schema.get("properties", {}).values():
        _note_last(inner)
        if isinstance(inner.get("items"), dict):
            _note_last(inner["items"])
    return schema


def put_note(schema: dict[str, Json], name: str, value: Json) -> None:
    """Set an annotation."""
    schema.setdefault(NOTE, {})[name] = value


def options(pairs: list[tuple[str, str]]) -> tuple[list[str], dict[str, str]]:
    """Options as a template lists them: their values, and the labels that differ from these."""
    return [value for value, _ in pairs], {value: label for value, label in pairs if label != value}


def pointers_of(schema: Json, pointer: str = "") -> dict[int, str]:
    """The JSON pointer of each part of a template in the making, by the identity of its object."""
    found = {id(schema): pointer}
    for key, inner in properties(schema).items():
        found |= pointers_of(inner, f"{pointer}/properties/{escaped(key)}")
    if isinstance(schema.get("items"), dict):
        found |= pointers_of(schema["items"], f"{pointer}/items")
    return found
