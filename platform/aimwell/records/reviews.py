"""When a person's next review is due: so many weeks after the last assessment, plan or review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from aimwell.library.models import Kind
from aimwell.records.models import Record
from aimwell.records.signing import record_signed

_STARTS_A_PERIOD = frozenset({Kind.ASSESSMENT, Kind.SUPPORT_PLAN, Kind.REVIEW})


@receiver(record_signed)
def set_review_due(sender: type[Record], record: Record, **_: Any) -> None:
    """Move the due date on; closing a person's care ends reviews."""
    person = record.person
    if record.version.kind in _STARTS_A_PERIOD:
        person.review_due = timezone.localdate(record.signed_at) + timedelta(
            weeks=record.organisation.review_weeks
        )
    elif record.version.kind == Kind.CLOSURE:
        person.review_due = None
    else:
        return
    person.save(update_fields=["review_due"])
