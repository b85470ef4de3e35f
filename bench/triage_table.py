"""A decision table of forty rules, the triage form that asks it, and the same form without a table."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import questions
from django.utils import timezone

from aimwell.organisations.models import Organisation, RuleTable, RuleTableVersion, User
from aimwell.organisations.scope import acting_for
from aimwell.organisations.table_making import fingerprint_of, reasons_against

FACTORS = ("ability", "daily_life", "context", "harm", "support")
SCORES = range(4)
PAIRS = (("ability", "daily_life"), ("context", "harm"), ("daily_life", "support"))
RULES = 40


def make_table(organisation: Organisation, user: User) -> RuleTableVersion:
    """The table, approved and in force from today."""
    text = json.dumps(document(), ensure_ascii=False, indent=2) + "\n"
    with acting_for(organisation):
        if stops := reasons_against("bench_triage", text):
            raise AssertionError(f"The table could not be saved: {stops}")
        table = RuleTable.objects.create(
            organisation=organisation, name="bench_triage", label="Triage", text=text, changed_by=user
        )
        return RuleTableVersion.objects.create(
            organisation=organisation,
            table=table,
            number=1,
            text=text,
            fingerprint=fingerprint_of(text),
            made_by=user,
            approved_by=user,
            approved_at=timezone.now(),
            effective_from=timezone.localdate(),
        )


def document() -> dict[str, Any]:
    """Two factors at a time say how urgent it is; where several rules fit, the most pressing one counts."""
    conditions = [
        {one: score, other: another}
        for one, other in PAIRS
        for score, another in product(SCORES, SCORES)
        if score + another > 0
    ][:RULES]
    return {
        "format": "aimwell-rule-table-1",
        "name": "bench_triage",
        "label": "Triage",
        "purpose": "triage",
        "policy": "P",
        "inputs": [
            {"name": name, "label": name.capitalize(), "kind": "whole-number", "minimum": 0, "maximum": 3}
            for name in FACTORS
        ],
        "decisions": [
            {"code": "urgent", "label": "Urgent", "role": "urgent", "level": 3},
            {"code": "routine", "label": "Routine", "role": "routine", "level": 3},
            {"code": "ask", "label": "More information is needed", "role": "more_information"},
        ],
        "rules": [
            {
                "id": f"R{number}",
                "when": {name: [score] for name, score in when.items()},
                "then": {"decision": "urgent" if sum(when.values()) > 4 else "routine"},
                "reason": "As the service has agreed.",
            }
            for number, when in enumerate(conditions, 1)
        ],
        "otherwise": {
            "id": "else",
            "then": {"decision": "ask"},
            "reason": "Nothing speaks for one or the other.",
        },
    }


def form(*, with_table: bool) -> dict[str, Any]:
    """A triage form with the five factors and ten questions beside them."""
    factors = {
        name: {"type": "integer", "minimum": 0, "maximum": 3, "title": name.capitalize()} for name in FACTORS
    }
    template = questions.template(
        "Triage",
        {
            "factors": {"type": "object", "title": "Factors", "properties": factors},
            "more": questions.section("More", range(10)),
        },
    )
    template["x-aimwell"]["kind"] = "triage"
    if with_table:
        facts = {name: f"factors/{name}" for name in FACTORS}
        template["x-aimwell"]["triage"] = {"rule": "bench_triage", "facts": facts}
    return template


def scores_of(number: int) -> dict[str, int]:
    """Facts for the table: another number, other scores."""
    return {name: number // 4**place % 4 for place, name in enumerate(FACTORS)}


def typed(number: int) -> dict[str, Any]:
    """What is typed into the form."""
    return {**questions.posted(range(10)), **{name: str(score) for name, score in scores_of(number).items()}}
