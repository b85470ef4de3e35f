from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.records.overriding import REASONS, tallies

PERIODS = {
    "3": ("The last 3 months", timedelta(days=92)),
    "12": ("The last 12 months", timedelta(days=366)),
    "24": ("The last 24 months", timedelta(days=731)),
    "all": ("From the beginning", None),
}


@member(May.RUN_SERVICE)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """How often each rule's recommendation was followed, and why not."""
    asked = request.GET.get("period", "")
    period = asked if asked in PERIODS else "12"
    return render(
        request,
        "workspace/decisions.jinja",
        {
            "versions": tallies(request.organisation, _since(period)),
            "period": period,
            "periods": {key: label for key, (label, _) in PERIODS.items()},
            "reasons_listed": REASONS,
        },
    )


def _since(period: str) -> date | None:
    span = PERIODS[period][1]
    return None if span is None else localdate() - span
