"""Tasks across people: mine, a service's, everybody's; the most overdue first.

Nothing is ticked off: a task goes when what it asks for is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from aimwell.organisations.models import Organisation, Service, User
from aimwell.pathway.models import TaskRow
from aimwell.pathway.rules.tasks import LABELS
from aimwell.people.models import CareTeamMember

PAGE = 50
WHOSE = {"mine": "Mine", "nobody": "Without a key worker", "everybody": "Everybody’s"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which tasks are to be shown. ``service``: its id, or None for all."""

    whose: str
    service: int | None
    page: int

    @classmethod
    def from_query(cls, query: Any) -> Asked:
        """Read from a query string; what is not known is left aside."""
        return cls(
            whose=query.get("whose") if query.get("whose") in WHOSE else "mine",
            service=_number(query.get("service", "")),
            page=max(1, _number(query.get("page", "")) or 1),
        )

    def link(self, **changes: Any) -> str:
        """The query string for the same with ``changes``; a changed filter begins at its first page."""
        asked = replace(self, **{"page": 1, **changes})
        said = {"whose": asked.whose, "service": str(asked.service or ""), "page": str(asked.page)}
        usual = {"whose": "mine", "service": "", "page": "1"}
        return "?" + urlencode({name: value for name, value in said.items() if value != usual[name]})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """A task as it is shown. ``href``: the page on which it is done."""

    row: TaskRow
    label: str
    href: str
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class Tasks:
    """One page of tasks. ``overdue``, ``total``: of all that are asked for."""

    asked: Asked
    rows: tuple[ToDo, ...]
    total: int
    overdue: int
    pages: int
    services: tuple[Service, ...]


def tasks(organisation: Organisation, user: User, asked: Asked) -> Tasks:
    """One page of the tasks that are asked for, the longest overdue first."""
    today = localdate()
    services = tuple(organisation.services.all())
    if asked.service not in {service.pk for service in services}:
        asked = replace(asked, service=None)
    wanted = _whose(organisation, user, asked.whose)
    if asked.service is not None:
        wanted = wanted.filter(service=asked.service)
    counts = wanted.aggregate(total=Count("pk"), overdue=Count("pk", filter=Q(due__lt=today)))
    pages = max(1, -(-counts["total"] // PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    rows = wanted.select_related("person__key_worker", "service").order_by("due", "kind", "pk")
    return Tasks(
        asked=asked,
        rows=tuple(
            ToDo(
                row=row,
                label=LABELS.get(row.kind, row.kind),
                href=href_of(row, organisation),
                overdue=row.due < today,
            )
            for row in rows[(asked.page - 1) * PAGE : asked.page * PAGE]
        ),
        total=counts["total"],
        overdue=counts["overdue"],
        pages=pages,
        services=services,
    )


def due_of(organisation: Organisation, user: User, today: date) -> tuple[int, int]:
    """How many of somebody's tasks are due by a day, and how many of those were due before it."""
    due = _whose(organisation, user, "mine").filter(due__lte=today)
    counts = due.aggregate(all=Count("pk"), overdue=Count("pk", filter=Q(due__lt=today)))
    return counts["all"], counts["overdue"]


def _whose(organisation: Organisation, user: User, whose: str) -> QuerySet[TaskRow]:
    rows = TaskRow.objects.filter(organisation=organisation)
    if whose == "everybody":
        return rows
    if whose == "nobody":
        return rows.filter(person__key_worker=None)
    in_team = CareTeamMember.objects.filter(organisation=organisation, user=user).values("person_id")
    return rows.filter(Q(person__key_worker=user) | Q(person__in=in_team))


def href_of(row: TaskRow, organisation: Organisation) -> str:
    """The page on which a task is done; the person's pathway for those that any form or act may do."""
    where = {"organisation": organisation.slug, "person": row.person_id}
    page = PAGES.get(row.kind)
    if page is None:
        return reverse("workspace:pathway", kwargs=where)
    name, more = page
    return reverse(f"workspace:{name}", kwargs={**where, **more(row)})


def _on_pathway(row: TaskRow) -> dict[str, str]:
    return {"pathway": row.pathway_key}


PAGES: Mapping[str, tuple[str, Callable[[TaskRow], dict[str, str]]]] = {
    "acknowledge_alert": ("alert-acknowledge", lambda row: {"alert": row.thing}),
    "make_offer": ("offer", _on_pathway),
    "reply": ("reply", _on_pathway),
    "more_information": ("triage-decide", _on_pathway),
    "give_opinion": ("opinion-give", lambda row: {"opinion": row.thing}),
    "handover_answer": ("handover-answer", _on_pathway),
    "follow_up_offer": (
        "offer-follow-up",
        lambda row: {"pathway": row.pathway_key, "offer_made": row.thing},
    ),
    "evaluate_episode": (
        "episode-end",
        lambda row: {"pathway": row.pathway_key, "episode": row.thing},
    ),
    "review_asked": ("review-hold", lambda row: {}),
    "review": ("review-hold", lambda row: {}),
}
"""The page of each kind of task that has one: the name of its address, and what that asks for."""
