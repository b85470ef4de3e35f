"""A person's stream: what they are known by on the pathway, read out of signed records and recorded acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from aimwell.contracts import Json
from aimwell.formschema import fed
from aimwell.library.models import version_of
from aimwell.pathway.models import Act
from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.folding import FORMS
from aimwell.people.merging import family_of
from aimwell.people.models import Person
from aimwell.records.models import Record


def events_of(person: Person) -> list[Event]:
    """Every event of a person and of those merged into them. Three statements at most.

    An amended form is one event: it happened when it was first signed, and says what its latest record says.
    """
    family = family_of(person)
    return [*_signed(family), *_acted(family)]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What the records of a version can do for the pathway; it never changes, as a version doesn't.

    ``feeds``: whether its answers tell anything. ``moves``: whether its records move anything: by its kind,
    its rule, or what its answers tell.
    """

    kind: str
    feeds: bool
    moves: bool


@lru_cache(maxsize=1024)
def telling_of(version: int) -> Telling:
    """What the records of the version with this key can do, found out once a process."""
    read = version_of(version)
    feeds = any(question.feeds for question in read.outline.all_questions())
    moves = feeds or read.outline.triage is not None or read.kind in FORMS
    return Telling(kind=read.kind, feeds=feeds, moves=moves)


_DECISION = ("purpose", "decided", "decided_label", "role", "recommended", "level", "reason", "rule")


def _signed(family: tuple[int, ...]) -> list[Event]:
    light = list(
        Record.objects.filter(person__in=family)
        .order_by("pk")
        .values(
            "pk",
            "version_id",
            "amends_id",
            "signed_at",
            "signed_by_id",
            "service_id",
            "review_due",
            "third_party",
            *(f"decision__{name}" for name in _DECISION),
        )
    )
    # An amendment is always newer than what it amends, so its root is known by then.
    roots: dict[int, Any] = {}
    for row in light:
        roots[row["pk"]] = roots.get(row["amends_id"], row)
    amended = {row["amends_id"] for row in light}
    standing = [row for row in light if row["pk"] not in amended and telling_of(row["version_id"]).moves]
    answers = _answers([row["pk"] for row in standing if telling_of(row["version_id"]).feeds])
    return [_event(roots[row["pk"]], row, answers.get(row["pk"])) for row in standing]


def _answers(records: list[int]) -> dict[int, Json]:
    """The answers of those records whose answers tell anything: they are most of what there is to read."""
    return dict(Record.objects.filter(pk__in=records).values_list("pk", "answers")) if records else {}


def _event(root: Any, latest: Any, answers: Json) -> Event:
    telling = telling_of(latest["version_id"])
    said = fed(version_of(latest["version_id"]).outline, answers) if telling.feeds else {}
    if latest["decision__decided"] is not None:
        said["decision"] = _decision(latest)
    if due := root["review_due"]:
        said["review_due"] = due.isoformat()
    if latest["third_party"]:
        said["confidential"] = True
    return Event(
        key=f"record:{root['pk']}",
        kind=telling.kind,
        at=root["signed_at"],
        by=root["signed_by_id"],
        service=root["service_id"],
        said=said,
        source=f"record:{latest['pk']}",
    )


def _decision(row: Mapping[str, Json]) -> dict[str, Json]:
    return {
        "purpose": row["decision__purpose"],
        "code": row["decision__decided"],
        "label": row["decision__decided_label"],
        # Decisions from before roles were kept are of the rule whose codes are the roles.
        "role": row["decision__role"] or row["decision__decided"],
        "recommended": row["decision__recommended"],
        "level": row["decision__level"],
        "reason": row["decision__reason"],
        "rule": row["decision__rule"],
    }


def _acted(family: tuple[int, ...]) -> list[Event]:
    return [event_of(act) for act in Act.objects.filter(person__in=family)]


def event_of(act: Act) -> Event:
    """An act as an event."""
    return Event(
        key=act.key,
        kind=act.kind,
        at=act.at,
        by=act.by_id,
        service=act.service_id,
        said=act.said,
        why=act.why,
        evidence=tuple(act.evidence),
        undoes=act.undoes,
        source=act.key,
    )
