"""Find the draft that an address names."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from aimwell.records.models import Draft, Record


def find_draft(token: uuid.UUID, *, lock: bool = False) -> Draft | None:
    """The unfinished draft with this token; None when there is none. ``lock``: to save something in it.

    Call it acting for the organisation: another organisation's drafts aren't there.
    """
    # With the person: a page shows them, and a save that ends in errors shows its page.
    drafts = Draft.objects.select_related("person")
    if lock:
        drafts = drafts.select_for_update(of=("self",))
    try:
        return drafts.get(token=token, discarded_at=None)
    except Draft.DoesNotExist:
        return None


def instead_of_draft(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Where to go when the draft is gone: to its record when it was signed. Raises Http404 otherwise."""
    record = Record.objects.filter(token=token).only("pk").first()
    if record is None:
        raise Http404("No such draft.")
    return to_record(request, record)


def to_record(request: HttpRequest, record: Record) -> HttpResponse:
    """Redirect to a record's page."""
    return redirect("workspace:record", organisation=request.organisation.slug, record=record.pk)
