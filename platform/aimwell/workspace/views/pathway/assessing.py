"""Acts of the assessment: the formulation, and a priority that no form decided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.workspace.care.assessment_forms import FormulateForm, PrioritiseForm
from aimwell.workspace.views.pathway.acting import act_page
from aimwell.workspace.views.pathway.finding import pathway_or_404


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def formulate(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """Write the formulation: can help change the impact, and is this service the best placed?"""
    found = pathway_or_404(request, person, pathway)
    return act_page(
        request,
        found.person,
        FormulateForm(request.POST or None, pathway=found.pathway),
        heading="Formulation",
        button="Keep the formulation",
        done="The formulation is kept.",
        story=found.story,
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def prioritise(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """Set a priority."""
    found = pathway_or_404(request, person, pathway)
    return act_page(
        request,
        found.person,
        PrioritiseForm(request.POST or None, pathway=found.pathway),
        heading="Set a priority",
        intro="For when no form worked it out by a rule.",
        button="Set the priority",
        done="The priority is set.",
        story=found.story,
    )
