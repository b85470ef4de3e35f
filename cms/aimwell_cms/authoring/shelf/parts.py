"""The parts of a form that an author chooses from: to keep one, or to put something behind one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.following.items import LOCKS, Item
from aimwell.formschema.following.merging import alone
from aimwell.formschema.outline import Question
from aimwell.formschema.outlining import outline
from aimwell.formschema.shape import escaped, is_flat, properties, title_of

Json = Any

KIND_WORDS = {"question": "Question", "section": "Section", "template": "Whole form"}


@dataclass(frozen=True, kw_only=True)
class PartOfForm:
    """A section or question of a template, by its place."""

    place: str
    kind: str
    title: str
    section: str = ""
    """The title of the section that a question stands in."""

    @property
    def label(self) -> str:
        """What it is called in a list."""
        return f"{self.section} › {self.title}" if self.section else self.title


def parts_of(template: Mapping[str, Json]) -> list[PartOfForm]:
    """The sections and questions of a template, in order."""
    return list(_parts(template))


def _parts(template: Mapping[str, Json]) -> Iterator[PartOfForm]:
    if is_flat(template):
        yield from _questions(template, "", "")
        return
    for key, section in properties(template).items():
        place, title = f"/properties/{escaped(key)}", title_of(key, section)
        yield PartOfForm(place=place, kind="section", title=title)
        yield from _questions(section, place, title)


def _questions(holder: Json, place: str, section: str) -> Iterator[PartOfForm]:
    for key, question in properties(holder).items():
        yield PartOfForm(
            place=f"{place}/properties/{escaped(key)}",
            kind="question",
            title=title_of(key, question),
            section=section,
        )


def locked_words(item: Item) -> str:
    """What an item locks, in words."""
    return ", ".join(words for lock, words in LOCKS.items() if lock in item.locks) or "nothing"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A section of an item, as it is shown before it is used."""

    title: str
    intro: str
    questions: tuple[Question, ...]


def asked_by(item: Item) -> list[Asked]:
    """What an item asks."""
    sketch = outline(alone(item))
    return [
        Asked(title=section.title, intro=section.intro, questions=section.questions)
        for section in sketch.sections
    ]
