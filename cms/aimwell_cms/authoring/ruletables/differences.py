"""What changes from one version of a table to the next, rule by rule and in plain words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.ruletables import Column, Derived, Input, Rule, Table, Then, condition_words
from aimwell_cms.authoring.ruletables.words import HOWS, INTENTS, POLICY_LABELS, PURPOSES, ROLES

NOTHING = "anything"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that changes: what it is about, and sentences about it."""

    about: str
    told: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RuleWords:
    """A rule in words: what it looks at, and what it leads to."""

    id: str
    when: tuple[tuple[str, str], ...]
    then: str
    reason: str


def rules_in_words(table: Table) -> list[RuleWords]:
    """Each rule of a table, to be read."""
    return [
        RuleWords(
            id=rule.id,
            when=tuple((table.columns[name].label, cell_of(table, rule, name)) for name in rule.when),
            then=then_words(table, rule.then),
            reason=rule.reason,
        )
        for rule in table.rules
    ]


def cell_of(table: Table, rule: Rule, name: str) -> str:
    """A cell in words."""
    condition = rule.when.get(name)
    return NOTHING if condition is None else condition_words(condition, table.columns[name])


def then_words(table: Table, then: Then) -> str:
    """What a rule leads to, in words."""
    decision = table.decision[then.decision]
    level = decision.level if then.level is None else then.level
    parts = [decision.label]
    if level is not None:
        parts.append(f"level {level}")
    if then.intent:
        parts.append(INTENTS[then.intent].lower())
    if then.number is not None:
        parts.append(f"number {then.number:g}")
    return ", ".join(parts)


def changes(before: Table, after: Table) -> list[Change]:
    """Everything that differs, in the order of the page. Empty: they say the same."""
    found = [
        Change(about="The table", told=tuple(_table(before, after))),
        *_entries("Asks for", _columns(before), _columns(after)),
        *_entries("Decision", _decisions(before), _decisions(after)),
        *_rules(before, after),
        Change(about="Where no rule fits", told=tuple(_otherwise(before, after))),
        Change(about="Cases", told=tuple(_cases(before, after))),
    ]
    return [change for change in found if change.told]


def _table(before: Table, after: Table) -> Iterator[str]:
    for what, of in (
        ("name", lambda table: table.label),
        ("purpose", lambda table: PURPOSES[table.purpose]),
        ("way with several rules that fit", lambda table: POLICY_LABELS[table.policy]),
        ("summary", lambda table: table.summary),
        ("source", lambda table: table.citation),
        ("notes", lambda table: table.notes),
    ):
        if of(before) != of(after):
            yield _was(f"The {what}", of(before), of(after))


def _columns(table: Table) -> dict[str, tuple[str, str]]:
    return {name: (column.label, _column_words(table, column)) for name, column in table.columns.items()}


def _column_words(table: Table, column: Column) -> str:
    if isinstance(column, Derived):
        of = ", ".join(table.columns[name].label for name in column.of)
        return f"“{column.label}”, {HOWS[column.how].lower()}: {of}"
    hint = f" (help: {column.hint})" if column.hint else ""
    return f"“{column.label}”, {_values(column)}{hint}"


def _values(asked: Input) -> str:
    if asked.kind == "whole-number":
        return f"a whole number from {asked.minimum} to {asked.maximum}"
    if asked.kind == "yes-no":
        return "yes or no"
    return "one of: " + ", ".join(f"{option.value} = {option.label}" for option in asked.options)


def _decisions(table: Table) -> dict[str, tuple[str, str]]:
    return {
        code: (
            decision.label,
            f"“{decision.label}”, number {rank} in the order"
            + (f", amounts to: {ROLES[decision.role].lower()}" if decision.role else "")
            + (f", level {decision.level}" if decision.level else ""),
        )
        for rank, (code, decision) in enumerate(table.decision.items(), start=1)
    }


def _entries(
    what: str, before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]
) -> Iterator[Change]:
    for key, (label, words) in after.items():
        if key not in before:
            yield Change(about=f"{what} {label}", told=(f"New: {words}.",))
        elif words != before[key][1]:
            yield Change(about=f"{what} {label}", told=(f"Was {before[key][1]}; is {words}.",))
    for key, (label, _) in before.items():
        if key not in after:
            yield Change(about=f"{what} {label}", told=("Taken out.",))


def _rules(before: Table, after: Table) -> Iterator[Change]:
    old = {rule.id: rule for rule in before.rules}
    new = {rule.id: rule for rule in after.rules}
    for rule in after.rules:
        if rule.id not in old:
            yield Change(about=f"Rule {rule.id}", told=(f"New: {_rule_words(after, rule)}",))
        elif told := tuple(_rule_changes(before, old[rule.id], after, rule)):
            yield Change(about=f"Rule {rule.id}", told=told)
    for rule in before.rules:
        if rule.id not in new:
            yield Change(about=f"Rule {rule.id}", told=(f"Taken out. It said: {_rule_words(before, rule)}",))
    stay_before = [rule.id for rule in before.rules if rule.id in new]
    stay_after = [rule.id for rule in after.rules if rule.id in old]
    if stay_before != stay_after:
        told = _was("Their order", ", ".join(stay_before), ", ".join(stay_after))
        yield Change(about="The rules", told=(told,))


def _rule_words(table: Table, rule: Rule) -> str:
    when = "; ".join(f"{table.columns[name].label}: {cell_of(table, rule, name)}" for name in rule.when)
    return f"{when or 'Whatever is answered'} → {then_words(table, rule.then)}. {rule.reason}"


def _rule_changes(before: Table, old: Rule, after: Table, new: Rule) -> Iterator[str]:
    for name in dict.fromkeys((*old.when, *new.when)):
        # A column that is gone is told of once, where the columns are.
        if name in after.columns and old.when.get(name) != new.when.get(name):
            was = cell_of(before, old, name) if name in before.columns else NOTHING
            yield _was(after.columns[name].label, was, cell_of(after, new, name))
    if then_words(before, old.then) != then_words(after, new.then):
        yield _was("It leads to", then_words(before, old.then), then_words(after, new.then))
    if old.reason != new.reason:
        yield _was("The reason", old.reason, new.reason)


def _otherwise(before: Table, after: Table) -> Iterator[str]:
    for what, of in (
        (
            "It leads to",
            lambda table: then_words(table, table.otherwise.then) if table.otherwise else "nothing",
        ),
        ("The reason", lambda table: table.otherwise.reason if table.otherwise else ""),
    ):
        if of(before) != of(after):
            yield _was(what, of(before), of(after))


def _cases(before: Table, after: Table) -> Iterator[str]:
    old = {case.name: case for case in before.cases}
    new: dict[str, Any] = {case.name: case for case in after.cases}
    for name, case in new.items():
        expected = after.decision[case.decision].label
        if name not in old:
            yield f"New: “{name}”, expected: {expected}."
        elif case.decision != old[name].decision:
            was = before.decision[old[name].decision].label
            yield _was(f"What “{name}” expects", was, expected)
        elif case != old[name]:
            yield f"“{name}” has other facts."
    yield from (f"Taken out: “{name}”." for name in old if name not in new)


def _was(what: str, before: str, after: str) -> str:
    return f"{what}: was “{before}”, is “{after}”." if before else f"{what}: “{after}”."
