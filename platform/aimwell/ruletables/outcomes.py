"""What the rules that fit come to, under the hit policy of their table (DMN)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from aimwell.ruletables.masks import Mask, rules_in
from aimwell.ruletables.rules import Rule, Then
from aimwell.ruletables.table import Table

Fault = Literal["", "gap", "overlap", "contradiction"]

AGGREGATES: Mapping[str, Callable[[Sequence[float]], float]] = {
    "C+": sum,
    "C#": lambda numbers: float(len(numbers)),
    "C<": min,
    "C>": max,
}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the table itself says. ``rule``: the place of the rule that leads; None: otherwise, or a fault."""

    then: Then
    rule: int | None
    matched: tuple[int, ...]
    fault: Fault = ""
    number: float | None = None

    @property
    def says_otherwise(self) -> bool:
        """Whether it comes from “otherwise”."""
        return not self.matched and not self.fault


def outcome_of(table: Table, mask: Mask) -> Outcome:
    """What the rules of a mask come to. Where the table is at fault, it asks for more information."""
    matched = tuple(rules_in(mask))
    if not matched:
        if table.otherwise is None:
            return Outcome(then=_asking(table), rule=None, matched=(), fault="gap")
        return Outcome(then=table.otherwise.then, rule=None, matched=())
    rules = [table.rules[index] for index in matched]
    if table.policy == "U" and len(matched) > 1:
        return _at_fault(table, matched, "overlap")
    if table.policy == "A" and any(rule.then != rules[0].then for rule in rules):
        return _at_fault(table, matched, "contradiction")
    leading = leading_rule(table, mask)
    if table.policy == "F":
        matched = (leading,)
    return Outcome(
        then=table.rules[leading].then, rule=leading, matched=matched, number=_number(table.policy, rules)
    )


def leading_rule(table: Table, mask: Mask) -> int:
    """The place of the rule that leads among those of a mask, which has one at least."""
    return next(index for index in rules_in(mask) if table.leads[index] & mask == 1 << index)


def leading_then(table: Table, mask: Mask) -> Then:
    """What the rules of a mask come to, if they may fit together."""
    if mask:
        return table.rules[leading_rule(table, mask)].then
    return _asking(table) if table.otherwise is None else table.otherwise.then


def leading_id(table: Table, mask: Mask) -> str:
    """The id of the rule that leads; “otherwise” where none fits, or the guard against gaps."""
    if mask:
        return table.rules[leading_rule(table, mask)].id
    return "aimwell-gap" if table.otherwise is None else table.otherwise.id


def is_urgent(table: Table, outcome: Outcome) -> bool:
    """Whether the decision amounts to an urgent one."""
    return table.decision[outcome.then.decision].role == "urgent"


def _at_fault(table: Table, matched: tuple[int, ...], fault: Fault) -> Outcome:
    """Rules that may not fit together: it is asked for more, unless every one of them is urgent."""
    rules = [table.rules[index] for index in matched]
    first = min(rules, key=lambda rule: table.ranks[rule.then.decision])
    all_urgent = all(table.decision[rule.then.decision].role == "urgent" for rule in rules)
    return Outcome(then=first.then if all_urgent else _asking(table), rule=None, matched=matched, fault=fault)


def _asking(table: Table) -> Then:
    return Then(decision=table.asking.code)


def _number(policy: str, rules: Sequence[Rule]) -> float | None:
    if policy not in AGGREGATES:
        return None
    return AGGREGATES[policy]([rule.then.number or 0 for rule in rules])
