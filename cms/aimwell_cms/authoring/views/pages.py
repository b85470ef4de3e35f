"""What belongs to one template page: problems, versions. All ask the page's permission."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from aimwell.contracts import Measure
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.calculations import calculations_in_words
from aimwell_cms.authoring.findings import Context, Finding
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.readiness import context_of, findings_of, other_stops
from aimwell_cms.authoring.routes.check import is_advice
from aimwell_cms.authoring.wording.advising import advice_for


def page_for(request: HttpRequest, page_id: int) -> TemplatePage:
    """The latest draft of a template page that the user works on. 404 for any other page."""
    page = get_object_or_404(TemplatePage, pk=page_id).get_latest_revision_as_object()
    permissions = page.permissions_for_user(request.user)
    if not (permissions.can_edit() or permissions.can_publish()):
        raise PermissionDenied
    return page


@require_safe
def problems(request: HttpRequest, page_id: int) -> JsonResponse:
    """What the editor's script shows: problems beside the questions, what else stops it, measures."""
    page = page_for(request, page_id)
    context = context_of(page)
    found = findings_of(page, context)
    return JsonResponse(
        {
            "problems": [
                {
                    "block": told.block,
                    "message": told.problem.message,
                    "remedy": told.problem.remedy,
                    "field": told.field,
                }
                for told in context.problems
            ],
            "stops": [_told(finding) for finding in other_stops(found)],
            "routes": [_told(finding) for finding in found if is_advice(finding)],
            "advice": _advice(page, context),
            "measures": [_measure(measure) for measure in context.measures.values()],
            "calculations": calculations_in_words(context.written),
        }
    )


def _told(finding: Finding) -> dict[str, str]:
    return {"title": finding.title, "detail": finding.detail, "url": finding.url}


def _advice(page: TemplatePage, context: Context) -> list[dict[str, str]]:
    with acting_for(page.organisation):
        left = [advice for advice in advice_for(page, context) if advice.dismissed is None]
    return [
        {"block": advice.block, "message": advice.problem.message, "remedy": advice.problem.remedy}
        for advice in left
    ]


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "label": measure.label,
        "settings": measure.settings,
        "scales": [{"name": scale.name, "label": scale.label} for scale in measure.scales],
    }
