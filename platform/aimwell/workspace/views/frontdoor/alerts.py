from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.people.models import Person
from aimwell.workspace.alerts import waiting_alerts


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Every alert that waits in the organisation, the oldest first, whoever's person it is."""
    alerts = waiting_alerts(request)
    people = Person.objects.select_related("key_worker", "service").in_bulk(
        {alert.person_id for alert in alerts}
    )
    return render(
        request,
        "workspace/alerts.jinja",
        {"alerts": [(alert, people[alert.person_id]) for alert in alerts]},
    )
