"""The decision tables that plugins offer: what a manager’s own table can start from."""

from __future__ import annotations

from aimwell.contracts import TriageRule
from aimwell.plugins.registry import Plugins


def offered_tables(plugins: Plugins) -> tuple[TriageRule, ...]:
    """The rules that are made from a table, by name; the table’s text stands in ``rule.table``."""
    return tuple(rule for _, rule in sorted(plugins.triage_rules.items()) if rule.table)
