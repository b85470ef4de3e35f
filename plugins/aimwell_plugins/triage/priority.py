"""Priority, in two ways: by how effective help is likely to be, and by risk against need.

Default tables of this project; an organisation approves one locally before use. They recommend and a person
decides. No protected characteristic is asked for.
"""

from pathlib import Path

from aimwell import TriageRule, hookimpl, table_rule

TABLES = (Path(__file__).with_name("priority.json"), Path(__file__).with_name("risk_and_need.json"))


@hookimpl
def triage_rules() -> tuple[TriageRule, ...]:
    return tuple(table_rule(table.read_bytes(), version="1.0") for table in TABLES)
