"""What belongs to one template page: problems, versions, exports. All ask the page's permission."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from aimwell.contracts import Measure
from aimwell.library.models import TemplateVersion
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.problems import offers_for, problems_of
from aimwell_cms.authoring.standing import standing_of, versions_of
from aimwell_cms.authoring.tabs import page_context


def page_for(request: HttpRequest, page_id: int) -> TemplatePage:
    """The latest draft of a template page that the user works on. 404 for any other page."""
    page = get_object_or_404(TemplatePage, pk=page_id).get_latest_revision_as_object()
    permissions = page.permissions_for_user(request.user)
    if not (permissions.can_edit() or permissions.can_publish()):
        raise PermissionDenied
    return page


@require_safe
def problems(request: HttpRequest, page_id: int) -> JsonResponse:
    """What the editor's script shows beside the questions, and the measures that can be chosen."""
    page = page_for(request, page_id)
    measures = offers_for(page.organisation).measures
    found = problems_of(page, measures)
    return JsonResponse(
        {
            "problems": [
                {"block": told.block, "message": told.problem.message, "remedy": told.problem.remedy}
                for told in found
            ],
            "measures": [_measure(measure) for measure in measures.values()],
        }
    )


def _measure(measure: Measure) -> dict[str, Any]:
    return {"name": measure.name, "label": measure.label, "settings": measure.settings}


@require_safe
def versions(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every published version: number, when, by whom, what changed, fingerprint, export."""
    page = page_for(request, page_id)
    context = {
        **page_context(page, "aimwell_versions", f"Versions of {page.title}", "history"),
        "standing": standing_of(page),
        "versions": versions_of(page),
    }
    return render(request, "aimwell_authoring/versions.html", context)


@require_safe
def export_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """The draft as a JSON Schema file."""
    page = page_for(request, page_id)
    return _file(page.text(), f"{slugify(page.title) or 'form'}-draft.json")


@require_safe
def export_version(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """A published version as it was published, byte for byte."""
    page = page_for(request, page_id)
    if not page.is_in_library:
        raise Http404("No such version.")
    with acting_for(page.organisation):
        version = get_object_or_404(TemplateVersion, template=page.publication.template_id, number=number)
    return _file(version.text, f"{slugify(version.title) or 'form'}-version-{number}.json")


def _file(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text.encode(),
        content_type="application/schema+json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
