from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aimwell.organisations.access import member
from aimwell.organisations.models import ViewLog
from aimwell.organisations.roles import May
from aimwell.people.merging import family_of
from aimwell.people.models import Person
from aimwell.records.models import Record

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Look:
    """One row of the log in words; ``person`` is None where it was about something else."""

    row: ViewLog
    what: str
    person: Person | None
    record: Record | None


@member(May.SEE_VIEWS)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Who looked at what, newest first; of one person with ``?person=``."""
    rows = ViewLog.objects.filter(organisation=request.organisation).select_related("user").order_by("-pk")
    chosen = _chosen(request)
    if chosen is not None:
        family = family_of(chosen)
        records = Record.objects.filter(person_id__in=family).values("pk")
        about_records = Q(object_type="record", object_id__in=records)
        rows = rows.filter(Q(object_type="person", object_id__in=family) | about_records)
    page, has_older = _page(request, rows)
    return render(
        request,
        "workspace/views.jinja",
        {"looks": _in_words(page), "chosen": chosen, "older": page[-1].pk if has_older else None},
    )


def _chosen(request: HttpRequest) -> Person | None:
    asked = request.GET.get("person", "")
    if not (asked.isascii() and asked.isdigit()):
        return None
    return Person.objects.filter(organisation=request.organisation, pk=int(asked[:18])).first()


def _page(request: HttpRequest, rows: QuerySet[ViewLog]) -> tuple[list[ViewLog], bool]:
    """The rows before the one that ``?before=`` names: as quick on the last page as on the first."""
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _in_words(rows: list[ViewLog]) -> list[Look]:
    record_ids = [row.object_id for row in rows if row.object_type == "record"]
    person_ids = [row.object_id for row in rows if row.object_type == "person"]
    records = (
        Record.objects.select_related("person", "version")
        .defer("answers", "statement", "version__text", "version__schema_text")
        .in_bulk(record_ids)
    )
    people = Person.objects.in_bulk(person_ids)
    looks = []
    for row in rows:
        record = records.get(row.object_id) if row.object_type == "record" else None
        person = people.get(row.object_id) if row.object_type == "person" else None
        what = record.version.title if record else row.object_type.capitalize()
        looks.append(Look(row=row, what=what, person=record.person if record else person, record=record))
    return looks
