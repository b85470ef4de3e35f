from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.rules.judging import DIRECTIONS, SUCCESS
from aimwell.workspace.episodes import LISTED, episodes_of
from aimwell.workspace.views.decisions import PERIODS


@member(May.RUN_SERVICE)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Episodes by aim: under way and ended, with success and direction told apart."""
    asked = request.GET.get("period", "")
    period = asked if asked in PERIODS else "12"
    span = PERIODS[period][1]
    since = None if span is None else localdate() - span
    services = list(request.organisation.services.all())
    service = next((one for one in services if str(one.pk) == request.GET.get("service")), None)
    return render(
        request,
        "workspace/episodes.jinja",
        {
            "found": episodes_of(request.organisation, since, service.pk if service else None),
            "listed": LISTED,
            "period": period,
            "periods": {key: label for key, (label, _) in PERIODS.items()},
            "services": services,
            "service": service,
            "successes": SUCCESS,
            "directions": DIRECTIONS,
        },
    )
