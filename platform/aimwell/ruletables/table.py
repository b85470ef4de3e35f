"""A decision table, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from aimwell.contracts import Purpose
from aimwell.ruletables.columns import Column, Derived, Input
from aimwell.ruletables.masks import Mask, Masks, masks_of
from aimwell.ruletables.rules import Case, Decision, Otherwise, Rule
from aimwell.ruletables.walking import Walk, walk_of

Policy = Literal["U", "A", "P", "F", "C", "C+", "C#", "C<", "C>"]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A decision table. ``decisions`` stand in their order of priority: the most pressing first."""

    name: str
    label: str
    purpose: Purpose
    policy: Policy
    inputs: tuple[Input, ...]
    derived: tuple[Derived, ...] = ()
    decisions: tuple[Decision, ...]
    rules: tuple[Rule, ...]
    otherwise: Otherwise | None = None
    cases: tuple[Case, ...] = ()
    summary: str = ""
    notes: str = ""
    citation: str = ""
    is_default: bool = False
    """A default of this project: to be approved locally before it is used."""

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Inputs, then derived columns, by name."""
        columns: tuple[Column, ...] = (*self.inputs, *self.derived)
        return {column.name: column for column in columns}

    @cached_property
    def decision(self) -> Mapping[str, Decision]:
        """Decisions by code, in their order of priority."""
        return {decision.code: decision for decision in self.decisions}

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Decision code to its place in the order of priority; 0 is the most pressing."""
        return {decision.code: rank for rank, decision in enumerate(self.decisions)}

    @cached_property
    def asking(self) -> Decision:
        """The decision that asks for more information: every table has one."""
        return next(decision for decision in self.decisions if decision.role == "more_information")

    @cached_property
    def masks(self) -> Masks:
        """Which rules take which values."""
        return masks_of(self.inputs, self.derived, self.rules)

    @cached_property
    def walk(self) -> Walk:
        """The way through all facts that it can meet."""
        return walk_of(self.inputs, self.derived, self.masks, self.leads)

    @cached_property
    def leads(self) -> tuple[Mask, ...]:
        """For each rule, itself and those that lead before it where they fit too.

        The most pressing decision leads where the policy says so, and else the first rule. Of a table in
        which only one rule may fit, or all agree, this holds as long as it keeps to that: which ``check``
        finds out pair by pair.
        """
        by_decision = self.policy[0] in "PC"
        order = sorted(
            range(len(self.rules)),
            key=lambda index: self.ranks[self.rules[index].then.decision] if by_decision else 0,
        )
        before, found = 0, [0] * len(order)
        for index in order:
            before |= 1 << index
            found[index] = before
        return tuple(found)
