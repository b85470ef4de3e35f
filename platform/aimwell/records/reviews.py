"""When a person's next review is due: so many weeks after the last assessment, plan or review."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from aimwell.library.models import Kind
from aimwell.organisations.models import Organisation

_STARTS_A_PERIOD = frozenset({Kind.ASSESSMENT, Kind.SUPPORT_PLAN, Kind.REVIEW})


def review_due(organisation: Organisation, kind: str, signed_at: datetime) -> date | None:
    """The date of the next review that a form of this kind sets, by the organisation's interval today."""
    if kind not in _STARTS_A_PERIOD:
        return None
    return timezone.localdate(signed_at) + timedelta(weeks=organisation.review_weeks)
