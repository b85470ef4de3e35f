"""The routes of a template: every question in order, with its condition in words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aimwell_cms.authoring.convert.placing import every
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.readiness import context_of
from aimwell_cms.authoring.routes.listing import Listing, listing_of
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

_SHOW = (
    ("all", "All questions"),
    ("conditional", "With a condition"),
    ("problems", "With something to look at"),
)


@require_safe
def index(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every question in order, with all that decides about it."""
    page = page_for(request, page_id)
    listing = listing_of(context_of(page))
    can_edit = page.permissions_for_user(request.user).can_edit()
    show = request.GET.get("show", "all")
    context = {
        **page_context(page, "aimwell_routes", f"Routes of {page.title}", "list-ul"),
        "listing": listing,
        "rows": listing.shown(show),
        "filters": _filters(page, listing, show),
        "editable": _editable(page) if can_edit else frozenset(),
        "can_edit": can_edit,
    }
    return render(request, "aimwell_authoring/routes.html", context)


def _filters(page: TemplatePage, listing: Listing, show: str) -> list[dict[str, Any]]:
    known = show if show in dict(_SHOW) else "all"
    url = reverse("aimwell_routes", args=[page.pk])
    return [
        {
            "label": f"{label} ({listing.count(name)})",
            "url": url if name == "all" else f"{url}?show={name}",
            "is_current": name == known,
        }
        for name, label in _SHOW
    ]


def _editable(page: TemplatePage) -> frozenset[str]:
    """The ids of the blocks that can have a condition."""
    blocks = every(page.form.sections)
    return frozenset(block.get("id") or "" for block in blocks if "when" in block["value"])
