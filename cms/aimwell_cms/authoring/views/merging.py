"""A form and what it follows: bring it up to a newer version, put back what is locked, stop following."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from aimwell.formschema.differences.diffing import Change, diff
from aimwell.formschema.following.items import Claim, Item, claims, part_at
from aimwell.formschema.following.marking import stop_following
from aimwell.formschema.following.merging import Merge, alone, merged
from aimwell.formschema.following.putting_back import relock
from aimwell.formschema.shape import NOTE
from aimwell_cms.authoring.following import followed_by, forget
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.redrafting import redraft
from aimwell_cms.authoring.shelf.parts import locked_words
from aimwell_cms.authoring.shelf.uses import Use, uses_of
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.case_doors import of_page
from aimwell_cms.authoring.views.using import TAB, is_free

CHOICE = "choice-"


@require_http_methods(["GET", "HEAD", "POST"])
@of_page(writes=True)
def newer(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """What a newer version brings, what stays, and what there is to choose; then a new draft."""
    use = _use(request, page)
    if use.newer is None or use.item is None:
        messages.info(request, "There is no newer version of it.")
        return redirect(TAB, page.pk)
    claim = next((one for one in claims(page.written().template) if one.place == use.place), None)
    if claim is None or use.breaks:
        messages.error(request, "Something that is locked was changed here. Put that back first.")
        return redirect(TAB, page.pk)
    item = use.newer.as_item(use.newer.organisation.name)
    chosen = {
        name.removeprefix(CHOICE): side for name, side in request.POST.items() if name.startswith(CHOICE)
    }
    merge = merged(page.written().template, claim, use.item, item, chosen)
    if request.method == "POST" and is_free(request, page) and _is_same(request, page) and not merge.clashes:
        redraft(page, merge.template)
        page.save_revision(user=request.user, log_action=True)
        messages.success(
            request,
            f"The draft follows version {item.version} of {item.named} now. Look through it and publish it.",
        )
        return redirect(TAB, page.pk)
    return _offer(request, page, use, claim, item, merge)


def _offer(
    request: HttpRequest, page: TemplatePage, use: Use, claim: Claim, item: Item, merge: Merge
) -> HttpResponse:
    context = {
        **page_context(page, TAB, f"Version {item.version} of “{item.title}”", "folder-open-inverse"),
        "use": use,
        "newer": item,
        "note": use.newer.note if use.newer else "",
        "locked": locked_words(item),
        "upstream": diff(alone(use.item), alone(item)) if use.item else (),
        "here": [one for one in diff(page.written().template, merge.template) if not _is_link(one)],
        "local": [part for part in _local(claim) if part],
        "merge": merge,
        "revision": page.latest_revision_id,
    }
    return render(
        request, "aimwell_authoring/form_library_newer.html", context, status=422 if merge.clashes else 200
    )


def _is_link(change: Change) -> bool:
    """Whether a change is only that of the link to the library."""
    return all((NOTE, "library") in pairwise(edit.path) for edit in change.edits)


def _local(claim: Claim) -> list[str]:
    """The titles of what the form added to what it follows."""
    found: list[str] = []
    waiting: list[Any] = [claim.part]
    while waiting:
        part = waiting.pop()
        inside = part.get("properties") or {} if isinstance(part, dict) else {}
        for key, inner in inside.items():
            if isinstance(inner, dict) and (inner.get("x-aimwell") or {}).get("local"):
                found.append(str(inner.get("title") or key))
            waiting.append(inner)
    return found


def _is_same(request: HttpRequest, page: TemplatePage) -> bool:
    """Whether the draft is still the one that was looked at."""
    if request.POST.get("revision") == str(page.latest_revision_id):
        return True
    messages.warning(request, "The draft was changed meanwhile. Look at it again: nothing was taken over.")
    return False


@require_POST
@of_page(writes=True)
def put_back(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """Put back whatever is locked and was changed."""
    if is_free(request, page):
        written = page.written()
        followed = followed_by(page, written)
        redraft(page, relock(written.template, followed.items, followed.remembered))
        page.save_revision(user=request.user, log_action=True)
        messages.success(request, "What is locked is as its owner has it. What you added is still here.")
    return redirect(TAB, page.pk)


@require_POST
@of_page(writes=True)
def stop(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """Stop following: the part becomes the form's own copy, as it stands."""
    use = _use(request, page)
    if is_free(request, page):
        template = deepcopy(page.written().template)
        claim = next((one for one in claims(template) if one.place == use.place), None)
        if claim is not None and claim.follows:
            stop_following(part_at(template, claim.place), claim)
            redraft(page, template)
        forget(page, use.block)
        page.save_revision(user=request.user, log_action=True)
        messages.success(request, f"“{use.title}” is this form’s own copy now. You may change all of it.")
    return redirect(TAB, page.pk)


def _use(request: HttpRequest, page: TemplatePage) -> Use:
    """What the page follows with the block that is asked for."""
    block = (request.POST if request.method == "POST" else request.GET).get("block", "")
    for use in uses_of(page):
        if use.block == block and use.follows:
            return use
    raise Http404("Nothing here follows a library.")
