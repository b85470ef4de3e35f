"""Which rule leads, over all combinations: how many each, and an example of one."""

from __future__ import annotations

from dataclasses import dataclass

from aimwell.ruletables.columns import Derived, Value
from aimwell.ruletables.conditions import Condition, Is
from aimwell.ruletables.masks import Mask, masks_of
from aimwell.ruletables.rules import Rule, Then
from aimwell.ruletables.table import Table
from aimwell.ruletables.walking import LIMIT, Budget, Choice, Place, Walk, walk_of

Known = dict[str, Value | None]


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Combinations in which the same rules fit. ``complete``: whether everything is known in them.

    ``mask``: of the rules that fit, those that are needed to tell which leads.
    """

    mask: Mask
    complete: bool
    count: int
    example: Known


def fits(table: Table) -> list[Fit]:
    """What can fit, over all combinations of the inputs, unknown included. Raises TooLarge.

    A rule of our own is added that fits when everything is known, so its bit tells that.
    """
    name = "aimwell-known"
    known = Derived(name=name, label=name, how="all-known", of=tuple(asked.name for asked in table.inputs))
    marker = Rule(
        id=name,
        when={name: Condition(tests=(Is(value=True),))},
        then=Then(decision=table.asking.code),
        reason=name,
    )
    derived, bit = (*table.derived, known), 1 << len(table.rules)
    masks = masks_of(table.inputs, derived, (*table.rules, marker))
    walk = walk_of(table.inputs, derived, masks, tuple(lead | bit for lead in table.leads))
    return [
        Fit(mask=mask & ~bit, complete=bool(mask & bit), count=step.ways, example=_example(walk, step))
        for mask, step in _swept(walk, Budget(left=LIMIT)).items()
    ]


def together(table: Table, budget: Budget, *rules: int) -> Fit | None:
    """The combinations in which all these rules fit; None when there are none. Raises TooLarge.

    For one rule or two it takes a few steps, however large the table is, unless they hang on a large sum.
    """
    chosen = [table.rules[index] for index in rules]
    masks = masks_of(table.inputs, table.derived, chosen)
    if any(masks.every not in by_value.values() for by_value in masks.columns.values()):
        return None
    walk = walk_of(table.inputs, table.derived, masks, leads=())
    step = _swept(walk, budget).get(masks.every)
    if step is None:
        return None
    return Fit(mask=masks.every, complete=False, count=step.ways, example=_example(walk, step))


@dataclass(frozen=True, kw_only=True)
class _Step:
    """How a place was first come to, and in how many ways it can be."""

    before: _Step | None
    choice: Choice | None
    ways: int


def _swept(walk: Walk, budget: Budget) -> dict[Mask, _Step]:
    """All that the walk leads to, level by level: places that are alike are one. Raises TooLarge."""
    here: dict[Place, _Step] = {walk.start: _Step(before=None, choice=None, ways=1)}
    for level in walk.levels:
        after: dict[Place, tuple[_Step, Choice, int]] = {}
        for place, step in here.items():
            budget.spend(len(level.choices))
            for choice in level.choices:
                there = walk.after(place, level, choice)
                first = after.get(there)
                ways = step.ways * choice.count
                after[there] = (step, choice, ways) if first is None else (*first[:2], first[2] + ways)
        here = {
            place: _Step(before=step, choice=choice, ways=ways)
            for place, (step, choice, ways) in after.items()
        }
    # At the end every derived column is complete, so the rules alone tell the places apart.
    return {mask: step for (mask, _), step in here.items()}


def _example(walk: Walk, step: _Step) -> Known:
    """The facts of one way there."""
    found: Known = {}
    at: _Step | None = step
    for level in reversed(walk.levels):
        assert at is not None
        assert at.choice is not None
        found[level.name], at = at.choice.value, at.before
    return found
