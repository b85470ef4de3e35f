"""Where each block of a form stands, so that a case's answers follow their questions wherever those go.

A case keeps an answer under the id of the block that asks for it. A *spot* is a place in the answers said by
such ids: ``question``, ``question/0/column``, or ``question/problems/0/rating`` inside a measure, whose own
questions have no block and go by their keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aimwell.formschema.shape import escaped
from aimwell_cms.authoring.convert.placing import Block, inner

Json = Any

BESIDE = "_"
"""How the keys of what is kept beside the answers of a section begin: no question's key can."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A question's section and key; for a group the key of each of its columns, by block id."""

    section: str
    key: str
    columns: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Places:
    """The sections and questions of a form: ``sections``: block id to key; ``questions``: by block id."""

    sections: Mapping[str, str]
    questions: Mapping[str, Place]

    @classmethod
    def of(cls, sections: Sequence[Block], keys: Mapping[str, str]) -> Places:
        """The places of the blocks of a form. ``keys``: block id to the key that it was given."""
        return cls(
            sections={section["id"]: keys[section["id"]] for section in sections},
            questions={
                block["id"]: Place(
                    section=keys[section["id"]],
                    key=keys[block["id"]],
                    columns={column["id"]: keys[column["id"]] for column in inner(block)},
                )
                for section in sections
                for block in inner(section)
            },
        )

    def kept(self, answers: Mapping[str, Json]) -> dict[str, Json]:
        """Answers ``{section: {question: answer}}`` as a case keeps them: by block."""
        kept: dict[str, Json] = {}
        for block, place in self.questions.items():
            inside = answers.get(place.section)
            if not isinstance(inside, Mapping):
                continue
            if place.key in inside:
                kept[block] = _renamed(inside[place.key], {key: id_ for id_, key in place.columns.items()})
            for name, notes in inside.items():
                if name.startswith(BESIDE) and isinstance(notes, Mapping) and place.key in notes:
                    kept[f"{name}:{block}"] = notes[place.key]
        return kept

    def answers(self, kept: Mapping[str, Json]) -> dict[str, dict[str, Json]]:
        """What a case keeps as answers ``{section: {question: answer}}``; without gone questions."""
        answers: dict[str, dict[str, Json]] = {}
        for name, answer in kept.items():
            beside, _, block = name.rpartition(":")
            place = self.questions.get(block)
            if place is None:
                continue
            inside = answers.setdefault(place.section, {})
            if beside:
                inside.setdefault(beside, {})[place.key] = answer
            else:
                inside[place.key] = _renamed(answer, place.columns)
        return answers

    def gone(self, kept: Mapping[str, Json]) -> list[str]:
        """The blocks that a case has an answer for and that the form no longer has."""
        return [block for block in kept if block.rpartition(":")[2] not in self.questions]

    def inside(self, section: str) -> Iterator[str]:
        """The blocks of the questions in the section of that key."""
        return (block for block, place in self.questions.items() if place.section == section)

    def spot(self, pointer: str) -> str:
        """The spot of a JSON pointer into the answers; an empty one is the whole form."""
        section, _, rest = pointer.removeprefix("/").partition("/")
        if not rest:
            return self._by_pointer.get(pointer, pointer)
        key, *steps = rest.split("/")
        if key.startswith(BESIDE) and steps:
            return f"{key}:{self._by_pointer.get(f'/{section}/{steps[0]}', steps[0])}"
        block = self._by_pointer.get(f"/{section}/{key}")
        if block is None:
            return pointer
        ids = {escaped(column): id_ for id_, column in self.questions[block].columns.items()}
        return "/".join([block, *(ids.get(step, step) for step in steps)])

    @cached_property
    def _by_pointer(self) -> dict[str, str]:
        """The block of each section and question."""
        found = {f"/{escaped(key)}": block for block, key in self.sections.items()}
        for block, place in self.questions.items():
            found[f"/{escaped(place.section)}/{escaped(place.key)}"] = block
        return found

    def pointer(self, spot: str) -> str | None:
        """The JSON pointer of a spot within a question; None where the form no longer has it."""
        name, *steps = spot.split("/")
        beside, _, block = name.rpartition(":")
        place = self.questions.get(block)
        if place is None:
            return None
        keys = [place.columns.get(step, step) for step in steps]
        before = [beside] if beside else []
        return "".join(f"/{escaped(step)}" for step in (place.section, *before, place.key, *keys))


def _renamed(answer: Json, names: Mapping[str, str]) -> Json:
    """The rows of a group with its columns named otherwise; any other answer as it is."""
    if not names or not isinstance(answer, list):
        return answer
    return [
        {names.get(name, name): value for name, value in row.items()} if isinstance(row, Mapping) else row
        for row in answer
    ]
