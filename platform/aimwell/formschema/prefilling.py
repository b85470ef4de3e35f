"""Where a question's answer may already stand: in the person's record, or in an earlier form.

What is found there is offered while filling in, never put in by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import KINDS, NOTE, note, widget_of

Json = Any

PERSON_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "preferred_name": "Preferred name",
        "given_name": "First name",
        "family_name": "Last name",
        "date_of_birth": "Date of birth",
        "nhs_number": "NHS number",
        "communication_needs": "Communication needs",
    }
)
"""What of a person's record may be offered."""

_TEXTS = frozenset({"short-text", "long-text"})


@dataclass(frozen=True, kw_only=True)
class Prefill:
    """Where an answer may come from.

    ``source`` is ``person`` (then ``field`` is one of PERSON_FIELDS) or ``record``: the newest signed form of
    ``kind`` that asks ``question`` (``section/key``).
    """

    source: Literal["person", "record"]
    field: str = ""
    kind: str = ""
    question: str = ""


def parse(raw: Json) -> Prefill | None:
    """Read the annotation; None when it isn't written as one."""
    if not isinstance(raw, Mapping):
        return None
    if raw.get("source") == "person" and set(raw) == {"source", "field"}:
        return Prefill(source="person", field=raw["field"]) if _is_in(raw["field"], PERSON_FIELDS) else None
    if raw.get("source") == "record" and set(raw) == {"source", "kind", "question"}:
        kind, question = raw["kind"], raw["question"]
        if _is_in(kind, KINDS) and isinstance(question, str) and _is_name(question):
            return Prefill(source="record", kind=kind, question=question)
    return None


def _is_in(value: Json, known: Mapping[str, str] | tuple[str, ...]) -> bool:
    return isinstance(value, str) and value in known


def _is_name(question: str) -> bool:
    section, _, key = question.partition("/")
    return bool(section and key) and "/" not in key and len(question) <= 200


def prefill_problems(title: str, schema: Mapping[str, Json], place: str) -> Iterator[Problem]:
    """What is wrong with a question's source, if it names one."""
    notes = note(schema)
    if "prefill" not in notes:
        return
    found = parse(notes["prefill"])
    if found is None:
        yield Problem(
            id="prefill-malformed",
            place=f"{place}/{NOTE}/prefill",
            message=f"Where the answer to ‘{title}’ may come from isn’t said as it must be.",
            remedy='Write {"source": "person", "field": "…"}, '
            'or {"source": "record", "kind": "…", "question": "section/question"}.',
        )
        return
    widget = widget_of(schema)
    takes = _TEXTS | {"date"} if found.field == "date_of_birth" else _TEXTS
    if found.source == "person" and widget not in takes:
        yield Problem(
            id="prefill-misfit",
            place=f"{place}/{NOTE}/prefill",
            message=f"‘{title}’ can’t take “{PERSON_FIELDS[found.field]}” from the person’s record.",
            remedy="Ask it as a text (a date of birth also as a date), or choose another source.",
        )
