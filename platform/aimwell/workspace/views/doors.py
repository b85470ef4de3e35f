"""Ways in: my organisations, staying signed in, an organisation's colour."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from aimwell.organisations.models import Membership
from aimwell.organisations.roles import May
from aimwell.workspace.brand import stylesheet

A_YEAR = 365 * 24 * 60 * 60


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """My organisations; straight in where there is one."""
    memberships = list(
        Membership.objects.filter(user=request.user)
        .select_related("organisation")
        .order_by("organisation__name")
    )
    if len(memberships) == 1:
        (only,) = memberships
        # An administrator or approver reads no records: their work is in the editor.
        if not only.may(May.READ_RECORDS):
            return redirect("wagtailadmin_home")
        return redirect("workspace:caseload", organisation=only.organisation.slug)
    return render(request, "workspace/home.jinja", {"memberships": memberships, "May": May})


@login_required
@require_POST
def stay(request: HttpRequest) -> JsonResponse:
    """Extend the session of somebody who says that they are still there."""
    request.session.modified = True
    return JsonResponse({"seconds": request.session.get_expiry_age()})


@require_GET
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def brand(request: HttpRequest, colour: str) -> HttpResponse:
    """The stylesheet of a colour: depends on nothing else, so it needs no sign-in and is kept for ever."""
    return HttpResponse(stylesheet(f"#{colour}"), content_type="text/css")
