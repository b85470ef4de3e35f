"""A table as a triage rule: in every way like one that a plugin wrote in code."""

from __future__ import annotations

from hashlib import sha256

from aimwell.contracts import Json, TriageRule
from aimwell.ruletables.columns import Input
from aimwell.ruletables.deciding import decide
from aimwell.ruletables.table import Table
from aimwell.ruletables.writing import written

DEFAULT = "(a default: approve it locally)"


def rule_of(table: Table, version: str) -> TriageRule:
    """The triage rule that a table is."""
    return TriageRule(
        name=table.name,
        version=version,
        label=f"{table.label} {DEFAULT}" if table.is_default else table.label,
        summary=table.summary,
        facts=facts_schema(table),
        decisions={decision.code: decision.label for decision in table.decisions},
        decide=lambda facts, settings: decide(table, facts),
        purpose=table.purpose,
        roles={decision.code: decision.role for decision in table.decisions if decision.role},
        table=written(table),
    )


def facts_schema(table: Table) -> dict[str, Json]:
    """The JSON Schema of what a table asks for. Each fact may be null, or absent: not known."""
    return {
        "type": "object",
        "title": f"Facts for {table.purpose}",
        "properties": {asked.name: _fact(asked) for asked in table.inputs},
        "additionalProperties": False,
    }


def fingerprint(table: Table) -> str:
    """What stands for the version of a table that has none: the beginning of its text’s hash."""
    return f"sha256:{sha256(written(table).encode()).hexdigest()[:12]}"


def _fact(asked: Input) -> dict[str, Json]:
    note: dict[str, Json] = {"hint": asked.hint} if asked.hint else {}
    if asked.kind == "whole-number":
        limits = {"minimum": asked.minimum, "maximum": asked.maximum}
        return {
            "type": ["integer", "null"],
            "title": asked.label,
            **limits,
            "x-aimwell": {"widget": "number", **note},
        }
    if asked.kind == "yes-no":
        return {
            "type": ["boolean", "null"],
            "title": asked.label,
            "x-aimwell": {"widget": "yes-no", **note},
        }
    labels = {option.value: option.label for option in asked.options}
    return {
        "type": ["string", "null"],
        "title": asked.label,
        "enum": [*labels, None],
        "x-aimwell": {"widget": "one-of", "labels": labels, **note},
    }
