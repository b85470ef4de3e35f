"""A form in the editor's blocks, and where each of its questions will stand in the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.shape import FLAT_SECTION
from aimwell_cms.authoring.convert.conditions import Target, Targets, when_of
from aimwell_cms.authoring.convert.keys import Keys

Json = Any
Block = Mapping[str, Json]
"""A block of a stream as Wagtail stores it: ``{"type", "value", "id"}``."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """A template as the editor holds it: what stands at its head, and a stream of sections."""

    head: Mapping[str, str]
    """title, description, kind and language."""
    sections: Sequence[Block]
    origin: str = ""
    flat: bool = False
    """Imported as a plain object of questions, without sections."""
    translations: Mapping[str, Json] | None = None
    """As ``translating`` keeps them, by language and block; None where the template has no such note."""

    @property
    def is_flat(self) -> bool:
        """Whether it is still the plain object of questions that it was imported as."""
        if not self.flat or len(self.sections) != 1:
            return False
        value = self.sections[0]["value"]
        return not any((value.get("title"), value.get("intro"), when_of(value.get("when") or {}, Targets())))


def inner(block: Block) -> Sequence[Block]:
    """The questions inside a section or a group."""
    return block["value"].get("questions") or []


def every(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, each followed by those inside it."""
    for block in blocks:
        yield block
        yield from every(inner(block))


class Placing:
    """The key of every block of a form, given scope by scope: form, section, row."""

    def __init__(self, form: Form, published: Mapping[str, str]) -> None:
        self.form = form
        self.by_id: dict[str, str] = {}
        self._inside: dict[int, list[str]] = {}
        names = Keys(published, frozenset(block.get("id") or "" for block in every(form.sections)))
        self.section_keys = self._give(
            [FLAT_SECTION] if form.is_flat else names.give(form.sections), form.sections
        )
        for block in every(form.sections):
            if inner(block):
                self._inside[id(block)] = self._give(names.give(inner(block)), inner(block))
        self.targets = Targets.of(list(self._targets()))

    def sections(self) -> Iterator[tuple[Block, str]]:
        """Each section with its key."""
        return zip(self.form.sections, self.section_keys, strict=True)

    def inside(self, block: Block) -> Iterator[tuple[Block, str]]:
        """Each question of a section or group with its key."""
        return zip(inner(block), self._inside.get(id(block), []), strict=True)

    def _give(self, keys: list[str], blocks: Sequence[Block]) -> list[str]:
        self.by_id.update({block.get("id") or "": key for block, key in zip(blocks, keys, strict=True)})
        return keys

    def _targets(self) -> Iterator[Target]:
        for section, section_key in self.sections():
            for block, key in self.inside(section):
                yield _target(block, section_key, key)
                for column, column_key in self.inside(block):
                    yield _target(column, section_key, column_key, group=block.get("id") or "")


_ANSWERED_AS = {"whole": "number", "text": "short_text"}


def answered_as(block: Block) -> str:
    """The type of block whose answers those to a block are like: a calculated one gives what it says."""
    if block["type"] != "calculated":
        return block["type"]
    gives = block["value"].get("gives") or "number"
    return _ANSWERED_AS.get(gives, gives)


def _target(block: Block, section: str, key: str, group: str = "") -> Target:
    return Target(
        block_id=block.get("id") or "",
        block_type=answered_as(block),
        section=section,
        key=key,
        group=group,
        options=block["value"].get("options") or "",
    )
