"""What an organisation does with items: offer, withdraw and lock its own; start a form from a whole one."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from aimwell.formschema.following.items import COPY, FOLLOW, LOCKS
from aimwell.formschema.following.keeping import Kept, whole
from aimwell.library import shelf
from aimwell.library.models import LibraryItem
from aimwell.library.models.items import ItemKind, Offered
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell_cms.authoring.starters import bring_in
from aimwell_cms.authoring.views.starting import begun


@require_POST
@member(May.AUTHOR)
def offer(request: HttpRequest, item: UUID) -> HttpResponse:
    """Offer an item to other organisations, or stop offering it."""
    own = _own(request, item)
    wanted = Offered.BY_OWNER if request.POST.get("offer") == "true" else Offered.NO
    shelf.offer(own, wanted)
    if wanted:
        messages.success(
            request, f"“{own.title}” is offered to other organisations, with your organisation’s name."
        )
    else:
        messages.success(
            request,
            f"“{own.title}” is no longer offered. Forms of others that follow it keep what they have.",
        )
    return redirect("aimwell_library_item", request.organisation.slug, own.pk)


@require_POST
@member(May.AUTHOR)
def withdraw(request: HttpRequest, item: UUID) -> HttpResponse:
    """Withdraw an item, or undo that."""
    own = _own(request, item)
    if request.POST.get("withdraw") == "true":
        shelf.withdraw(own)
        messages.success(
            request, f"“{own.title}” is withdrawn. Forms that follow it keep what they have, and are told."
        )
    else:
        shelf.put_back(own)
        messages.success(request, f"“{own.title}” is in the library again.")
    return redirect("aimwell_library_item", request.organisation.slug, own.pk)


@require_POST
@member(May.AUTHOR)
def locks(request: HttpRequest, item: UUID) -> HttpResponse:
    """Lock something else: a new version, the same in all other respects."""
    own = _own(request, item)
    latest = own.versions.first()
    chosen = [lock for lock in LOCKS if lock in request.POST.getlist("locks")]
    if chosen == latest.locks:
        messages.info(request, "Nothing changed: the same is locked already.")
    else:
        kept = Kept(
            kind=latest.kind,
            key=latest.key,
            part=json.loads(latest.text),
            required=latest.required,
            left_out=(),
        )
        version = shelf.keep(
            request.organisation,
            kept,
            title=latest.title,
            description=latest.description,
            locks=chosen,
            by=request.user,
            item=own,
            note="What is locked changed.",
        )
        messages.success(
            request, f"This is version {version.number}. Forms that follow the item are offered it."
        )
    return redirect("aimwell_library_item", request.organisation.slug, own.pk)


@require_POST
@member(May.AUTHOR)
def use(request: HttpRequest, item: UUID) -> HttpResponse:
    """Start a form from a whole one of the library."""
    mode = request.POST.get("mode", "")
    found = shelf.newest_versions(request.organisation, [str(item)])
    if not found or found[0].kind != ItemKind.TEMPLATE or mode not in (FOLLOW, COPY):
        raise Http404("No such form in the library.")
    version = found[0]
    template = whole(version.as_item(version.organisation.name), mode)
    text = json.dumps(template, ensure_ascii=False, indent=2) + "\n"
    return begun(request, bring_in(text, request.organisation, request.user))


def _own(request: HttpRequest, item: UUID) -> LibraryItem:
    return get_object_or_404(shelf.own_items(request.organisation), pk=item)
