"""The text of a table: what reading gives, written again, is the same table."""

from __future__ import annotations

import json
from typing import Any

from aimwell.contracts import Json
from aimwell.ruletables.columns import Derived, Input
from aimwell.ruletables.conditions import condition_json
from aimwell.ruletables.reading import FORMAT
from aimwell.ruletables.rules import Case, Decision, Rule, Then
from aimwell.ruletables.table import Table


def written(table: Table) -> str:
    """The JSON text of a table; what is empty is left out."""
    return json.dumps(document_of(table), ensure_ascii=False, indent=2) + "\n"


def document_of(table: Table) -> dict[str, Json]:
    """The document of a table."""
    otherwise = table.otherwise
    return (
        _filled(
            format=FORMAT,
            name=table.name,
            label=table.label,
            summary=table.summary,
            purpose=table.purpose,
            policy=table.policy,
            default=table.is_default,
            notes=table.notes,
            citation=table.citation,
            inputs=[_input(asked) for asked in table.inputs],
            derived=[_derived(column) for column in table.derived],
            decisions=[_decision(decision) for decision in table.decisions],
        )
        | _filled(
            rules=[_rule(rule) for rule in table.rules],
            otherwise=otherwise
            and {"id": otherwise.id, "then": _then(otherwise.then), "reason": otherwise.reason},
            cases=[_case(case) for case in table.cases],
        )
        | ({} if table.rules else {"rules": []})
    )


def _input(asked: Input) -> dict[str, Json]:
    limits = {"minimum": asked.minimum, "maximum": asked.maximum} if asked.kind == "whole-number" else {}
    return (
        _filled(
            name=asked.name,
            label=asked.label,
            hint=asked.hint,
            kind=asked.kind,
            options=[{"value": option.value, "label": option.label} for option in asked.options],
        )
        | limits
    )


def _derived(column: Derived) -> dict[str, Json]:
    return {"name": column.name, "label": column.label, "how": column.how, "of": list(column.of)}


def _decision(decision: Decision) -> dict[str, Json]:
    return _filled(code=decision.code, label=decision.label, role=decision.role, level=decision.level)


def _rule(rule: Rule) -> dict[str, Json]:
    when = {column: condition_json(condition) for column, condition in rule.when.items()}
    return {"id": rule.id, "when": when, "then": _then(rule.then), "reason": rule.reason}


def _then(then: Then) -> dict[str, Json]:
    said = _filled(decision=then.decision, level=then.level, intent=then.intent)
    return said if then.number is None else {**said, "number": then.number}


def _case(case: Case) -> dict[str, Json]:
    return {"name": case.name, "facts": dict(case.facts), "decision": case.decision}


def _filled(**parts: Any) -> dict[str, Json]:
    return {name: value for name, value in parts.items() if value}
