"""An organisation's library: its own items, what others offer, and what is new in its forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aimwell.formschema.following.items import LOCKS
from aimwell.library.models import ItemVersion, LibraryItem
from aimwell.library.shelf import newest_versions, own_items
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell_cms.authoring.shelf.parts import KIND_WORDS, asked_by, locked_words
from aimwell_cms.authoring.shelf.uses import form_uses


@require_safe
@member(May.AUTHOR)
def index(request: HttpRequest) -> HttpResponse:
    """What can be used, and what is new or gone in the forms that follow something."""
    organisation = request.organisation
    rows = [_row(version) for version in newest_versions(organisation)]
    context = {
        "own": [row for row in rows if row["version"].organisation_id == organisation.pk],
        "others": [row for row in rows if row["version"].organisation_id != organisation.pk],
        "withdrawn": own_items(organisation).exclude(withdrawn_at=None),
        "forms": form_uses(organisation),
    }
    return _render(request, "library.html", context, f"Library of {organisation.name}")


@require_safe
@member(May.AUTHOR)
def detail(request: HttpRequest, item: UUID) -> HttpResponse:
    """One item: what it asks, what is locked, its versions."""
    return show(request, item)


def show(request: HttpRequest, item_id: UUID, status: int = 200) -> HttpResponse:
    """The page of an item that is the organisation's own, or offered to it."""
    item = get_object_or_404(LibraryItem.objects.select_related("organisation"), pk=item_id)
    versions = list(
        ItemVersion.objects.filter(item=item, organisation=item.organisation).select_related("made_by")
    )
    newest = _row(versions[0])
    context = {
        "item": item,
        "is_own": item.organisation_id == request.organisation.pk,
        "newest": newest,
        "versions": [_row(version) for version in versions],
        "asked": asked_by(newest["as_item"]),
        "locks": [(lock, words, lock in versions[0].locks) for lock, words in LOCKS.items()],
    }
    return _render(request, "library_item.html", context, item.title, status)


def _row(version: ItemVersion) -> dict[str, Any]:
    item = version.as_item(version.organisation.name)
    return {
        "version": version,
        "as_item": item,
        "kind": KIND_WORDS[version.kind],
        "locked": locked_words(item),
    }


def _render(
    request: HttpRequest, template: str, context: dict[str, Any], title: str, status: int = 200
) -> HttpResponse:
    library = {
        "url": reverse("aimwell_library", args=[request.organisation.slug]),
        "label": f"Library of {request.organisation.name}",
    }
    trail = [{"url": reverse("wagtailadmin_home"), "label": "Home"}, library]
    if title != library["label"]:
        trail.append({"url": "", "label": title})
    more = {
        "organisation": request.organisation,
        "header_title": title,
        "header_icon": "folder-open-inverse",
        "breadcrumbs_items": trail,
    }
    return render(request, f"aimwell_authoring/{template}", {**more, **context}, status=status)
