"""What the buttons of the page do to a draft: add, remove, move. Each gives another document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aimwell.contracts import Json
from aimwell.questionnaire.reading import FORMAT

Document = dict[str, Any]


def empty(name: str, label: str) -> Document:
    """The draft with which a measure begins."""
    return {
        "format": FORMAT,
        "name": name,
        "label": label,
        "licence": {"tier": "open"},
        "answer_scales": [_options("answers", "Answers")],
        "items": [],
        "scales": [_score("total", "Total")],
    }


def act(document: Document, action: str, *, new_items: str = "", answers: str = "") -> tuple[Document, str]:
    """The document after a button, and the id on the page to go to; unchanged where it names nothing there.

    ``action``: ``add-items``, ``add-options``, ``add-numbers``, ``add-score``; ``items-up:2``,
    ``items-down:2``, ``items-remove:2``, ``answers-remove:0``, ``scores-remove:0``. ``new_items``: wordings,
    one a line, answered with ``answers``.
    """
    what, _, place = action.partition(":")
    if what == "add-items":
        return _with_items(document, new_items, answers)
    if what in ("add-options", "add-numbers"):
        number = len(document["answer_scales"])
        made = _options if what == "add-options" else _numbers
        added = made(_free(f"answers_{number + 1}", document["answer_scales"], "key"), "")
        return {**document, "answer_scales": [*document["answer_scales"], added]}, f"answers-{number}"
    if what == "add-score":
        number = len(document["scales"])
        added = _score(_free(f"score_{number + 1}", document["scales"], "name"), "")
        return {**document, "scales": [*document["scales"], added]}, f"scores-{number}"
    part, _, how = what.partition("-")
    name = {"items": "items", "answers": "answer_scales", "scores": "scales"}.get(part)
    index = int(place) if place.isdecimal() and len(place) < 4 else -1
    if name is None or not 0 <= index < len(document[name]):
        return document, ""
    if how == "remove":
        return _without(document, name, index), part
    if how in ("up", "down") and name == "items":
        return _moved(document, index, index + (1 if how == "down" else -1))
    return document, ""


def _with_items(document: Document, new_items: str, answers: str) -> tuple[Document, str]:
    wordings = [line.strip() for line in new_items.splitlines() if line.strip()]
    known = [entry["key"] for entry in document["answer_scales"]]
    chosen = answers if answers in known else (known or [""])[0]
    items = list(document["items"])
    for wording in wordings or [""]:
        key = _free(f"item_{len(items) + 1}", items, "key")
        items.append({"key": key, "wording": wording, "answers": chosen})
    return {**document, "items": items}, f"items-{len(document['items'])}"


def _without(document: Document, name: str, index: int) -> Document:
    gone = document[name][index]
    rest = {**document, name: [*document[name][:index], *document[name][index + 1 :]]}
    if name != "items":
        return rest
    scales = [
        {**scale, "items": [key for key in scale["items"] if key != gone["key"]]}
        if "items" in scale
        else scale
        for scale in document["scales"]
    ]
    return {**rest, "scales": scales}


def _moved(document: Document, index: int, to: int) -> tuple[Document, str]:
    items = list(document["items"])
    if not 0 <= to < len(items):
        return document, f"items-{index}"
    items[index], items[to] = items[to], items[index]
    return {**document, "items": items}, f"items-{to}"


def _options(key: str, label: str) -> Mapping[str, Json]:
    return {"key": key, "label": label, "options": []}


def _numbers(key: str, label: str) -> Mapping[str, Json]:
    return {"key": key, "label": label, "numbers": {"from": 0, "to": 10}}


def _score(name: str, label: str) -> Mapping[str, Json]:
    return {
        "name": name,
        "label": label,
        "combine": "sum",
        "missing": {"most": 0},
        "decimals": 0,
        "higher_is": "better",
    }


def _free(wanted: str, entries: Sequence[Mapping[str, Json]], field: str) -> str:
    taken = {entry[field] for entry in entries}
    stem, again = wanted, 1
    while wanted in taken:
        again += 1
        wanted = f"{stem}_{again}"
    return wanted
