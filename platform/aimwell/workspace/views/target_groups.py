"""The target groups of an organisation, and how much was done for each."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.levels.hours import hours
from aimwell.levels.models import TargetGroup
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.workspace.work_forms import TargetGroupForm

_ASKS = require_http_methods(["GET", "HEAD", "POST"])
_LATELY = timedelta(days=365)


@member(May.RUN_SERVICE)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """All groups, those in use first, with the work of the last twelve months."""
    counts = Q(
        activities__replaced_by=None,
        activities__withdrawn=False,
        activities__on__gt=localdate() - _LATELY,
    )
    groups = TargetGroup.objects.filter(organisation=request.organisation).annotate(
        entries=Count("activities", filter=counts),
        minutes=Sum("activities__minutes", filter=counts, default=0),
    )
    context = {"groups": groups.order_by("-active", "name"), "hours": hours}
    return render(request, "workspace/target_groups.jinja", context)


@member(May.RUN_SERVICE)
@_ASKS
def add(request: HttpRequest) -> HttpResponse:
    """A new group."""
    return _ask(request, TargetGroup(organisation=request.organisation))


@member(May.RUN_SERVICE)
@_ASKS
def edit(request: HttpRequest, group: int) -> HttpResponse:
    """Change a group, or stop or go on offering it."""
    return _ask(request, get_object_or_404(TargetGroup, organisation=request.organisation, pk=group))


def _ask(request: HttpRequest, group: TargetGroup) -> HttpResponse:
    known_as = group.name
    form = TargetGroupForm(request.POST or None, instance=group)
    if form.is_valid():
        saved = form.save()
        messages.success(request, f"The group “{saved}” is saved.")
        return redirect("workspace:work-groups", organisation=request.organisation.slug)
    return render(request, "workspace/target_group_form.jinja", {"form": form, "known_as": known_as})
