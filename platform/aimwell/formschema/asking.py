"""What a template asks, in its order, and what each of it needs to be known before: for the checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema import conditions
from aimwell.formschema.calculations.expression_reading import ExpressionFault, parse
from aimwell.formschema.calculations.expressions import references
from aimwell.formschema.conditions import ROW, ConditionFault
from aimwell.formschema.shape import escaped, is_flat, note, properties, sectioned, title_of

Json = Any


@dataclass(frozen=True)
class Asked:
    """A section or question at its place in the order of asking."""

    name: str
    title: str
    place: str
    schema: Json
    within: str
    """The name of what holds it: a section, or a group for a column; empty for a section."""

    @property
    def is_column(self) -> bool:
        """Whether it is asked in each row of a group."""
        return "/" in self.within

    def target(self, question: str) -> str:
        """The name of what a condition of this item calls ``question`` (``./key`` in its row)."""
        return f"{self.within}/{question[len(ROW) :]}" if question.startswith(ROW) else question


class Asking:
    """Everything that a template asks, by name and by order."""

    def __init__(self, template: Mapping[str, Json]) -> None:
        self.items = {item.name: item for item in _asked(template)}
        self.order = {name: position for position, name in enumerate(self.items)}
        self._needs = {name: _needs(item) for name, item in self.items.items()}
        self._only_looks_back = all(
            self.order.get(needed, -1) < self.order[name]
            for name, needs in self._needs.items()
            for needed in needs
        )

    def leads_back(self, start: str, goal: str) -> bool:
        """Whether what ``start`` depends on, its section included, comes to depend on ``goal``."""
        if self._only_looks_back:
            # Then there is no circle, and nothing to walk through for each of a form's conditions.
            return False
        waiting, seen = [start], set()
        while waiting:
            name = waiting.pop()
            if name == goal:
                return True
            if name in seen or name not in self.items:
                continue
            seen.add(name)
            waiting += self._needs[name]
            waiting.append(self.items[name].within)
        return False


def _needs(item: Asked) -> set[str]:
    """What an item depends on by its condition and its calculation; one that can't be read says nothing."""
    notes = note(item.schema)
    found: set[str] = set()
    try:
        if "when" in notes:
            found |= {
                item.target(one.question) for one in conditions.comparisons(conditions.parse(notes["when"]))
            }
    except ConditionFault:
        pass
    try:
        if "calculate" in notes:
            found |= {item.target(name) for name in references(parse(notes["calculate"]))}
    except ExpressionFault:
        pass
    return found


def _asked(template: Mapping[str, Json]) -> Iterator[Asked]:
    flat = is_flat(template)
    for key, section in properties(sectioned(template)).items():
        place = "" if flat else f"/properties/{escaped(key)}"
        yield Asked(key, title_of(key, section), place, {} if flat else section, "")
        for name, question in properties(section).items():
            yield from _with_columns(
                f"{key}/{name}", name, question, f"{place}/properties/{escaped(name)}", key
            )


def _with_columns(name: str, key: str, schema: Json, place: str, within: str) -> Iterator[Asked]:
    yield Asked(name, title_of(key, schema), place, schema, within)
    items = schema.get("items") if isinstance(schema, Mapping) else None
    for column, inner in properties(items).items():
        inner_place = f"{place}/items/properties/{escaped(column)}"
        yield Asked(f"{name}/{column}", title_of(column, inner), inner_place, inner, name)
