"""Conditions: as an author chooses them in rows, and as a template says them (``x-aimwell.when``).

In a row a question is named by the id of its block, so that a condition follows its question when that is
renamed or moved. In a template it is named by its place: ``section/question``; ``./question`` in its row.
What rows can't say is kept beside them as JSON, its questions named by their blocks too.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aimwell.formschema.shape import PATH_ANSWERS
from aimwell_cms.authoring.convert.options import options_of

Json = Any

VALUELESS = frozenset({"answered", "not_answered"})
OPERATORS = (
    ("equals", "is"),
    ("not_equals", "is answered, and isn’t"),
    ("one_of", "is one of (put ; between them)"),
    ("includes", "includes"),
    ("less_than", "is less than"),
    ("at_most", "is at most"),
    ("at_least", "is at least"),
    ("more_than", "is more than"),
    ("answered", "is answered"),
    ("not_answered", "isn’t answered"),
)
ALWAYS: dict[str, Json] = {"match": "all", "rows": [], "advanced": ""}
"""The rows of a question that is always asked."""

_OPERATORS = tuple(operator for operator, _ in OPERATORS)
DELETED = "a-question/that-was-taken-out"
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WHOLE = re.compile(r"-?\d{1,15}")
_DECIMAL = re.compile(r"-?\d{1,15}\.\d{1,10}")


@dataclass(frozen=True)
class Target:
    """A question that a condition may name: its block's id and type, its place, and its row."""

    block_id: str
    block_type: str
    section: str
    key: str
    group: str = ""
    """The id of the group that it is a column of."""
    options: str = ""


@dataclass(frozen=True)
class Targets:
    """The questions of a form, by the id of their block and by their place."""

    by_id: Mapping[str, Target] = field(default_factory=dict)
    by_place: Mapping[tuple[str, str, str], Target] = field(default_factory=dict)

    @classmethod
    def of(cls, targets: list[Target]) -> Targets:
        """The given questions, findable."""
        return cls(
            {target.block_id: target for target in targets},
            {
                (target.group, "" if target.group else target.section, target.key): target
                for target in targets
            },
        )

    def named(self, name: str, group: str) -> Target | None:
        """The question that a template names ``section/key``, or ``./key`` inside the group ``group``."""
        if name.startswith("./"):
            return self.by_place.get((group, "", name[2:])) if group else None
        section, _, key = name.partition("/")
        return self.by_place.get(("", section, key))


def rows_of(when: Json, targets: Targets, group: str = "") -> dict[str, Json]:
    """A template's condition as rows. One that rows can't say exactly is kept as JSON in ``advanced``."""
    if when is None:
        return dict(ALWAYS)
    match, parts = "all", [when]
    if isinstance(when, Mapping) and len(when) == 1 and isinstance(when.get("all", when.get("any")), list):
        (match,) = when
        parts = when[match]
    rows = [_row(part, targets, group) for part in parts]
    said = {"match": match, "rows": [_item(row) for row in rows if row], "advanced": ""}
    if rows and all(rows) and json.dumps(_parts(said, targets, group)) == json.dumps(parts):
        return said
    by_blocks = _named_anew(when, lambda name: _block_of(name, targets, group))
    kept = by_blocks if json.dumps(_by_places(by_blocks, targets, group)) == json.dumps(when) else when
    return {**ALWAYS, "advanced": json.dumps(kept, ensure_ascii=False)}


def _item(row: dict[str, str]) -> dict[str, Json]:
    # Without an id Wagtail takes an item for the value itself.
    return {"type": "item", "id": str(uuid.uuid4()), "value": row}


def when_of(said: Mapping[str, Json], targets: Targets, group: str = "") -> Json:
    """What rows say, as a template says it; None when the question is always asked."""
    parts = _parts(said, targets, group)
    if not parts:
        return _advanced(said.get("advanced") or "", targets, group)
    if len(parts) == 1:
        return parts[0]
    return {said.get("match") or "all": parts}


def _parts(said: Mapping[str, Json], targets: Targets, group: str) -> list[Json]:
    return [
        _comparison(row["value"], targets, group)
        for row in said.get("rows") or ()
        if row["value"].get("question")
    ]


def _advanced(text: str, targets: Targets, group: str) -> Json:
    try:
        return _by_places(json.loads(text), targets, group) if text else None
    except ValueError:
        # Not a condition: the check says so, beside the question.
        return text


def _by_places(when: Json, targets: Targets, group: str) -> Json:
    return _named_anew(when, lambda name: _place_of(name, targets, group))


def _named_anew(part: Json, rename: Callable[[str], str]) -> Json:
    """A condition, however deep, with other names for its questions."""
    if isinstance(part, Mapping):
        return {
            key: rename(value) if key == "question" and isinstance(value, str) else _named_anew(value, rename)
            for key, value in part.items()
        }
    return [_named_anew(each, rename) for each in part] if isinstance(part, list) else part


def _block_of(name: str, targets: Targets, group: str) -> str:
    target = targets.named(name, group)
    return target.block_id if target else name


def _place_of(name: str, targets: Targets, group: str) -> str:
    """The place of the question of a block; what names no block is a place already."""
    target = targets.by_id.get(name)
    if target is not None:
        same_row = group and target.group == group
        return f"./{target.key}" if same_row else f"{target.section}/{target.key}"
    return DELETED if _ID.fullmatch(name) else name


def _row(part: Json, targets: Targets, group: str) -> dict[str, str] | None:
    if not isinstance(part, Mapping) or not isinstance(part.get("question"), str):
        return None
    if part.get("operator") not in _OPERATORS:
        return None
    return {
        "question": _block_of(part["question"], targets, group),
        "operator": part["operator"],
        "value": _words(part.get("value")),
    }


def _comparison(row: Mapping[str, str], targets: Targets, group: str) -> dict[str, Json]:
    name, operator = row["question"], row.get("operator") or "equals"
    target = targets.by_id.get(name)
    said: dict[str, Json] = {"question": _place_of(name, targets, group), "operator": operator}
    if operator in VALUELESS:
        return said
    text = row.get("value") or ""
    if operator == "one_of":
        return {**said, "value": [_answer(part.strip(), target) for part in text.split(";") if part.strip()]}
    return {**said, "value": _answer(text.strip(), target)}


def _words(value: Json) -> str:
    """An answer as an author types it: Yes, No, a number, or what is kept for an option."""
    if isinstance(value, list):
        return "; ".join(_words(part) for part in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)


def _answer(text: str, target: Target | None) -> Json:
    """What an author typed, as an answer of the kind that the question has."""
    kind = target.block_type if target else ""
    if kind == "yes_no":
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower(), text)
    if kind == "path":
        return text.lower() if text.lower() in PATH_ANSWERS else text
    if kind in ("number", "scale"):
        if _WHOLE.fullmatch(text):
            return int(text)
        return float(text) if _DECIMAL.fullmatch(text) else text
    if kind in ("one_of", "several_of") and target is not None:
        options = options_of(target.options)
        values = {value for value, _ in options}
        return text if text in values else {label: value for value, label in options}.get(text, text)
    return text
