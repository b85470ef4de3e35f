"""Acknowledge an alert: say what was done about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from aimwell.contracts import Json
from aimwell.formschema.alerts import ALERTS
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.stream import events_of
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.people import person_or_404


class AcknowledgeForm(ActForm):
    """What was done about an alert."""

    kind = "acknowledge_alert"
    done = forms.CharField(
        label="What was done?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="Whom you rang, what was agreed. Your name and the time are kept with it.",
        error_messages={"required": "Say what was done."},
    )

    def __init__(self, *args: Any, alert: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alert = alert

    def said(self) -> dict[str, Json]:
        return {"alert_key": self.alert, "acknowledged": {"done": self.cleaned_data["done"]}}


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge(request: HttpRequest, person: int, alert: str) -> HttpResponse:
    """Say what was done about an alert; it then waits no longer."""
    found = person_or_404(request, person)
    note_view(request, found)
    raised = next((one for one in fold(events_of(found)).alerts if one.key == alert), None)
    if raised is None:
        raise Http404("No such alert.")
    return act_page(
        request,
        found,
        AcknowledgeForm(request.POST or None, alert=alert),
        heading=f"{ALERTS[raised.kind]}: what was done?",
        intro="If nobody has acted yet, act first: follow your emergency or safeguarding procedure.",
        button="Acknowledge the alert",
        done=f"Acknowledged: {ALERTS[raised.kind].lower()}.",
    )
