"""A person's stream: what they are known by on the pathway, read out of signed records and recorded acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.contracts import Json
from aimwell.formschema import fed
from aimwell.library.models import TemplateVersion, version_of
from aimwell.pathway.models import Act
from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.folding import FORMS
from aimwell.people.merging import family_of
from aimwell.people.models import Person
from aimwell.records.models import Decision, Record


def events_of(person: Person) -> list[Event]:
    """Every event of a person and of those merged into them. Four statements, however many there are.

    An amended form is one event: it happened when it was first signed, and says what its latest record says.
    """
    family = family_of(person)
    return [*_signed(family), *_acted(family)]


def _signed(family: tuple[int, ...]) -> list[Event]:
    light = list(
        Record.objects.filter(person__in=family)
        .order_by("pk")
        .values_list(
            "pk",
            "version_id",
            "amends_id",
            "signed_at",
            "signed_by_id",
            "service_id",
            "review_due",
            "third_party",
        )
    )
    # An amendment is always newer than what it amends, so its root is known by then.
    roots: dict[int, int] = {}
    for pk, _, amends, *_ in light:
        roots[pk] = roots.get(amends, pk) if amends else pk
    amended = {amends for _, _, amends, *_ in light}
    by_pk = {row[0]: row for row in light}
    standing = [row for row in light if row[0] not in amended and moves(version_of(row[1]))]
    answers = dict(Record.objects.filter(pk__in=[row[0] for row in standing]).values_list("pk", "answers"))
    decisions = _decisions([row[0] for row in standing])
    return [_event(by_pk[roots[row[0]]], row, answers[row[0]], decisions.get(row[0])) for row in standing]


def moves(version: TemplateVersion) -> bool:
    """Whether records of a version can move anything: by its kind, its rule, or what its answers tell."""
    outline = version.outline
    tells = outline.triage is not None or any(question.feeds for question in outline.all_questions())
    return version.kind in FORMS or tells


def _event(root: Any, latest: Any, answers: Json, decision: Mapping[str, Json] | None) -> Event:
    version = version_of(latest[1])
    said = fed(version.outline, answers)
    if decision is not None:
        said["decision"] = decision
    if due := root[6]:
        said["review_due"] = due.isoformat()
    if latest[7]:
        said["confidential"] = True
    return Event(
        key=f"record:{root[0]}",
        kind=version.kind,
        at=root[3],
        by=root[4],
        service=root[5],
        said=said,
        source=f"record:{latest[0]}",
    )


def _decisions(records: list[int]) -> dict[int, dict[str, Json]]:
    found = Decision.objects.filter(record__in=records).values(
        "record_id", "purpose", "decided", "decided_label", "role", "recommended", "level", "reason", "rule"
    )
    return {
        one["record_id"]: {
            "purpose": one["purpose"],
            "code": one["decided"],
            "label": one["decided_label"],
            # Decisions from before roles were kept are of the rule whose codes are the roles.
            "role": one["role"] or one["decided"],
            "recommended": one["recommended"],
            "level": one["level"],
            "reason": one["reason"],
            "rule": one["rule"],
        }
        for one in found
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
