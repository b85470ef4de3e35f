"""The triage queue: who waits before their care begins, the most urgent first, then whoever waits longest.

As many SQL statements for 5,000 people as for 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from aimwell.library.models import FormTemplate, Kind
from aimwell.organisations.models import Organisation, Service
from aimwell.pathway.models import PathwayRow, ResponseTargets, TaskRow
from aimwell.pathway.rules.states import State
from aimwell.pathway.rules.tasks import LABELS
from aimwell.workspace.alerts import WaitingAlert

PAGE = 25


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A tab of the queue: what is waited for, in which states, and the kind of form that takes it on."""

    label: str
    states: tuple[State, ...]
    form: Kind


STAGES: Mapping[str, Stage] = {
    "triage": Stage(label="Triage", states=(State.REQUESTED, State.ASKED_MORE), form=Kind.TRIAGE),
    "assessment": Stage(label="Assessment", states=(State.ACCEPTED,), form=Kind.ASSESSMENT),
    "priority": Stage(label="Priority", states=(State.ASSESSED,), form=Kind.ASSESSMENT),
    "episode": Stage(label="Episode", states=(State.PRIORITISED,), form=Kind.SUPPORT_PLAN),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the queue is to show. ``service``: its id, or None for all."""

    stage: str
    service: int | None
    page: int

    @classmethod
    def from_query(cls, query: Any) -> Asked:
        """Read from a query string; what is not known is left aside."""
        return cls(
            stage=query.get("stage") if query.get("stage") in STAGES else "triage",
            service=_number(query.get("service", "")),
            page=max(1, _number(query.get("page", "")) or 1),
        )

    def link(self, **changes: Any) -> str:
        """The query string for the same with ``changes``; a changed filter begins at its first page."""
        asked = replace(self, **{"page": 1, **changes})
        said = {"stage": asked.stage, "service": str(asked.service or ""), "page": str(asked.page)}
        usual = {"stage": "triage", "service": "", "page": "1"}
        return "?" + urlencode({name: value for name, value in said.items() if value != usual[name]})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Somebody in the queue. ``missing``: what is owed or not known, in words; ``late``: over target."""

    row: PathwayRow
    days: int
    late: bool
    missing: tuple[str, ...]
    alerts: tuple[WaitingAlert, ...]


@dataclass(frozen=True, kw_only=True)
class Queue:
    """One page of the queue. ``counts``: how many each stage holds; ``form``: the one that takes it on."""

    asked: Asked
    rows: tuple[Waiting, ...]
    counts: Mapping[str, int]
    pages: int
    services: tuple[Service, ...]
    targets: ResponseTargets | None
    form: FormTemplate | None


def queue(organisation: Organisation, asked: Asked, alerts: tuple[WaitingAlert, ...]) -> Queue:
    """One page of who waits. ``alerts``: those that wait in the organisation."""
    services = tuple(organisation.services.all())
    if asked.service not in {service.pk for service in services}:
        asked = replace(asked, service=None)
    counts = _counts(_pathways(organisation, asked))
    pages = max(1, -(-counts[asked.stage] // PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    stage = STAGES[asked.stage]
    rows = list(
        _pathways(organisation, asked)
        .filter(state__in=stage.states)
        .select_related("person__key_worker", "service")
        .order_by("rank", "opened", "key")[(asked.page - 1) * PAGE : asked.page * PAGE]
    )
    targets = ResponseTargets.objects.filter(organisation=organisation).first()
    owed = _owed(rows)
    return Queue(
        asked=asked,
        rows=tuple(_waiting(row, localdate(), targets, owed.get(row.key, ()), alerts) for row in rows),
        counts=counts,
        pages=pages,
        services=services,
        targets=targets,
        form=FormTemplate.objects.filter(organisation=organisation, kind=stage.form)
        .exclude(live=None)
        .order_by("title")
        .first(),
    )


def _pathways(organisation: Organisation, asked: Asked) -> QuerySet[PathwayRow]:
    rows = PathwayRow.objects.filter(organisation=organisation)
    return rows if asked.service is None else rows.filter(service=asked.service)


def _counts(pathways: QuerySet[PathwayRow]) -> dict[str, int]:
    by_state = dict(pathways.values_list("state").annotate(Count("pk")).order_by())
    return {
        name: sum(by_state.get(state.value, 0) for state in stage.states) for name, stage in STAGES.items()
    }


def _owed(rows: list[PathwayRow]) -> dict[str, tuple[str, ...]]:
    """What is to be done on each pathway, in words."""
    found: dict[str, tuple[str, ...]] = {}
    tasks = TaskRow.objects.filter(person__in={row.person_id for row in rows}).exclude(pathway_key="")
    for task in tasks.order_by("due"):
        label = LABELS.get(task.kind, task.kind)
        found[task.pathway_key] = (*found.get(task.pathway_key, ()), label)
    return found


def _waiting(
    row: PathwayRow,
    today: date,
    targets: ResponseTargets | None,
    owed: tuple[str, ...],
    alerts: tuple[WaitingAlert, ...],
) -> Waiting:
    days = (today - localdate(row.opened)).days
    target = _target(row, targets)
    unknown = [] if row.person.key_worker_id else ["No key worker"]
    return Waiting(
        row=row,
        days=days,
        late=target is not None and days > target,
        missing=(*owed, *unknown),
        alerts=tuple(alert for alert in alerts if alert.person_id == row.person_id),
    )


def _target(row: PathwayRow, targets: ResponseTargets | None) -> int | None:
    """Days within which the next step is aimed for."""
    if targets is None:
        return None
    if row.state in (State.REQUESTED, State.ASKED_MORE):
        return targets.triage_days
    if row.state == State.ACCEPTED:
        return targets.urgent_days if row.decision == "urgent" else targets.routine_days
    return None
