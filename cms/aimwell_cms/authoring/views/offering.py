"""The installation's administrator offers an organisation's items to all others."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from aimwell.library.models import LibraryItem
from aimwell.library.models.items import Offered
from aimwell.library.shelf import offer, own_items
from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for


@require_http_methods(["GET", "HEAD", "POST"])
def offers(request: HttpRequest) -> HttpResponse:
    """Every organisation's items. There is no such page for anybody else."""
    if not request.user.is_superuser:
        raise Http404("No such page.")
    if request.method == "POST":
        return _change(request)
    context = {
        "libraries": [library for library in map(_library, Organisation.objects.all()) if library["items"]],
        "header_title": "Offers of all libraries",
        "header_icon": "folder-open-inverse",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": "", "label": "Offers of all libraries"},
        ],
    }
    return render(request, "aimwell_authoring/library_offers.html", context)


def _library(organisation: Organisation) -> dict[str, Any]:
    with acting_for(organisation):
        return {
            "organisation": organisation,
            "items": list(own_items(organisation).filter(withdrawn_at=None)),
        }


def _change(request: HttpRequest) -> HttpResponse:
    organisation = get_object_or_404(Organisation, slug=request.POST.get("organisation", ""))
    with acting_for(organisation):
        item = get_object_or_404(_named(organisation, request.POST.get("item", "")))
        wanted = Offered.BY_INSTALLATION if request.POST.get("offer") == "true" else Offered.NO
        offer(item, wanted)
    words = "is offered to every organisation" if wanted else "is no longer offered"
    messages.success(request, f"“{item.title}” of {organisation.name} {words}.")
    return redirect("aimwell_library_offers")


def _named(organisation: Organisation, item_id: str) -> Any:
    known = {str(pk) for pk in own_items(organisation).values_list("pk", flat=True)}
    return LibraryItem.objects.filter(organisation=organisation, pk__in=known & {item_id})
