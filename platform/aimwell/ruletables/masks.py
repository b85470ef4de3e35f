"""Which rules take which value of a column, as bits: bit 0 is the first rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aimwell.ruletables.columns import Derived, Input, Value, derived_values
from aimwell.ruletables.rules import Rule

Mask = int


@dataclass(frozen=True, kw_only=True)
class Masks:
    """For each column that a rule looks at: value (None: not known) to the rules that take it."""

    every: Mask
    columns: Mapping[str, Mapping[Value | None, Mask]]
    lookers: Mapping[str, Mask]

    def of(self, column: str, value: Value | None) -> Mask:
        """The rules that take this value. A column that no rule looks at is taken by all."""
        return self.columns[column][value] if column in self.columns else self.every

    def looking(self, column: str) -> Mask:
        """The rules that look at a column."""
        return self.lookers.get(column, 0)


def masks_of(inputs: Sequence[Input], derived: Sequence[Derived], rules: Sequence[Rule]) -> Masks:
    """The masks of a table."""
    by_name = {asked.name: asked for asked in inputs}
    values = {asked.name: asked.values for asked in inputs}
    values |= {column.name: derived_values(column, by_name) for column in derived}
    looked_at = {name for rule in rules for name in rule.when}
    every = (1 << len(rules)) - 1
    return Masks(
        every=every,
        columns={name: _by_value(rules, name, its) for name, its in values.items() if name in looked_at},
        lookers={
            name: sum(1 << index for index, rule in enumerate(rules) if name in rule.when)
            for name in looked_at
        },
    )


def _by_value(rules: Sequence[Rule], column: str, values: Sequence[Value]) -> Mapping[Value | None, Mask]:
    looking = [(1 << index, rule.when[column]) for index, rule in enumerate(rules) if column in rule.when]
    others = (1 << len(rules)) - 1 - sum(bit for bit, _ in looking)
    return {
        value: others | sum(bit for bit, condition in looking if condition.takes(value))
        for value in (*values, None)
    }


def rules_in(mask: Mask) -> list[int]:
    """The places of the rules in a mask, in their order."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
