"""What the screens of an organisation's own measures share: finding one, and the frame of its pages."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from aimwell.organisations.models import CustomMeasure
from aimwell_cms.authoring.measures.rows import MeasureRow, measure_row

TABS = (
    ("aimwell_measure", "Edit"),
    ("aimwell_measure_try", "Try it"),
    ("aimwell_measure_versions", "Versions"),
)


def row_or_404(request: HttpRequest, name: str) -> MeasureRow:
    """The measure of this name in the organisation that the request acts for."""
    row = measure_row(request.organisation, name)
    if row is None:
        raise Http404("No such measure.")
    return row


def base_of(measure: CustomMeasure) -> str:
    """What tells a draft from another one: it goes along with a page, and comes back with its form."""
    return hashlib.sha256(measure.text.encode()).hexdigest()[:16]


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    row: MeasureRow | None = None,
    current: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page about all measures, or about the one of ``row``. ``current``: the name of its own address."""
    slug = request.organisation.slug
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": "Home"},
        {
            "url": reverse("aimwell_measures", args=[slug]),
            "label": f"Measures of {request.organisation.name}",
        },
    ]
    tabs = []
    if row is not None:
        name = row.measure.name
        tabs = [
            {"label": label, "url": reverse(view, args=[slug, name]), "is_current": view == current}
            for view, label in TABS
        ]
        trail.append({"url": reverse("aimwell_measure", args=[slug, name]), "label": row.measure.label})
    frame = {
        "organisation": request.organisation,
        "row": row,
        "tabs": tabs,
        "header_title": row.measure.label if row else "Measures",
        "header_icon": "form",
        "breadcrumbs_items": trail,
    }
    return render(request, f"aimwell_authoring/{template}", {**frame, **context}, status=status)
