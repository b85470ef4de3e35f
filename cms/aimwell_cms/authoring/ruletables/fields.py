"""A draft and the fields in which it is typed: the same document, read both ways.

The names of the fields are those of Django's formsets: ``rules-2-reason``; a cell is ``rules-2-when-timing``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from django.utils.datastructures import MultiValueDict

from aimwell.contracts import Json
from aimwell.organisations.measure_making import slug_of
from aimwell.ruletables import FORMAT
from aimwell_cms.authoring.measures.lines import number_of, typed
from aimwell_cms.authoring.ruletables.actions import fresh
from aimwell_cms.authoring.ruletables.cells import cell_of, cell_text
from aimwell_cms.authoring.ruletables.lines import options_as_lines, options_of

Posted = MultiValueDict
Entry = dict[str, Json]
MOST = 500
"""More of anything than a table may have, so that what was typed is kept until it is cut down."""
_NEW = re.compile(r"(column|decision)(_\d+)?")
"""What a column and a decision are named until they have a label."""


def document_of(draft: Mapping[str, Json], posted: Posted) -> Entry:
    """The draft that was typed. What has no field on the page (its cases) is as it was in ``draft``."""
    inputs, derived = list(_rows(posted, "inputs", _input)), list(_rows(posted, "derived", _derived))
    decisions = list(_rows(posted, "decisions", _decision))
    columns = _named([*inputs, *derived], "name")
    codes = _named(decisions, "code")
    for column in derived:
        column["of"] = [columns.get(name, name) for name in column["of"]]
    kinds = {column["name"]: column for column in (*inputs, *derived)}

    def rule(row: _Row) -> Entry:
        cells = {new: row.text(f"when-{old}") for old, new in columns.items()}
        when = {name: cell_of(text, kinds[name]) for name, text in cells.items() if text not in ("", "-")}
        return {"id": row.text("id"), "when": when, "then": _then(row, codes), "reason": row.text("reason")}

    rules = list(_rows(posted, "rules", rule))
    for number, each in enumerate(rules, start=1):
        each["id"] = each["id"] or fresh(f"R{number}", (one["id"] for one in rules))
    otherwise = _Row(posted, "otherwise")
    kept = {name: draft[name] for name in ("default", "cases") if name in draft}
    return {
        "format": FORMAT,
        "name": draft["name"],
        "label": _text(posted, "label"),
        **_given(summary=_text(posted, "summary")),
        "purpose": posted.get("purpose") or "triage",
        "policy": posted.get("policy") or "U",
        **({"default": kept["default"]} if "default" in kept else {}),
        **_given(notes=_text(posted, "notes"), citation=_text(posted, "citation")),
        "inputs": inputs,
        **({"derived": derived} if derived else {}),
        "decisions": decisions,
        "rules": rules,
        **_otherwise(otherwise, codes, draft),
        **({"cases": _renamed(kept["cases"], columns, codes)} if "cases" in kept else {}),
    }


def posted_of(document: Mapping[str, Json]) -> Posted:
    """What the fields of a draft hold."""
    names = ("label", "summary", "purpose", "policy", "notes", "citation")
    found: dict[str, list[str]] = {name: [str(document.get(name, ""))] for name in names}

    def rule_fields(rule: Mapping[str, Json]) -> dict[str, list[str]]:
        when = rule.get("when", {})
        cells = {f"when-{name}": [cell_text(cell)] for name, cell in when.items()}
        return {"id": [rule["id"]], "reason": [rule.get("reason", "")], **_then_fields(rule["then"]), **cells}

    for prefix, fields in (
        ("inputs", _input_fields),
        ("derived", _derived_fields),
        ("decisions", _decision_fields),
        ("rules", rule_fields),
    ):
        entries = document.get(prefix, ())
        found |= {f"{prefix}-TOTAL_FORMS": [str(len(entries))], f"{prefix}-INITIAL_FORMS": ["0"]}
        for index, entry in enumerate(entries):
            found |= {f"{prefix}-{index}-{field}": values for field, values in fields(entry).items()}
    otherwise = document.get("otherwise")
    if otherwise is not None:
        found |= {f"otherwise-{name}": values for name, values in _then_fields(otherwise["then"]).items()}
        found["otherwise-reason"] = [otherwise.get("reason", "")]
    return MultiValueDict(found)


class _Row:
    """The fields of one entry."""

    def __init__(self, posted: Posted, prefix: str) -> None:
        self.posted, self.prefix = posted, prefix

    def text(self, field: str) -> str:
        return _text(self.posted, f"{self.prefix}-{field}")

    def all(self, field: str) -> list[str]:
        return self.posted.getlist(f"{self.prefix}-{field}")


def _rows(posted: Posted, prefix: str, made: Callable[[_Row], Entry]) -> Iterator[Entry]:
    total = posted.get(f"{prefix}-TOTAL_FORMS", "")
    for index in range(min(int(total), MOST) if total.isdecimal() and len(total) < 6 else 0):
        yield made(_Row(posted, f"{prefix}-{index}"))


def _input(row: _Row) -> Entry:
    kind = row.text("kind") if row.text("kind") in ("one-of", "whole-number", "yes-no") else "yes-no"
    asked: Entry = {"name": row.text("name"), "label": row.text("label"), **_given(hint=row.text("hint"))}
    asked["kind"] = kind
    if kind == "one-of":
        asked["options"] = options_of(row.text("options"))
    elif kind == "whole-number":
        asked |= {"minimum": number_of(row.text("minimum")), "maximum": number_of(row.text("maximum"))}
    return asked


def _input_fields(entry: Mapping[str, Json]) -> dict[str, list[str]]:
    return {
        "name": [entry["name"]],
        "label": [entry.get("label", "")],
        "hint": [entry.get("hint", "")],
        "kind": [entry["kind"]],
        "options": [options_as_lines(entry.get("options", ()))],
        "minimum": [typed(entry.get("minimum"))],
        "maximum": [typed(entry.get("maximum"))],
    }


def _derived(row: _Row) -> Entry:
    how = row.text("how")
    return {"name": row.text("name"), "label": row.text("label"), "how": how, "of": row.all("of")}


def _derived_fields(entry: Mapping[str, Json]) -> dict[str, list[str]]:
    return {
        "name": [entry["name"]],
        "label": [entry.get("label", "")],
        "how": [entry.get("how", "")],
        "of": list(entry.get("of", ())),
    }


def _decision(row: _Row) -> Entry:
    level = number_of(row.text("level"))
    return {
        "code": row.text("code"),
        "label": row.text("label"),
        **_given(role=row.text("role")),
        **({} if level is None else {"level": level}),
    }


def _decision_fields(entry: Mapping[str, Json]) -> dict[str, list[str]]:
    return {
        "code": [entry["code"]],
        "label": [entry.get("label", "")],
        "role": [entry.get("role", "")],
        "level": [typed(entry.get("level"))],
    }


def _then(row: _Row, codes: Mapping[str, str]) -> Entry:
    decision = row.text("decision")
    numbers = {name: number_of(row.text(name)) for name in ("level", "number") if row.text(name)}
    return {
        "decision": codes.get(decision, decision),
        **({"level": numbers["level"]} if "level" in numbers else {}),
        **_given(intent=row.text("intent")),
        **({"number": numbers["number"]} if "number" in numbers else {}),
    }


def _then_fields(then: Mapping[str, Json]) -> dict[str, list[str]]:
    return {
        "decision": [then.get("decision", "")],
        "level": [typed(then.get("level"))],
        "intent": [then.get("intent", "")],
        "number": [typed(then.get("number"))],
    }


def _otherwise(row: _Row, codes: Mapping[str, str], draft: Mapping[str, Json]) -> Entry:
    """What is recommended where no rule fits; nothing where the manager says that a rule always does."""
    if not row.text("decision"):
        return {}
    named = {"id": draft["otherwise"]["id"]} if "id" in draft.get("otherwise", {}) else {}
    return {"otherwise": {**named, "then": _then(row, codes), "reason": row.text("reason")}}


def _named(entries: list[Entry], field: str) -> dict[str, str]:
    """Name what is new after its label. Old name to new one."""
    names = {}
    for entry in entries:
        old = entry[field]
        if _NEW.fullmatch(old) and re.search("[a-zA-Z]", entry["label"]):
            others = (one[field] for one in entries if one is not entry)
            entry[field] = fresh(slug_of(entry["label"], "column"), others)
        names[old] = entry[field]
    return names


def _renamed(cases: Json, columns: Mapping[str, str], codes: Mapping[str, str]) -> Json:
    return [
        {
            **case,
            "facts": {columns.get(name, name): value for name, value in case["facts"].items()},
            "decision": codes.get(case["decision"], case["decision"]),
        }
        for case in cases
    ]


def _text(posted: Posted, name: str) -> str:
    return (posted.get(name) or "").replace("\x00", "").replace("\r\n", "\n").strip()


def _given(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
