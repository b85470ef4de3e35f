"""Rules that fit the same facts, and may not: found pair by pair, however large the table is."""

from __future__ import annotations

from collections.abc import Iterator

from aimwell.ruletables.findings import Finding, found
from aimwell.ruletables.masks import Mask, rules_in
from aimwell.ruletables.sweeping import together
from aimwell.ruletables.table import Table
from aimwell.ruletables.walking import Budget

MOST = 50
"""Pairs that are told: nobody reads more, and one correction often mends many."""


def pair_findings(table: Table, budget: Budget) -> Iterator[Finding]:
    """Overlaps and contradictions, in the order of the rules. Raises TooLarge."""
    told = 0
    for here, there in _meeting(table):
        one, other = table.rules[here], table.rules[there]
        differ = one.then != other.then
        alike = differ and one.when == other.when and table.policy[0] != "C"
        if not (alike or table.policy == "U" or (table.policy == "A" and differ)):
            continue
        fit = together(table, budget, here, there)
        if fit is None:
            continue
        if told == MOST:
            yield Finding(
                id="too-many",
                place="/rules",
                message=f"More rules fit the same facts than the {MOST} pairs told here.",
                remedy="Correct these first, and check again.",
            )
            return
        told += 1
        contradicts = alike or table.policy == "A"
        yield found(
            table,
            "contradiction" if contradicts else "overlap",
            f"/rules/{there}",
            f"Rules {one.id} and {other.id} fit the same facts"
            + (", and say different things." if contradicts else ", and only one rule may."),
            f"Change a condition of {one.id} or {other.id}, so that only one of them fits.",
            rules=(one.id, other.id),
            fit=fit,
        )


def _meeting(table: Table) -> Iterator[tuple[int, int]]:
    """Pairs that share a value in every column: the others can’t meet."""
    shared: list[dict[int, Mask]] = []
    for by_value in table.masks.columns.values():
        meets: dict[int, Mask] = {}
        for mask in set(by_value.values()):
            for rule in rules_in(mask):
                meets[rule] = meets.get(rule, 0) | mask
        shared.append(meets)
    for rule in range(len(table.rules)):
        mask = table.masks.every
        for meets in shared:
            mask &= meets.get(rule, 0)
        yield from ((rule, other) for other in rules_in(mask >> (rule + 1) << (rule + 1)))
