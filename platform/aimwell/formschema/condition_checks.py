"""Check the conditions of a template: each must ask for an earlier answer, and for one that can be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aimwell.formschema import patterns
from aimwell.formschema.asking import Asked, Asking
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
from aimwell.formschema.shape import DATE_PATTERN, NOTE, answered_as, note, option_pairs

Json = Any

_COMPARED = frozenset({"equals", "not_equals", "one_of"})
FITTING: Mapping[str, frozenset[str]] = {
    "short-text": VALUELESS | _COMPARED,
    "long-text": VALUELESS,
    "number": VALUELESS | _COMPARED | NUMERIC,
    "date": VALUELESS | _COMPARED,
    "yes-no": VALUELESS | {"equals", "not_equals"},
    "one-of": VALUELESS | _COMPARED,
    "path": VALUELESS | _COMPARED,
    "several-of": VALUELESS | {"includes"},
    "scale": VALUELESS | _COMPARED | NUMERIC,
    "group": VALUELESS,
    "measure": VALUELESS,
}
"""The comparisons that fit each kind of question."""


def condition_problems(template: Mapping[str, Json], asking: Asking) -> Iterator[Problem]:
    """The problems of every condition, in the order of asking."""
    for item in asking.items.values():
        notes = note(item.schema)
        if "when" not in notes:
            continue
        place = f"{item.place}/{NOTE}/when"
        try:
            condition = parse(notes["when"])
        except ConditionFault as fault:
            yield Problem(
                id="condition-malformed",
                place=f"{place}{fault.place}",
                message=f"The condition of ‘{item.title}’ can’t be read: {fault.message}",
                remedy=fault.remedy,
            )
        else:
            yield from problems_of(item, condition, place, asking)


def problems_of(item: Asked, condition: Condition, place: str, asking: Asking) -> Iterator[Problem]:
    """The problems of one condition that ``item`` depends on."""
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
        yield from _comparison_problems(item, part, place, asking)


def _comparison_problems(
    item: Asked,
    part: Comparison,
    place: str,
    asking: Asking,
) -> Iterator[Problem]:
    name = item.target(part.question)
    target = asking.items.get(name)
    if target is None or not target.within or (target.is_column and target.within != item.within):
        yield Problem(
            id="condition-unknown-question",
            place=place,
            message=f"‘{item.title}’ depends on “{part.question[:150]}”, which is no question it can use.",
            remedy="Name an earlier question as section/question (in a row: ./question for the same row).",
        )
    elif asking.order[name] < asking.order[item.name] and name != item.within:
        if fault := _misfit(part, target):
            yield Problem(id="condition-value", place=place, message=fault[0], remedy=fault[1])
    elif asking.leads_back(name, item.name):
        yield Problem(
            id="condition-cycle",
            place=place,
            message=f"‘{item.title}’ and ‘{target.title}’ depend on each other, so neither can be asked.",
            remedy="Take the condition off one of them.",
        )
    else:
        yield Problem(
            id="condition-later-question",
            place=place,
            message=f"‘{item.title}’ depends on ‘{target.title}’, which isn’t asked before it.",
            remedy=f"Move ‘{target.title}’ before ‘{item.title}’, or depend on an earlier question.",
        )


def _misfit(part: Comparison, target: Asked) -> tuple[str, str] | None:
    """Why a comparison can't be made with the answers to its question, and what to do; None when it can."""
    widget = answered_as(target.schema)
    fitting = FITTING.get(widget, frozenset())
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
    if widget in ("one-of", "path", "several-of"):
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
