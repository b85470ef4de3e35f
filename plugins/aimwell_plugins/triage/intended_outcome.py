"""Triage by intended outcome: five factors to urgent, routine, not necessary or more information.

A default table of this project, after the factors of the Care Aims briefing; an organisation approves it
locally before use. It recommends and a person decides. Exactly one rule fits any facts. What is not known
never delays an urgent, and nothing is called not necessary while a factor is unknown.
"""

from pathlib import Path

from aimwell import TriageRule, hookimpl, table_rule

TABLE = Path(__file__).with_name("intended_outcome.json")


@hookimpl
def triage_rules() -> tuple[TriageRule, ...]:
    return (table_rule(TABLE.read_bytes(), version="1.1"),)
