"""Calculated answers: as an author chooses them in blocks, and as a template says them (``calculate``).

In a block a question is named by the id of its block, and a score by ``id#scale``: a calculation follows
its questions when they are renamed or moved. What blocks can't say exactly is carried in ``advanced``.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from aimwell.formschema.calculations.expressions import UNITS
from aimwell_cms.authoring.convert.conditions import ALWAYS, DELETED, Targets, rows_of, when_of

Json = Any

ADVANCED = "advanced"
HOW = (
    ("sum", "The sum of …"),
    ("mean", "The mean of …"),
    ("min", "The smallest (or earliest) of …"),
    ("max", "The largest (or latest) of …"),
    ("count", "How many are answered of …"),
    ("rows", "How many rows of a repeating group"),
    ("subtract", "The first less the second"),
    ("multiply", "One times another"),
    ("divide", "The first divided by the second"),
    ("between", "Time between two dates"),
    ("age", "Age"),
    ("if", "If … then … otherwise …"),
    (ADVANCED, "As it came (too involved for this list)"),
)
TIMES = tuple((unit, unit.capitalize()) for unit in UNITS)
FIXED, TODAY, BIRTH = "fixed", "today", "birth"

NO_PART: dict[str, Json] = {"what": "", "value": ""}
NOTHING: dict[str, Json] = {
    "how": "sum",
    "parts": [],
    "needs_all": False,
    "group": "",
    "start": NO_PART,
    "end": NO_PART,
    "time": "weeks",
    "condition": ALWAYS,
    "then": NO_PART,
    "otherwise": NO_PART,
    ADVANCED: "",
}
"""A calculation of which nothing is chosen yet."""

_LISTED = frozenset({"sum", "mean", "min", "max", "count", "subtract", "multiply", "divide"})
_WHOLE = re.compile(r"-?\d{1,15}")
_DECIMAL = re.compile(r"-?\d{1,15}\.\d{1,10}")
_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")


def said_of(calculate: Json, gives: str, targets: Targets) -> dict[str, Json]:
    """An expression as blocks. One that they can't say exactly is kept in ``advanced``."""
    said = _Reader(targets).said(calculate)
    if said is not None and json.dumps(calculate_of(said, gives, targets)) == json.dumps(calculate):
        return said
    return {**NOTHING, "how": ADVANCED, ADVANCED: json.dumps(calculate, ensure_ascii=False)}


def calculate_of(said: Mapping[str, Json], gives: str, targets: Targets) -> Json:
    """What blocks say, as a template says it. What isn't chosen yet is null: the check tells the author."""
    return _Writer(targets, gives).calculate({**NOTHING, **said})


class _Writer:
    def __init__(self, targets: Targets, gives: str) -> None:
        self.targets, self.gives = targets, gives

    def calculate(self, said: Mapping[str, Json]) -> Json:
        how = said["how"] or "sum"
        if how == ADVANCED:
            return _advanced(said[ADVANCED])
        if how in _LISTED:
            parts = [part["value"] for part in said["parts"] or ()]
            found = [self.part(part, "number") for part in parts if part.get("what")]
            needs = {"needs": "all"} if said["needs_all"] and how in ("sum", "mean", "min", "max") else {}
            return {"op": how, "of": found, **needs}
        if how == "rows":
            group = self.targets.by_id.get(said["group"])
            where = when_of(said["condition"] or ALWAYS, self.targets, said["group"])
            named = f"{group.section}/{group.key}" if group else said["group"] and DELETED
            return {"op": "rows", "in": named, **({} if where is None else {"where": where})}
        if how == "between":
            start, end = self.part(said["start"], "date"), self.part(said["end"], "date")
            return {"op": "between", "from": start, "to": end, "unit": said["time"] or "weeks"}
        if how == "age":
            ends = {"born": said["start"], "at": said["end"]}
            return {
                "op": "age",
                **{key: self.part(end, "date") for key, end in ends.items() if end.get("what")},
            }
        when = when_of(said["condition"] or ALWAYS, self.targets)
        chosen = {"then": said["then"], "else": said["otherwise"]}
        kept = {key: part for key, part in chosen.items() if part.get("what") or key == "then"}
        return {"op": "if", "when": when, **{key: self.part(part, self.gives) for key, part in kept.items()}}

    def part(self, part: Mapping[str, Json], gives: str) -> Json:
        what = part.get("what") or ""
        if what == FIXED:
            return _typed((part.get("value") or "").strip(), gives)
        if what in (TODAY, BIRTH):
            return {"date": what}
        if not what:
            return None
        block_id, is_score, scale = what.partition("#")
        target = self.targets.by_id.get(block_id)
        name = f"{target.section}/{target.key}" if target is not None else DELETED
        if is_score:
            return {"score": name, "scale": scale}
        group = self.targets.by_id.get(target.group) if target is not None and target.group else None
        if target is not None and group is not None:
            return {"answer": f"{group.section}/{group.key}/*/{target.key}"}
        return {"answer": name}


