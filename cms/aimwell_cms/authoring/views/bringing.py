"""Bring a form as a file, and see what came along."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from aimwell.formschema import TemplateRefused
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell_cms.authoring.bringing import bring_file
from aimwell_cms.authoring.models import Bringing
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for
from aimwell_cms.authoring.views.starting import BringForm, begun, start_page

OUTCOMES = (
    ("refused", "Didn’t come along", "Put it right in the editor, where you need it."),
    ("approximated", "Came along, but not quite the same", "Check that it still asks what you mean."),
    ("mapped", "Came along as it was", ""),
)


@require_POST
@member(May.AUTHOR)
def bring(request: HttpRequest) -> HttpResponse:
    """Bring in a file. One that can't be read is refused, each fault with its place."""
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return start_page(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        page = bring_file(file.read(), file.name or "form", request.organisation, request.user)
    except TemplateRefused as refused:
        return start_page(request, form, refused.problems, status=422)
    if hasattr(page, "bringing"):
        return redirect("aimwell_brought", page.pk)
    return begun(request, page)


@require_safe
def brought(request: HttpRequest, page_id: int) -> HttpResponse:
    """What became of each part of the file that a template page was made from."""
    page = page_for(request, page_id)
    bringing = Bringing.objects.select_related("brought_by").filter(page=page.pk).first()
    if bringing is None:
        raise Http404("It was not brought in from a file.")
    groups = [
        {"title": title, "advice": advice, "lines": [x for x in bringing.lines if x["outcome"] == outcome]}
        for outcome, title, advice in OUTCOMES
    ]
    context = {
        **page_context(page, "", f"What came along from {bringing.file_name}", "download"),
        "bringing": bringing,
        "groups": groups,
    }
    return render(request, "aimwell_authoring/brought.html", context)
