"""From the text of a table to the table, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from aimwell.contracts import Json
from aimwell.formschema.inputs import check_input
from aimwell.formschema.json_text import Unreadable, parse
from aimwell.formschema.problems import Problem
from aimwell.formschema.reading import unreadable
from aimwell.places import SCHEMAS
from aimwell.ruletables.columns import Derived, Input, Option
from aimwell.ruletables.conditions import condition_of
from aimwell.ruletables.problems import TableRefused, problems_of
from aimwell.ruletables.rules import Case, Decision, Otherwise, Rule, Then
from aimwell.ruletables.table import Table

FORMAT = "aimwell-rule-table-1"


def read_table(text: str | bytes) -> Table:
    """The table that a JSON text of at most 1 MB holds. Raises TableRefused with every problem."""
    try:
        document = parse(text)
    except Unreadable as fault:
        raise TableRefused(unreadable(fault)) from None
    found = document_problems(document)
    if found:
        raise TableRefused(*found)
    return table_of(document)


def document_problems(document: Json) -> list[Problem]:
    """What is wrong with a document that is to be a table; empty when it can be used."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return [
            Problem(
                id="not-a-table",
                place="",
                message="This isn’t a decision table.",
                remedy=f'A table is a JSON object with {{"format": "{FORMAT}"}}: see docs/rule-tables.md.',
            )
        ]
    shape = [
        Problem(
            id="shape",
            place=fault.pointer,
            message=f"“{fault.pointer.rpartition('/')[2] or 'table'}” {fault.message}.",
            remedy="Correct it there.",
        )
        for fault in check_input(schema(), document)
    ]
    return shape or list(problems_of(table_of(document)))


@cache
def schema() -> dict[str, Json]:
    """The JSON Schema of a table."""
    found: dict[str, Json] = json.loads((SCHEMAS / "rule-table.schema.json").read_text(encoding="utf-8"))
    return found


def table_of(document: Mapping[str, Json]) -> Table:
    """The table of a document that has the right shape."""
    document = _whole(document)
    return Table(
        name=document["name"],
        label=document["label"],
        summary=document.get("summary", ""),
        purpose=document["purpose"],
        policy=document["policy"],
        is_default=document.get("default", False),
        notes=document.get("notes", ""),
        citation=document.get("citation", ""),
        inputs=tuple(_input(entry) for entry in document["inputs"]),
        derived=tuple(
            Derived(**{**entry, "of": tuple(entry["of"])}) for entry in document.get("derived", ())
        ),
        decisions=tuple(Decision(**entry) for entry in document["decisions"]),
        rules=tuple(_rule(entry) for entry in document["rules"]),
        otherwise=_otherwise(document.get("otherwise")),
        cases=tuple(Case(**entry) for entry in document.get("cases", ())),
    )


def _input(entry: Mapping[str, Any]) -> Input:
    options = tuple(Option(**option) for option in entry.get("options", ()))
    return Input(**{**entry, "options": options})


def _rule(entry: Mapping[str, Any]) -> Rule:
    when = {column: condition_of(data) for column, data in entry.get("when", {}).items()}
    return Rule(**{**entry, "when": when, "then": Then(**entry["then"])})


def _otherwise(entry: Mapping[str, Any] | None) -> Otherwise | None:
    return None if entry is None else Otherwise(**{**entry, "then": Then(**entry["then"])})


def _whole(data: Json) -> Json:
    """The same, with 1.0 as 1: JSON knows no difference, Python does."""
    if isinstance(data, dict):
        return {key: _whole(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_whole(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data
