"""The history of a form: its versions, two of them beside each other, an old one as a new draft."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from aimwell.library.models import TemplateVersion
from aimwell_cms.authoring.approval.steps import refuse_locked
from aimwell_cms.authoring.comparing import compare_texts
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.restoring import restore
from aimwell_cms.authoring.standing import standing_of, versions_of
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

DRAFT = "draft"


@require_safe
def versions(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every published version: number, when, by whom, what changed; compare, restore, export."""
    page = page_for(request, page_id)
    found = versions_of(page)
    context = {
        **page_context(page, "aimwell_versions", f"Versions of {page.title}", "history"),
        "standing": standing_of(page),
        "versions": found,
        "older": str(found[0].number) if found else "",
        "newer": DRAFT,
        "may_restore": _may_restore(request, page),
    }
    return render(request, "aimwell_authoring/versions.html", context)


@require_safe
def compare(request: HttpRequest, page_id: int) -> HttpResponse:
    """Two versions, or a version and the draft, beside each other."""
    page = page_for(request, page_id)
    found = versions_of(page)
    older, newer = request.GET.get("older", ""), request.GET.get("newer", DRAFT)
    before, after = _text(page, found, older), _text(page, found, newer)
    context = {
        **page_context(page, "aimwell_versions", f"Versions of {page.title}", "history"),
        "versions": found,
        "older": older,
        "newer": newer,
        "comparison": compare_texts(before, after, before=_name(older), after=_name(newer)),
    }
    return render(request, "aimwell_authoring/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """Ask, then make a version the draft again. What is live stays."""
    page = page_for(request, page_id)
    version = _version(versions_of(page), str(number))
    if not _may_restore(request, page):
        raise PermissionDenied
    if request.method == "POST":
        restore(page, version, request.user)
        messages.success(
            request,
            f"The draft is version {number} again. The draft from before is kept in the form’s history.",
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        **page_context(page, "aimwell_versions", f"Versions of {page.title}", "history"),
        "version": version,
        "comparison": compare_texts(
            page.text(), version.text, before="The draft now", after=_name(str(number))
        ),
    }
    return render(request, "aimwell_authoring/restore.html", context)


def _may_restore(request: HttpRequest, page: TemplatePage) -> bool:
    try:
        refuse_locked(page, request.user)
    except PermissionDenied:
        return False
    return True


def _version(found: list[TemplateVersion], number: str) -> TemplateVersion:
    for version in found:
        if str(version.number) == number:
            return version
    raise Http404("No such version.")


def _text(page: TemplatePage, found: list[TemplateVersion], which: str) -> str:
    return page.text() if which == DRAFT else _version(found, which).text


def _name(which: str) -> str:
    return "The draft" if which == DRAFT else f"Version {which}"
