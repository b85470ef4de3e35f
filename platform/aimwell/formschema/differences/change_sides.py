"""Two templates beside each other: the part of each that stands at a place, with its title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aimwell.formschema.differences.edits import Path, split
from aimwell.formschema.outline import Outline, Question, Section, walk
from aimwell.formschema.outlining import outline
from aimwell.formschema.shape import (
    FLAT_SECTION,
    escaped,
    is_flat,
    option_pairs,
    properties,
    title_of,
)

Json = Any
Part = Literal["form", "section", "question"]
Side = Literal["old", "new"]


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    template: Mapping[str, Json]
    outline: Outline
    parts: Mapping[str, Section | Question]
    flat: bool


@dataclass(frozen=True, kw_only=True)
class Sides:
    """The older and the newer template. A part is named by its path in the document."""

    old: _Sheet
    new: _Sheet
    owners: tuple[Path, ...]
    """Every part of either, in the order of the form; the form itself first."""

    def outline(self, side: Side) -> Outline:
        """The outline of one of them."""
        return self._of(side).outline

    def side_of(self, owner: Path) -> Side:
        """The newer one, if the part is in it."""
        return "new" if self.schema(owner, "new") is not None else "old"

    def schema(self, owner: Path, side: Side) -> Json:
        """The schema of a part; None when it isn't there."""
        return _at(self._of(side).template, owner)

    def value(self, owner: Path, rest: Path, side: Side) -> Json:
        """A setting of a part; None when it isn't there."""
        return _at(self.schema(owner, side), rest)

    def part(self, owner: Path, side: Side) -> Section | Question | None:
        """The part as the outline has it."""
        sheet = self._of(side)
        return sheet.parts.get(_pointer(owner, sheet.flat))

    def told(self, owner: Path, side: Side) -> tuple[Part, str, str]:
        """What a part is, its title, and the pointer of its answers without the first stroke."""
        sheet = self._of(side)
        if not owner:
            return "form", sheet.outline.title, ""
        pointer = _pointer(owner, sheet.flat)
        part = sheet.parts.get(pointer)
        title = part.title if part is not None else title_of(owner[-1], self.schema(owner, side))
        sections = not sheet.flat and len(owner) == 2 and not isinstance(part, Question)
        return "section" if sections else "question", title, pointer[1:]

    def holder_title(self, owner: Path, side: Side) -> str:
        """The title of what a part stands in; empty for the form itself."""
        holder = split(owner[:-2])[0] if owner[-3:-2] != ("items",) else split(owner[:-3])[0]
        return self.told(holder, side)[1] if holder else ""

    def is_guidance(self, owner: Path) -> bool:
        """Whether a part is a guidance text."""
        part = self.part(owner, self.side_of(owner))
        return isinstance(part, Question) and part.widget == "guidance"

    def options(self, owner: Path, side: Side) -> dict[str, str]:
        """The answers to choose from: value to label."""
        schema = self.schema(owner, side)
        pairs = option_pairs(schema) if isinstance(schema, Mapping) else []
        return {str(value): label for value, label in pairs}

    def stepped_over(self, holder: Path, among: Path) -> Iterator[tuple[str, str]]:
        """The parts of a holder that moved, the fewest that explain the new order, each with what it stands
        after now (empty: nothing). ``among``: those that are in both, in the new order."""
        found = _at(self.old.template, holder)
        before = [key for key in found if key in set(among)] if isinstance(found, Mapping) else list(among)
        stayed = _longest_rising([before.index(key) for key in among])
        whole = _at(self.new.template, holder)
        keys = list(whole) if isinstance(whole, Mapping) else list(among)
        for number, key in enumerate(among):
            if number not in stayed:
                at = keys.index(key)
                yield key, keys[at - 1] if at else ""

    def _of(self, side: Side) -> _Sheet:
        return self.old if side == "old" else self.new


def sides_of(a: Mapping[str, Json], b: Mapping[str, Json]) -> Sides:
    """Lay two templates beside each other."""
    return Sides(old=_sheet(a), new=_sheet(b), owners=tuple(_owners(a, b, ())))


def _sheet(template: Mapping[str, Json]) -> _Sheet:
    sketch = outline(template)
    parts: dict[str, Section | Question] = {section.pointer: section for section in sketch.sections}
    for section in sketch.sections:
        parts |= {question.pointer: question for question in walk(section.questions)}
    return _Sheet(template=template, outline=sketch, parts=parts, flat=is_flat(template))


def _pointer(owner: Path, flat: bool) -> str:
    """The pointer of the answers of a part."""
    steps = [f"/{FLAT_SECTION}"] if flat else []
    rest = owner
    while rest:
        length = 3 if rest[0] == "items" else 2
        steps.append(f"/*/{escaped(rest[2])}" if length == 3 else f"/{escaped(rest[1])}")
        rest = rest[length:]
    return "".join(steps)


def _owners(old: Json, new: Json, owner: Path) -> Iterator[Path]:
    yield owner
    for way in ((), ("items",)):
        before, after = (properties(_at(side, way) if way else side) for side in (old, new))
        for key in _merged(list(before), list(after)):
            yield from _owners(before.get(key), after.get(key), (*owner, *way, "properties", key))


def _merged(old: list[str], new: list[str]) -> list[str]:
    """The new order, with each that is gone after what it stood after."""
    found = list(new)
    for number, key in enumerate(old):
        if key not in found:
            before = old[number - 1] if number else None
            found.insert(found.index(before) + 1 if before in found else 0, key)
    return found


def _at(document: Json, path: Path) -> Json:
    for key in path:
        if not isinstance(document, Mapping) or key not in document:
            return None
        document = document[key]
    return document


def _longest_rising(numbers: list[int]) -> set[int]:
    """Where in the list the longest run of rising numbers stands, others between them or not."""
    best: list[tuple[int, int | None]] = []
    tails: list[int] = []
    for at, number in enumerate(numbers):
        low = sum(1 for tail in tails if numbers[tail] < number)
        best.append((low, tails[low - 1] if low else None))
        tails[low : low + 1] = [at]
    found: set[int] = set()
    step: int | None = tails[-1] if tails else None
    while step is not None:
        found.add(step)
        step = best[step][1]
    return found
