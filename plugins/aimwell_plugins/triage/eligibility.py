"""Eligibility: two gates (remit and risk), then who can meet the outcome, the least formal first.

A default table of this project, after the hierarchy of outcomes-focused assessment; an organisation approves
it locally before use. It recommends and a person decides.
"""

from pathlib import Path

from aimwell import TriageRule, hookimpl, table_rule

TABLE = Path(__file__).with_name("eligibility.json")


@hookimpl
def triage_rules() -> tuple[TriageRule, ...]:
    return (table_rule(TABLE.read_bytes(), version="1.0"),)
