"""Check the conditions of a template: each must ask for an earlier answer, and for one that can be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema import patterns
from aimwell.formschema.conditions import (
    NUMERIC,
    ROW,
    VALUELESS,
    Comparison,
    Condition,
    ConditionFault,
    comparisons,
    parse,
    same,
)
from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import (
    DATE_PATTERN,
    NOTE,
    escaped,
    is_flat,
    note,
    option_pairs,
    properties,
    sectioned,
    title_of,
    widget_of,
)

Json = Any

_COMPARED = frozenset({"equals", "not_equals", "one_of"})
_FITTING: Mapping[str, frozenset[str]] = {
    "short-text": VALUELESS | _COMPARED,
    "long-text": VALUELESS,
    "number": VALUELESS | _COMPARED | NUMERIC,
    "date": VALUELESS | _COMPARED,
    "yes-no": VALUELESS | {"equals", "not_equals"},
    "one-of": VALUELESS | _COMPARED,
    "several-of": VALUELESS | {"includes"},
    "scale": VALUELESS | _COMPARED | NUMERIC,
    "group": VALUELESS,
    "measure": VALUELESS,
}


@dataclass(frozen=True)
class _Asked:
    """A section or question at its place in the order of asking."""

    name: str
    title: str
    place: str
    schema: Json
    within: str
    """The name of what holds it: a section, or a group for a column; empty for a section."""

    @property
    def is_column(self) -> bool:
        return "/" in self.within


def condition_problems(template: Mapping[str, Json]) -> Iterator[Problem]:
    """The problems of every condition, in the order of asking."""
    asked = {item.name: item for item in _asked(template)}
    order = {name: position for position, name in enumerate(asked)}
    read: dict[str, Condition] = {}
    for item in asked.values():
        notes = note(item.schema)
        if "when" not in notes:
            continue
        try:
            read[item.name] = parse(notes["when"])
        except ConditionFault as fault:
            yield Problem(
                id="condition-malformed",
                place=f"{item.place}/{NOTE}/when{fault.place}",
                message=f"The condition of ‘{item.title}’ can’t be read: {fault.message}",
                remedy=fault.remedy,
            )
    needs = {
        name: {_target(asked[name], part) for part in comparisons(condition)}
        for name, condition in read.items()
    }
    # While every condition asks for something earlier there is no cycle to look for.
    may_circle = any(
        order.get(target, -1) >= order[name] for name, targets in needs.items() for target in targets
    )
    for name, condition in read.items():
        yield from _problems_of(asked[name], condition, asked, order, needs if may_circle else {})


def _asked(template: Mapping[str, Json]) -> Iterator[_Asked]:
    flat = is_flat(template)
    for key, section in properties(sectioned(template)).items():
        place = "" if flat else f"/properties/{escaped(key)}"
        yield _Asked(key, title_of(key, section), place, {} if flat else section, "")
        for name, question in properties(section).items():
            yield from _with_columns(
                f"{key}/{name}", name, question, f"{place}/properties/{escaped(name)}", key
            )


def _with_columns(name: str, key: str, schema: Json, place: str, within: str) -> Iterator[_Asked]:
    yield _Asked(name, title_of(key, schema), place, schema, within)
    items = schema.get("items") if isinstance(schema, Mapping) else None
    for column, inner in properties(items).items():
        inner_place = f"{place}/items/properties/{escaped(column)}"
        yield _Asked(f"{name}/{column}", title_of(column, inner), inner_place, inner, name)


def _target(item: _Asked, comparison: Comparison) -> str:
    name = comparison.question
    return f"{item.within}/{name[len(ROW) :]}" if name.startswith(ROW) else name


def _problems_of(
    item: _Asked,
    condition: Condition,
    asked: Mapping[str, _Asked],
    order: Mapping[str, int],
    needs: Mapping[str, set[str]],
) -> Iterator[Problem]:
    place = f"{item.place}/{NOTE}/when"
    parts = list(comparisons(condition))
    in_row = {part.question.startswith(ROW) for part in parts}
    if True in in_row and not item.is_column:
        yield Problem(
            id="condition-row",
            place=place,
            message=f"The condition of ‘{item.title}’ asks for an answer of its row, but it is in none.",
            remedy="Name the question as section/question.",
        )
        return
    if len(in_row) == 2:
        yield Problem(
            id="condition-mixed",
            place=place,
            message=f"The condition of ‘{item.title}’ asks for answers of its row and for others.",
            remedy="Use answers of the same row only (./question), or other answers only (section/question).",
        )
    for part in parts:
        yield from _comparison_problems(item, part, place, asked, order, needs)


def _comparison_problems(
    item: _Asked,
    part: Comparison,
    place: str,
    asked: Mapping[str, _Asked],
    order: Mapping[str, int],
    needs: Mapping[str, set[str]],
) -> Iterator[Problem]:
    name = _target(item, part)
    target = asked.get(name)
    if target is None or not target.within or (target.is_column and target.within != item.within):
        yield Problem(
            id="condition-unknown-question",
            place=place,
            message=f"‘{item.title}’ depends on “{part.question[:150]}”, which is no question it can use.",
            remedy="Name an earlier question as section/question (in a row: ./question for the same row).",
        )
    elif _leads_back(name, item.name, asked, needs):
        yield Problem(
            id="condition-cycle",
            place=place,
            message=f"‘{item.title}’ and ‘{target.title}’ depend on each other, so neither can be asked.",
            remedy="Take the condition off one of them.",
        )
    elif order[name] >= order[item.name] or name == item.within:
        yield Problem(
            id="condition-later-question",
            place=place,
            message=f"‘{item.title}’ depends on ‘{target.title}’, which isn’t asked before it.",
            remedy=f"Move ‘{target.title}’ before ‘{item.title}’, or depend on an earlier question.",
        )
    elif fault := _misfit(part, target):
        yield Problem(id="condition-value", place=place, message=fault[0], remedy=fault[1])


def _leads_back(start: str, goal: str, asked: Mapping[str, _Asked], needs: Mapping[str, set[str]]) -> bool:
    """Whether what ``start`` depends on, its section included, comes to depend on ``goal``."""
    waiting, seen = [start], set()
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name in seen or name not in asked:
            continue
        seen.add(name)
        waiting += needs.get(name, ())
        waiting.append(asked[name].within)
    return False


def _misfit(part: Comparison, target: _Asked) -> tuple[str, str] | None:
    """Why a comparison can't be made with the answers to its question, and what to do; None when it can."""
    widget = widget_of(target.schema) or ""
    fitting = _FITTING.get(widget, frozenset())
    if not fitting:
        return f"‘{target.title}’ gives no answer to depend on.", "Depend on a question."
    if part.operator not in fitting:
        return (
            f"“{part.operator}” can’t be used with ‘{target.title}’, which is asked as {widget}.",
            f"Use one of: {', '.join(sorted(fitting))}.",
        )
    if part.operator in VALUELESS:
        return None
    values = part.value if isinstance(part.value, tuple) else (part.value,)
    if all(_can_be(value, widget, target.schema) for value in values):
        return None
    return (
        f"The answer to ‘{target.title}’ can never be what the condition compares it with.",
        "Choose one of its answers.",
    )


def _can_be(value: Json, widget: str, schema: Mapping[str, Json]) -> bool:
    if widget == "yes-no":
        return isinstance(value, bool)
    if widget in ("one-of", "several-of"):
        return any(same(value, option) for option, _ in option_pairs(schema))
    if widget in ("number", "scale"):
        return _is_in_range(value, schema)
    if widget == "date":
        return isinstance(value, str) and patterns.found_in(DATE_PATTERN, value)
    return isinstance(value, str) and bool(value.strip())


def _is_in_range(value: Json, schema: Mapping[str, Json]) -> bool:
    if isinstance(value, (bool, str)):
        return False
    low, high = schema.get("minimum"), schema.get("maximum")
    return not (
        (isinstance(low, (int, float)) and value < low) or (isinstance(high, (int, float)) and value > high)
    )
