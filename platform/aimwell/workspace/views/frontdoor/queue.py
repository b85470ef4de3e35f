"""The triage queue, and the targets that it marks whoever waits too long by."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.models import IncomingRequest, ResponseTargets
from aimwell.pathway.rules.states import LABELS, State
from aimwell.workspace.alerts import waiting_alerts
from aimwell.workspace.queue import STAGES, Asked, queue


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Who waits before their care begins, the most urgent first."""
    page = queue(request.organisation, Asked.from_query(request.GET), waiting_alerts(request))
    return render(
        request,
        "workspace/queue.jinja",
        {
            "queue": page,
            "asked": page.asked,
            "stages": STAGES,
            "incoming": IncomingRequest.objects.filter(
                organisation=request.organisation, record=None, set_aside_why=""
            ).count(),
            "states": {state.value: LABELS[state] for state in State},
        },
    )


class TargetsForm(forms.ModelForm):
    """An organisation's response times; an empty one marks nobody as late."""

    class Meta:
        model = ResponseTargets
        fields = ["triage_days", "urgent_days", "routine_days"]
        labels = {
            "triage_days": "Days from the request to the triage decision",
            "urgent_days": "Days from the request to an urgent assessment",
            "routine_days": "Days from the request to a routine assessment",
        }


@member(May.RUN_SERVICE)
@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: HttpRequest) -> HttpResponse:
    """Say how quickly the organisation aims to answer."""
    current = ResponseTargets.objects.filter(organisation=request.organisation).first()
    form = TargetsForm(
        request.POST or None,
        auto_id="%s",
        instance=current or ResponseTargets(organisation=request.organisation),
    )
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "The targets are saved.")
        return redirect("workspace:queue", organisation=request.organisation.slug)
    return render(request, "workspace/targets.jinja", {"form": form})
