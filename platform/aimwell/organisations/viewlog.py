"""Note who looked at what."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest

from aimwell.organisations.models import ViewLog


def note_view(request: HttpRequest, seen: Model, action: ViewLog.Action = ViewLog.Action.VIEWED) -> None:
    """Add a row to the log of views: this request's user did ``action`` with ``seen``."""
    ViewLog.objects.create(
        organisation_id=request.organisation.pk,
        user_id=request.user.pk,
        action=action,
        object_type=seen._meta.model_name,
        object_id=seen.pk,
    )
