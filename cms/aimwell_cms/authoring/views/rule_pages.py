"""What the screens of decision tables share: finding one, and the frame of its pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from aimwell.organisations.models import RuleTable
from aimwell.organisations.roles import May
from aimwell.organisations.table_making import fingerprint_of
from aimwell_cms.authoring.ruletables.rows import DEFAULT_MARK, TableRow, table_row

TABS = (
    ("aimwell_rules_edit", "Edit", May.AUTHOR),
    ("aimwell_rules_try", "Try it", May.PUBLISH),
    ("aimwell_rules_replay", "Replay", May.PUBLISH),
    ("aimwell_rules_versions", "Approval and versions", May.PUBLISH),
)


def row_or_404(request: HttpRequest, name: str) -> TableRow:
    """The table of this name in the organisation that the request acts for."""
    row = table_row(request.organisation, name)
    if row is None:
        raise Http404("No such table.")
    return row


def base_of(table: RuleTable) -> str:
    """What tells a draft from another one: it goes along with a page, and comes back with its form."""
    return fingerprint_of(table.text)[:16]


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    row: TableRow | None = None,
    current: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page about all tables, or about the one of ``row``. ``current``: the name of its own address."""
    made = framed(request, context, row=row, current=current)
    return render(request, f"aimwell_authoring/{template}", made, status=status)


def framed(
    request: HttpRequest, context: dict[str, Any], *, row: TableRow | None = None, current: str = ""
) -> dict[str, Any]:
    """The context of a page, with its heading, the way back and its row of tabs."""
    slug = request.organisation.slug
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {"url": reverse("aimwell_rules", args=[slug]), "label": f"Rules of {request.organisation.name}"},
    ]
    tabs = []
    if row is not None:
        name = row.table.name
        tabs = [
            {"label": label, "url": reverse(view, args=[slug, name]), "is_current": view == current}
            for view, label, capability in TABS
            if request.membership.may(capability)
        ]
        trail.append({"url": reverse("aimwell_rules_versions", args=[slug, name]), "label": row.table.label})
    return {
        "organisation": request.organisation,
        "row": row,
        "tabs": tabs,
        "may_edit": request.membership.may(May.AUTHOR),
        "may_read_records": request.membership.may(May.READ_RECORDS),
        "default_mark": DEFAULT_MARK,
        "header_title": row.table.label if row else "Rules",
        "header_icon": "list-ul",
        "breadcrumbs_items": trail,
        **context,
    }
