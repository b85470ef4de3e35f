"""Conditions and facts in words, for the people who read a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aimwell.ruletables.columns import Column, Value
from aimwell.ruletables.conditions import Between, Condition, Is, IsKnown, Test
from aimwell.ruletables.table import Table


def condition_words(condition: Condition | None, column: Column) -> str:
    """What a cell takes: “2 to 3, or not known”."""
    if condition is None:
        return "anything"
    said = _either([_said(test, column) for test in condition.tests])
    return f"known, and not: {said}" if condition.negated else said


def facts_words(table: Table, facts: Mapping[str, Value | None]) -> tuple[str, ...]:
    """Facts, a line an input: “Timing of harm: Harm that can be undone”."""
    return tuple(f"{asked.label}: {asked.said(facts.get(asked.name))}" for asked in table.inputs)


def _said(test: Test, column: Column) -> str:
    if isinstance(test, Is):
        return column.said(test.value)
    if isinstance(test, IsKnown):
        return "known"
    if not isinstance(test, Between):
        return "not known"
    if test.low is None:
        return f"{test.high} or less"
    return f"{test.low} or more" if test.high is None else f"{test.low} to {test.high}"


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])}, or {words[-1]}" if len(words) > 1 else words[0]
