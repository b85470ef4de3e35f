"""Offer a decision table as a plugin’s triage rule."""

from __future__ import annotations

from aimwell.contracts import InputFault, InputRefused, TriageRule


def table_rule(text: str | bytes, *, version: str) -> TriageRule:
    """The triage rule of a decision table (``schemas/rule-table.schema.json``, docs/rule-tables.md).

    Raises InputRefused with every fault of the table and its place. A table that changes is a new version.
    """
    # A plugin of measures alone needn’t wait for what reads tables.
    from aimwell.ruletables import TableRefused, read_table, rule_of

    try:
        table = read_table(text)
    except TableRefused as refused:
        faults = [
            InputFault(pointer=problem.place, message=f"{problem.message} {problem.remedy}")
            for problem in refused.problems
        ]
        raise InputRefused(*faults) from None
    return rule_of(table, version)
