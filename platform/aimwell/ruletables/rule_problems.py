"""What is wrong with the cells and the reason of a rule."""

from __future__ import annotations

from collections.abc import Iterator

from aimwell.formschema.problems import Problem
from aimwell.ruletables.columns import Column, Input
from aimwell.ruletables.conditions import Between, Is, Test
from aimwell.ruletables.reasons import PLACEHOLDER
from aimwell.ruletables.rules import Rule
from aimwell.ruletables.table import Table


def condition_problems(place: str, rule: Rule, table: Table) -> Iterator[Problem]:
    """The problems of a rule’s cells."""
    for name, condition in rule.when.items():
        at = f"{place}/when/{name}"
        column = table.columns.get(name)
        if column is None:
            yield Problem(
                id="rule-column",
                place=at,
                message=f"Rule {rule.id} looks at “{name}”, which is no column of this table.",
                remedy="Name an input or a derived column, or take it out.",
            )
            continue
        for test in condition.tests:
            if fault := misfit(test, column, table):
                yield Problem(
                    id="rule-condition", place=at, message=f"Rule {rule.id}: {fault[0]}", remedy=fault[1]
                )


def misfit(test: Test, column: Column, table: Table) -> tuple[str, str] | None:
    """Why a test can’t be one of this column, and what to do; None when it can."""
    if isinstance(test, Between):
        if column.kind != "whole-number":
            return f"‘{column.label}’ has no numbers to lie between.", "Name its values."
        if test.low is not None and test.high is not None and test.low > test.high:
            return (
                f"‘{column.label}’ can’t be from {test.low} to {test.high}.",
                "Put the smaller number first.",
            )
        return None
    if not isinstance(test, Is) or _has(column, test.value, table):
        return None
    return f"‘{column.label}’ can’t be “{_written(test.value)}”.", f"It can be {_range(column)}."


def reason_problems(place: str, reason: str, table: Table) -> Iterator[Problem]:
    """The names in a reason that are no column’s."""
    for name in PLACEHOLDER.findall(reason):
        if name not in table.columns:
            yield Problem(
                id="reason-name",
                place=place,
                message=f"The reason names {{{name}}}, which is no column of this table.",
                remedy="Name an input or a derived column, or take the braces out.",
            )
    if not reason.strip():
        yield Problem(
            id="reason-empty", place=place, message="There is no reason.", remedy="Say why, in a sentence."
        )


def _has(column: Column, value: object, table: Table) -> bool:
    if isinstance(column, Input):
        return column.has(value)
    if column.kind == "yes-no":
        return type(value) is bool
    # A derived number may be named as any: which it can have hangs on inputs that may be at fault themselves.
    return type(value) is int


def _written(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _range(column: Column) -> str:
    if column.kind == "yes-no":
        return "yes or no"
    if isinstance(column, Input) and column.kind == "one-of":
        return ", ".join(option.value for option in column.options)
    if isinstance(column, Input):
        return f"a whole number from {column.minimum} to {column.maximum}"
    return "a whole number"
