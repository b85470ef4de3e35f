"""What is wrong with a table beyond its shape: names, values, and what safety asks of every table."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from aimwell.formschema.problems import Problem
from aimwell.ruletables.columns import Derived, Input
from aimwell.ruletables.guards import RESERVED
from aimwell.ruletables.outcomes import AGGREGATES
from aimwell.ruletables.rule_problems import condition_problems, reason_problems
from aimwell.ruletables.rules import Then
from aimwell.ruletables.table import Table

MOST_VALUES = 1001
"""Of a whole number: 0 to 1,000."""
KNOWN_WORDS = ("known", "unknown", "not", "yes", "no")
"""Words of the conditions, which no option’s value may be."""


class TableRefused(ValueError):
    """A text that is no table. ``problems`` holds every fault found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.place or '/'}: {problem.message}" for problem in problems))
        self.problems = problems


def problems_of(table: Table) -> Iterator[Problem]:
    """Every problem of a table whose document has the right shape, in the order of the document."""
    yield from _repeated("/inputs", "name", [asked.name for asked in table.inputs])
    taken = {asked.name for asked in table.inputs}
    yield from _repeated("/derived", "name", [column.name for column in table.derived], taken)
    for index, asked in enumerate(table.inputs):
        yield from _input_problems(f"/inputs/{index}", asked)
    for index, column in enumerate(table.derived):
        yield from _derived_problems(f"/derived/{index}", column, table)
    yield from _decision_problems(table)
    yield from _rule_problems(table)
    yield from _case_problems(table)


def _input_problems(place: str, asked: Input) -> Iterator[Problem]:
    if asked.kind == "one-of":
        values = [option.value for option in asked.options]
        if not values:
            yield _problem(
                "input-options", f"{place}/options", f"‘{asked.label}’ has no options.", "Give it options."
            )
        yield from _repeated(f"{place}/options", "value", values)
        for index, value in enumerate(values):
            if value in KNOWN_WORDS:
                yield _problem(
                    "input-reserved",
                    f"{place}/options/{index}/value",
                    f"“{value}” is a word of the conditions, so no option can be called so.",
                    "Every input can be unknown anyway: take this option out, or give it another value.",
                )
    elif asked.options:
        yield _problem(
            "input-options", f"{place}/options", f"‘{asked.label}’ is no choice.", "Take its options out."
        )
    if asked.kind == "whole-number" and not 1 <= asked.maximum - asked.minimum < MOST_VALUES:
        yield _problem(
            "input-range",
            f"{place}/maximum",
            f"‘{asked.label}’ must have a highest value above its lowest, and at most {MOST_VALUES} values.",
            "Set the lowest and the highest value, or make it a choice of ranges.",
        )


def _derived_problems(place: str, column: Derived, table: Table) -> Iterator[Problem]:
    inputs = {asked.name: asked for asked in table.inputs}
    for index, name in enumerate(column.of):
        if name not in inputs:
            message, remedy = f"‘{column.label}’ names “{name}”, which is no input.", "Name an input."
        elif column.how != "all-known" and inputs[name].kind != "whole-number":
            message = f"‘{column.label}’ needs numbers, and ‘{inputs[name].label}’ is none."
            remedy = "Take it out, or make it a whole number."
        else:
            continue
        yield _problem("derived-input", f"{place}/of/{index}", message, remedy)


def _decision_problems(table: Table) -> Iterator[Problem]:
    yield from _repeated("/decisions", "code", [decision.code for decision in table.decisions])
    roles = [decision.role for decision in table.decisions]
    if roles.count("more_information") != 1:
        yield _problem(
            "decision-asking",
            "/decisions",
            "Exactly one decision must have the role “more information”: it is what an unknown or a fault "
            "leads to.",
            "Give that role to one decision.",
        )
    for index, decision in enumerate(table.decisions):
        place = f"/decisions/{index}/role"
        if decision.code in _ROLES and decision.role != decision.code:
            yield _problem(
                "decision-role",
                place,
                f"The decision “{decision.code}” must have the role of its name.",
                "Give it that role, or another code.",
            )
        elif decision.role is None and table.purpose == "triage":
            yield _problem(
                "decision-role",
                place,
                f"‘{decision.label}’ has no role. What keeps people safe goes by the roles.",
                "Say whether it amounts to urgent, routine, not necessary or more information.",
            )


