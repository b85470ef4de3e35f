"""Walk through all facts that a table can meet, without listing them.

The inputs are walked one after another. Values that no rule tells apart are one choice, and what stays of the
past is only which rules may still lead and how far the derived columns have come. So the walk grows with what
the rules tell apart, not with the product of the inputs’ values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from aimwell.ruletables.columns import Derived, Input, Value, derived_values
from aimwell.ruletables.masks import Mask, Masks, rules_in

LIMIT = 500_000
"""Steps of a walk: a second or two at worst."""


class TooLarge(Exception):
    """A walk that took more steps than it may."""


@dataclass(kw_only=True)
class Budget:
    """The steps that one walk, or several together, may take."""

    left: int

    def spend(self, steps: int) -> None:
        """Take so many steps. Raises TooLarge when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise TooLarge


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Values of an input that make no difference to any rule. ``fed``: what the open derived columns get."""

    value: Value | None
    """One of them; None: not known."""
    count: int
    mask: Mask
    fed: tuple[Value | None, ...]


@dataclass(frozen=True, kw_only=True)
class Level:
    """One input of the walk. ``fits``: which choice a value belongs to."""

    name: str
    choices: tuple[Choice, ...]
    fits: Mapping[Value | None, Choice]
    feeds: tuple[int, ...]
    """Which derived columns it counts in."""
    closes: tuple[int, ...]
    """Which derived columns are complete after it."""
    to_come: Mask
    """The rules that look at something after it; the others are settled: if they fit so far, they fit."""


Place = tuple[Mask, tuple[Value | None, ...]]
"""Which rules may still lead, and how far each derived column has come (None once it is complete)."""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The levels of a table’s walk."""

    masks: Masks
    levels: tuple[Level, ...]
    derived: tuple[Derived, ...]
    leads: tuple[Mask, ...]
    """For each rule, itself and those that lead before it where they fit too."""

    @property
    def start(self) -> Place:
        """Before any input."""
        return self.masks.every, tuple(column.start for column in self.derived)

    def after(self, place: Place, level: Level, choice: Choice) -> Place:
        """Where a choice leads."""
        mask, so_far = place[0] & choice.mask, place[1]
        if level.feeds:
            now = list(so_far)
            for index, fed in zip(level.feeds, choice.fed, strict=True):
                now[index] = self.derived[index].added(now[index], fed)
            for index in level.closes:
                mask &= self.masks.of(self.derived[index].name, now[index])
                now[index] = None
            so_far = tuple(now)
        settled = mask & ~level.to_come & ((1 << len(self.leads)) - 1)
        while settled:
            rule = (settled & -settled).bit_length() - 1
            mask &= self.leads[rule]
            settled &= mask & ~(1 << rule)
        return mask, so_far


def walk_of(
    inputs: Sequence[Input], all_derived: Sequence[Derived], masks: Masks, leads: tuple[Mask, ...]
) -> Walk:
    """The walk of a table."""
    by_name = {asked.name: asked for asked in inputs}
    derived = tuple(column for column in all_derived if column.name in masks.columns)
    order = _order(list(by_name), derived, masks, (1 << len(leads)) - 1)
    stand_ins = [_stand_ins(column, by_name, masks) for column in derived]
    levels: list[Level] = []
    to_come = 0
    for place, name in reversed(list(enumerate(order))):
        feeds = tuple(index for index, column in enumerate(derived) if name in column.of)
        choices, fits = _choices(by_name[name], masks, [stand_ins[index] for index in feeds])
        closes = tuple(index for index in feeds if not set(derived[index].of) & set(order[place + 1 :]))
        levels.insert(
            0, Level(name=name, choices=choices, fits=fits, feeds=feeds, closes=closes, to_come=to_come)
        )
        to_come |= masks.looking(name)
        for index in closes:
            to_come |= masks.looking(derived[index].name)
    return Walk(masks=masks, levels=tuple(levels), derived=derived, leads=leads)


def masks_reached(walk: Walk, open_to: Mapping[str, Collection[Choice]]) -> Iterator[Mask]:
    """The different sets of rules that may lead, over every choice that is open. Raises TooLarge.

    ``open_to``: the choices of each input. In each set, the first in leading order is the one that leads.
    """
    budget = Budget(left=LIMIT)
    seen: set[tuple[int, Place]] = set()
    found: set[Mask] = set()
    waiting = [(0, walk.start)]
    while waiting:
        depth, place = waiting.pop()
        if not place[0] or depth == len(walk.levels):
            if place[0] not in found:
                found.add(place[0])
                yield place[0]
            continue
        level = walk.levels[depth]
        budget.spend(len(open_to[level.name]))
        for choice in open_to[level.name]:
            further = (depth + 1, walk.after(place, level, choice))
            if further not in seen:
                seen.add(further)
                waiting.append(further)


def _order(names: list[str], derived: Sequence[Derived], masks: Masks, rules: Mask) -> list[str]:
    """The inputs, those first that settle rules soon: it makes the walk several times shorter."""
    waiting = {}
    for name in names:
        counted_in = (masks.looking(column.name) for column in derived if name in column.of)
        waiting[name] = rules & reduce(or_, counted_in, masks.looking(name))
    order = []
    while waiting:
        missing = Counter(rule for mask in waiting.values() for rule in rules_in(mask))
        weights = {name: sum(1 / missing[rule] for rule in rules_in(mask)) for name, mask in waiting.items()}
        order.append(max(weights, key=lambda name: weights[name]))
        del waiting[order[-1]]
    return order


def _stand_ins(
    column: Derived, inputs: Mapping[str, Input], masks: Masks
) -> Mapping[Value | None, Value | None]:
    """For each value of a derived column, one that may stand in for it while the walk goes on.

    For the highest and lowest, neighbours that no rule tells apart are one; a sum needs every value.
    """
    if column.how == "all-known":
        return {None: None, **{value: True for name in column.of for value in inputs[name].values}}
    if column.how == "sum":
        return {None: None, **{value: value for name in column.of for value in inputs[name].values}}
    values = derived_values(column, inputs)
    found: dict[Value | None, Value | None] = {None: None}
    stand_in = before = None
    for value in values:
        mask = masks.of(column.name, value)
        if stand_in is None or mask != before:
            stand_in, before = value, mask
        found[value] = stand_in
    return found


def _choices(
    asked: Input, masks: Masks, stand_ins: list[Mapping[Value | None, Value | None]]
) -> tuple[tuple[Choice, ...], Mapping[Value | None, Choice]]:
    alike: dict[tuple[Mask, tuple[Value | None, ...]], list[Value]] = {}
    for value in asked.values:
        fed = tuple(stand_in[value] for stand_in in stand_ins)
        alike.setdefault((masks.of(asked.name, value), fed), []).append(value)
    fits: dict[Value | None, Choice] = {}
    for (mask, fed), values in alike.items():
        choice = Choice(value=values[0], count=len(values), mask=mask, fed=fed)
        fits |= dict.fromkeys(values, choice)
    nothing = tuple(None for _ in stand_ins)
    fits[None] = Choice(value=None, count=1, mask=masks.of(asked.name, None), fed=nothing)
    choices: dict[int, Choice] = {id(choice): choice for choice in fits.values()}
    return tuple(choices.values()), fits
