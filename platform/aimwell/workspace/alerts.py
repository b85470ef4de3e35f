"""Alerts that wait: shown on every page, until a named person says what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from aimwell.formschema.alerts import ALERTS
from aimwell.organisations.models import Organisation
from aimwell.organisations.roles import May
from aimwell.pathway.models import AlertRow

_MOST = 1000
"""No more are read for a page: an organisation that leaves so many is told of these, the oldest first."""


@dataclass(frozen=True, kw_only=True)
class WaitingAlert:
    """An alert that nobody has acknowledged. ``key``: its key on the pathway."""

    person_id: int
    key: str
    kind: str
    raised: datetime

    @property
    def label(self) -> str:
        return ALERTS[self.kind]


def waiting_alerts(request: Any) -> tuple[WaitingAlert, ...]:
    """The alerts that wait in the organisation of a request, the oldest first; read once a request.

    None for whoever reads no records, and where there is no organisation.
    """
    # The page of a server error is rendered without a request.
    membership = getattr(request, "membership", None) if isinstance(request, HttpRequest) else None
    if membership is None or not membership.may(May.READ_RECORDS):
        return ()
    found: tuple[WaitingAlert, ...] | None = getattr(request, "waiting_alerts", None)
    if found is None:
        found = request.waiting_alerts = waiting_in(membership.organisation)
    return found


def waiting_in(organisation: Organisation) -> tuple[WaitingAlert, ...]:
    """The alerts that wait in an organisation, the oldest first."""
    rows = AlertRow.objects.filter(organisation=organisation, acknowledged=None).order_by("raised", "key")
    return tuple(
        WaitingAlert(person_id=person, key=key, kind=kind, raised=raised)
        for person, key, kind, raised in rows.values_list("person_id", "key", "kind", "raised")[:_MOST]
    )