class _Reader:
    def __init__(self, targets: Targets) -> None:
        self.targets = targets

    def said(self, calculate: Json) -> dict[str, Json] | None:
        how = calculate.get("op") if isinstance(calculate, Mapping) else None
        if not isinstance(how, str) or how not in dict(HOW):
            return None
        said = {**NOTHING, "how": how}
        if how in _LISTED:
            of = calculate.get("of")
            parts = [self.part(part) for part in of] if isinstance(of, list) else []
            said["parts"] = [{"type": "item", "id": str(uuid.uuid4()), "value": part} for part in parts]
            said["needs_all"] = calculate.get("needs") == "all"
        elif how == "rows":
            group = self._place(calculate.get("in"))
            said["group"] = group
            said["condition"] = rows_of(calculate.get("where"), self.targets, group)
        elif how == "between":
            said |= {"start": self.part(calculate.get("from")), "end": self.part(calculate.get("to"))}
            said["time"] = calculate.get("unit") if calculate.get("unit") in UNITS else "weeks"
        elif how == "age":
            said |= {"start": self.part(calculate.get("born")), "end": self.part(calculate.get("at"))}
        else:
            said["condition"] = rows_of(calculate.get("when"), self.targets)
            said |= {"then": self.part(calculate.get("then")), "otherwise": self.part(calculate.get("else"))}
        return said

    def part(self, part: Json) -> dict[str, Json]:
        """A part as a block; one that no block can say is left empty, and found out by writing it again."""
        if isinstance(part, (bool, int, float, str)):
            return {"what": FIXED, "value": _words(part)}
        if not isinstance(part, Mapping):
            return dict(NO_PART)
        if isinstance(part.get("date"), str):
            day = part["date"]
            return {"what": day, "value": ""} if day in (TODAY, BIRTH) else {"what": FIXED, "value": day}
        if isinstance(part.get("score"), str):
            return {"what": f"{self._place(part['score'])}#{part.get('scale')}", "value": ""}
        return {"what": self._place(part.get("answer")), "value": ""}

    def _place(self, name: Json) -> str:
        if not isinstance(name, str):
            return ""
        place, _, column = name.partition("/*/")
        section, _, key = place.partition("/")
        found = self.targets.by_place.get(("", section, key))
        if found is not None and column:
            found = self.targets.by_place.get((found.block_id, "", column))
        return found.block_id if found is not None else ""


def _advanced(text: str) -> Json:
    try:
        return json.loads(text) if text else None
    except ValueError:
        # Not an expression: the check says so, beside the question.
        return text


def _words(value: Json) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)


def _typed(text: str, gives: str) -> Json:
    """What an author typed, as what is worked out: a number, a date, yes or no, or a text."""
    if gives == "text":
        return text
    if gives == "yes_no":
        return {"yes": True, "no": False}.get(text.lower(), text)
    if gives == "date":
        return {"date": _day(text)}
    plain = text.replace(",", "")
    if _WHOLE.fullmatch(plain):
        return int(plain)
    return float(plain) if _DECIMAL.fullmatch(plain) else text


def _day(text: str) -> str:
    typed = _DAY.fullmatch(text)
    try:
        return date(int(typed[3]), int(typed[2]), int(typed[1])).isoformat() if typed else text
    except ValueError:
        return text