def _rule_problems(table: Table) -> Iterator[Problem]:
    ids = [rule.id for rule in table.rules]
    yield from _repeated("/rules", "id", ids)
    for index, rule in enumerate(table.rules):
        place = f"/rules/{index}"
        yield from _id_problems(f"{place}/id", rule.id)
        yield from condition_problems(place, rule, table)
        yield from _then_problems(f"{place}/then", rule.then, table)
        yield from reason_problems(f"{place}/reason", rule.reason, table)
    if table.otherwise is not None:
        yield from _id_problems("/otherwise/id", table.otherwise.id, ids)
        yield from _then_problems("/otherwise/then", table.otherwise.then, table, counts=False)
        yield from reason_problems("/otherwise/reason", table.otherwise.reason, table)


def _id_problems(place: str, rule_id: str, taken: Collection[str] = ()) -> Iterator[Problem]:
    if rule_id.casefold().startswith(RESERVED):
        yield _problem(
            "rule-id", place, f"Ids that begin with “{RESERVED}” are Aimwell’s own.", "Give it another id."
        )
    if rule_id in taken:
        yield _problem("repeated", place, f"The id “{rule_id}” stands twice.", "Give it another id.")


def _then_problems(place: str, then: Then, table: Table, *, counts: bool = True) -> Iterator[Problem]:
    decision = table.decision.get(then.decision)
    if decision is None:
        yield _problem(
            "rule-decision",
            f"{place}/decision",
            f"“{then.decision}” is no decision of this table.",
            "Choose one of its decisions.",
        )
        return
    level = decision.level if then.level is None else then.level
    if decision.role == "not_necessary" and level not in (1, 2):
        yield _problem(
            "rule-offer",
            f"{place}/level",
            f"‘{decision.label}’ offers nothing: it must have level 1 or 2.",
            "Say whether pages of advice (level 1) or a consultation (level 2) are offered.",
        )
    if counts and table.policy in AGGREGATES and table.policy != "C#" and then.number is None:
        yield _problem(
            "rule-number",
            f"{place}/number",
            "This table collects numbers, and this rule has none.",
            "Give it a number, or choose another hit policy.",
        )


def _case_problems(table: Table) -> Iterator[Problem]:
    inputs = {asked.name: asked for asked in table.inputs}
    yield from _repeated("/cases", "name", [case.name for case in table.cases])
    for index, case in enumerate(table.cases):
        for name, value in case.facts.items():
            place = f"/cases/{index}/facts/{name}"
            if name not in inputs:
                yield _problem("case-fact", place, f"“{name}” is no input.", "Name an input, or take it out.")
            elif not inputs[name].has(value):
                yield _problem(
                    "case-fact", place, f"‘{inputs[name].label}’ can’t be that.", "Give a value that it has."
                )
        if case.decision not in table.decision:
            yield _problem(
                "case-decision",
                f"/cases/{index}/decision",
                f"“{case.decision}” is no decision of this table.",
                "Choose one of its decisions.",
            )


_ROLES = ("urgent", "routine", "not_necessary", "more_information")


def _repeated(place: str, field: str, names: list[str], taken: Collection[str] = ()) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name in names[:index] or name in taken:
            yield _problem(
                "repeated", f"{place}/{index}/{field}", f"“{name}” stands twice.", "Give it another name."
            )


def _problem(problem_id: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(id=problem_id, place=place, message=message, remedy=remedy)
