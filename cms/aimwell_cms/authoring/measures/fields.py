"""A draft and the fields in which it is typed: the same document, read both ways.

The names of the fields are those of Django's formsets: ``items-2-wording``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

from aimwell.contracts import Json
from aimwell.organisations.measure_making import slug_of
from aimwell.questionnaire.reading import FORMAT
from aimwell_cms.authoring.measures.lines import (
    bands_as_lines,
    bands_of,
    number_of,
    options_as_lines,
    options_of,
    typed,
)

Posted = MultiValueDict
MOST = 200
"""More of anything than a measure may have, so that a pasted list is kept until it is cut down."""


def document_of(name: str, posted: Posted) -> dict[str, Json]:
    """The draft that was typed, for the measure of this name."""
    items = list(_rows(posted, "items", _item))
    for number, item in enumerate(items, start=1):
        item["key"] = item["key"] or _fresh(f"item_{number}", [one["key"] for one in items])
    answer_scales = list(_rows(posted, "answers", _answer_scale))
    _name_all(answer_scales, "key", "answers")
    scales = list(_rows(posted, "scores", lambda row: _score(row, {item["key"] for item in items})))
    _name_all(scales, "name", "score")
    return {
        "format": FORMAT,
        "name": name,
        "label": _text(posted, "label"),
        **_given(summary=_text(posted, "summary"), instructions=_text(posted, "instructions")),
        "licence": {
            "tier": posted.get("tier") or "open",
            **_given(
                rights_holder=_text(posted, "rights_holder"),
                terms=_text(posted, "terms"),
                attribution=_text(posted, "attribution"),
            ),
        },
        "answer_scales": answer_scales,
        "items": items,
        "scales": scales,
    }


def posted_of(document: Mapping[str, Json]) -> Posted:
    """What the fields of a draft hold."""
    licence = document.get("licence", {})
    found: dict[str, list[str]] = {
        "label": [str(document.get("label", ""))],
        "summary": [document.get("summary", "")],
        "instructions": [document.get("instructions", "")],
        "tier": [licence.get("tier", "open")],
        "rights_holder": [licence.get("rights_holder", "")],
        "terms": [licence.get("terms", "")],
        "attribution": [licence.get("attribution", "")],
    }
    for prefix, entries, fields in (
        ("answers", document.get("answer_scales", ()), _answer_scale_fields),
        ("items", document.get("items", ()), _item_fields),
        ("scores", document.get("scales", ()), _score_fields),
    ):
        found |= {f"{prefix}-TOTAL_FORMS": [str(len(entries))], f"{prefix}-INITIAL_FORMS": ["0"]}
        for index, entry in enumerate(entries):
            found |= {f"{prefix}-{index}-{field}": values for field, values in fields(entry).items()}
    return MultiValueDict(found)


class _Row:
    """The fields of one form of a formset."""

    def __init__(self, posted: Posted, prefix: str) -> None:
        self.posted, self.prefix = posted, prefix

    def text(self, field: str) -> str:
        return _text(self.posted, f"{self.prefix}-{field}")

    def all(self, field: str) -> list[str]:
        return self.posted.getlist(f"{self.prefix}-{field}")


def _rows(posted: Posted, prefix: str, made: Any) -> Iterator[dict[str, Json]]:
    total = posted.get(f"{prefix}-TOTAL_FORMS", "")
    for index in range(min(int(total), MOST) if total.isdecimal() and len(total) < 6 else 0):
        yield made(_Row(posted, f"{prefix}-{index}"))


def _answer_scale(row: _Row) -> dict[str, Json]:
    named = {"key": row.text("key"), "label": row.text("label")}
    if row.text("kind") != "numbers":
        return {**named, "options": options_of(row.text("options"))}
    ends = _given(left=row.text("left"), right=row.text("right"))
    return {
        **named,
        "numbers": {"from": number_of(row.text("low")), "to": number_of(row.text("high")), **ends},
    }


def _answer_scale_fields(entry: Mapping[str, Json]) -> dict[str, list[str]]:
    numbers = entry.get("numbers")
    named = {"key": [entry["key"]], "label": [str(entry.get("label", ""))]}
    if numbers is None:
        return {**named, "kind": ["options"], "options": [options_as_lines(entry.get("options", ()))]}
    return {
        **named,
        "kind": ["numbers"],
        "low": [typed(numbers.get("from"))],
        "high": [typed(numbers.get("to"))],
        "left": [numbers.get("left", "")],
        "right": [numbers.get("right", "")],
    }


def _item(row: _Row) -> dict[str, Json]:
    reversed_ = {"reversed": True} if row.text("reversed") else {}
    return {
        "key": row.text("key"),
        "wording": row.text("wording"),
        "answers": row.text("answers"),
        **reversed_,
    }


def _item_fields(entry: Mapping[str, Json]) -> dict[str, list[str]]:
    ticked = {"reversed": ["on"]} if entry.get("reversed") else {}
    return {
        "key": [entry["key"]],
        "wording": [str(entry.get("wording", ""))],
        "answers": [str(entry.get("answers", ""))],
        **ticked,
    }


def _score(row: _Row, keys: set[str]) -> dict[str, Json]:
    counted = (
        {"items": [key for key in row.all("items") if key in keys]} if row.text("counts") == "some" else {}
    )
    prorated = {"prorate": True} if row.text("prorate") else {}
    stated = {end: number_of(row.text(end)) for end in ("minimum", "maximum") if row.text(end)}
    bands = bands_of(row.text("bands"))
    change = {
        "improved": number_of(row.text("improved")),
        "declined": number_of(row.text("declined")),
        "citation": row.text("citation"),
    }
    return {
        "name": row.text("name"),
        "label": row.text("label"),
        **counted,
        "combine": row.text("combine") if row.text("combine") in ("sum", "mean") else "sum",
        "missing": {"most": number_of(row.text("most")), **prorated},
        "decimals": number_of(row.text("decimals")) or 0,
        "higher_is": row.text("higher_is") if row.text("higher_is") in ("better", "worse") else None,
        **stated,
        **({"bands": bands} if bands else {}),
        **({"change": change} if any(value not in (None, "") for value in change.values()) else {}),
    }


def _score_fields(entry: Mapping[str, Json]) -> dict[str, list[str]]:
    missing, change = entry.get("missing", {}), entry.get("change", {})
    return {
        "name": [entry["name"]],
        "label": [str(entry.get("label", ""))],
        "counts": ["all" if entry.get("items") is None else "some"],
        "items": list(entry.get("items") or ()),
        "combine": [entry.get("combine", "sum")],
        "most": [typed(missing.get("most"))],
        **({"prorate": ["on"]} if missing.get("prorate") else {}),
        "decimals": [typed(entry.get("decimals"))],
        "higher_is": [entry.get("higher_is") or ""],
        "minimum": [typed(entry.get("minimum"))],
        "maximum": [typed(entry.get("maximum"))],
        "bands": [bands_as_lines(entry.get("bands", ()))],
        "improved": [typed(change.get("improved"))],
        "declined": [typed(change.get("declined"))],
        "citation": [str(change.get("citation", ""))],
    }


def _name_all(entries: list[dict[str, Json]], field: str, otherwise: str) -> None:
    """Give each entry that is new a name made from its label."""
    for entry in entries:
        if not entry[field]:
            wanted = slug_of(entry["label"]) if re.search("[a-zA-Z]", entry["label"]) else otherwise
            entry[field] = _fresh(wanted, [one[field] for one in entries])


def _fresh(wanted: str, taken: list[str]) -> str:
    name, again = wanted, 1
    while name in taken:
        again += 1
        name = f"{wanted}_{again}"
    return name


def _text(posted: Posted, name: str) -> str:
    return (posted.get(name) or "").replace("\x00", "").replace("\r\n", "\n").strip()


def _given(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
