"""Offer a decision table as a plugin’s triage rule."""

from __future__ import annotations

from aimwell.contracts import TriageRule


def table_rule(text: str | bytes, *, version: str) -> TriageRule:
    """The triage rule of a decision table (``schemas/rule-table.schema.json``, docs/rule-tables.md).

    Raises ValueError with every fault of the table and its place. A table that changes is a new version.
    """
    # A plugin of measures alone needn’t wait for what reads tables.
    from aimwell.ruletables import read_table, rule_of

    return rule_of(read_table(text), version)
