"""What the buttons of the page do to a draft: add, remove, move. Each gives another document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aimwell.contracts import Json
from aimwell.ruletables import FORMAT

Document = dict[str, Any]

PARTS = ("inputs", "derived", "decisions", "rules")


def empty(name: str, label: str) -> Document:
    """The draft with which a table begins: four decisions, and asking for more where no rule fits."""
    return {
        "format": FORMAT,
        "name": name,
        "label": label,
        "purpose": "triage",
        "policy": "U",
        "inputs": [],
        "decisions": [
            {"code": "urgent", "label": "Urgent", "role": "urgent", "level": 3},
            {"code": "routine", "label": "Routine", "role": "routine", "level": 3},
            {"code": "not_necessary", "label": "Not necessary", "role": "not_necessary", "level": 2},
            {"code": "more_information", "label": "Ask for more information", "role": "more_information"},
        ],
        "rules": [],
        "otherwise": {
            "then": {"decision": "more_information"},
            "reason": "No rule fits: talk with whoever asked for help.",
        },
    }


def act(document: Document, action: str) -> tuple[Document, str]:
    """The document after a button, and the id on the page to go to; unchanged where it names nothing there.

    ``action``: ``add-rule``, ``add-decision``, ``add-derived``, ``add-one-of``, ``add-whole-number``,
    ``add-yes-no``; ``rules-below:2``; and ``…-up:2``, ``…-down:2``, ``…-remove:2`` of each of PARTS.
    """
    what, _, place = action.partition(":")
    if what in _NEW:
        part, made = _NEW[what]
        entries = document.get(part, [])
        return {**document, part: [*entries, made(document)]}, f"{part}-{len(entries)}"
    part, _, how = what.partition("-")
    index = int(place) if place.isdecimal() and len(place) < 4 else -1
    if part not in PARTS or not 0 <= index < len(document.get(part, ())):
        return document, ""
    if how == "remove":
        return _without(document, part, index), part
    if how == "below" and part == "rules":
        rules = document["rules"]
        with_one = [*rules[: index + 1], _rule(document), *rules[index + 1 :]]
        return {**document, "rules": with_one}, f"rules-{index + 1}"
    if how in ("up", "down"):
        return _moved(document, part, index, index + (1 if how == "down" else -1))
    return document, ""


def _without(document: Document, part: str, index: int) -> Document:
    gone = document[part][index]
    rest = {**document, part: [*document[part][:index], *document[part][index + 1 :]]}
    if part not in ("inputs", "derived"):
        return rest
    name = gone["name"]
    rules = [{**rule, "when": _but(rule.get("when", {}), name)} for rule in rest["rules"]]
    rest = {**rest, "rules": rules}
    derived = [
        {**column, "of": [each for each in column["of"] if each != name]}
        for column in rest.get("derived", ())
    ]
    rest = {**_but(rest, "derived"), **({"derived": derived} if derived else {})}
    if "cases" in rest:
        rest["cases"] = [{**case, "facts": _but(case["facts"], name)} for case in rest["cases"]]
    return rest


def _but(given: Mapping[str, Json], name: str) -> dict[str, Json]:
    return {key: value for key, value in given.items() if key != name}


def _moved(document: Document, part: str, index: int, to: int) -> tuple[Document, str]:
    entries = list(document[part])
    if not 0 <= to < len(entries):
        return document, f"{part}-{index}"
    entries[index], entries[to] = entries[to], entries[index]
    return {**document, part: entries}, f"{part}-{to}"


def _one_of(document: Document) -> dict[str, Json]:
    return {"name": _column(document), "label": "", "kind": "one-of", "options": []}


def _whole_number(document: Document) -> dict[str, Json]:
    return {"name": _column(document), "label": "", "kind": "whole-number", "minimum": 0, "maximum": 3}


def _yes_no(document: Document) -> dict[str, Json]:
    return {"name": _column(document), "label": "", "kind": "yes-no"}


def _derived(document: Document) -> dict[str, Json]:
    return {"name": _column(document), "label": "", "how": "highest", "of": []}


def _decision(document: Document) -> dict[str, Json]:
    return {"code": fresh("decision", (one["code"] for one in document["decisions"])), "label": ""}


def _rule(document: Document) -> dict[str, Json]:
    taken = {rule["id"] for rule in document["rules"]}
    number = len(taken) + 1
    while f"R{number}" in taken:
        number += 1
    first = next((one["code"] for one in document["decisions"]), "")
    return {"id": f"R{number}", "when": {}, "then": {"decision": first}, "reason": ""}


_NEW = {
    "add-one-of": ("inputs", _one_of),
    "add-whole-number": ("inputs", _whole_number),
    "add-yes-no": ("inputs", _yes_no),
    "add-derived": ("derived", _derived),
    "add-decision": ("decisions", _decision),
    "add-rule": ("rules", _rule),
}


def _column(document: Document) -> str:
    columns = (*document.get("inputs", ()), *document.get("derived", ()))
    return fresh("column", (column["name"] for column in columns))


def fresh(stem: str, taken: Iterable[str]) -> str:
    """A name that isn't taken yet."""
    there = set(taken)
    name, again = stem, 1
    while name in there:
        again += 1
        name = f"{stem}_{again}"
    return name
