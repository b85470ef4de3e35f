from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.models import TaskLetter
from aimwell.workspace.tasks import WHOSE, Asked, tasks


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What is to be done, the longest overdue first."""
    page = tasks(request.organisation, request.user, Asked.from_query(request.GET))
    return render(
        request,
        "workspace/tasks.jinja",
        {
            "tasks": page,
            "asked": page.asked,
            "whose": WHOSE,
            "letters": TaskLetter.objects.filter(
                organisation=request.organisation, user=request.user
            ).exists(),
        },
    )


@member(May.READ_RECORDS)
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Say whether a letter is wanted on days when something is due."""
    if request.POST.get("wanted") == "yes":
        TaskLetter.objects.get_or_create(organisation=request.organisation, user=request.user)
        messages.success(request, "You will get an e-mail on mornings when something of yours is due.")
    else:
        TaskLetter.objects.filter(organisation=request.organisation, user=request.user).delete()
        messages.success(request, "You get no e-mails about tasks any more.")
    return redirect("workspace:tasks", organisation=request.organisation.slug)
