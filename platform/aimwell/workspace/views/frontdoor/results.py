from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.workspace.frontdoor import front_door
from aimwell.workspace.views.decisions import PERIODS


@member(May.RUN_SERVICE)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What came of the front door: how requests ended, what was offered, whether it helped."""
    asked = request.GET.get("period", "")
    period = asked if asked in PERIODS else "12"
    span = PERIODS[period][1]
    return render(
        request,
        "workspace/front_door.jinja",
        {
            "found": front_door(request.organisation, None if span is None else localdate() - span),
            "period": period,
            "periods": {key: label for key, (label, _) in PERIODS.items()},
        },
    )
