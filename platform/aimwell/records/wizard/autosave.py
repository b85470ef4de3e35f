"""Save a section while it is being filled in: what the page's script calls. Answers in JSON."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from aimwell.formschema.languages.speech import speech
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.records.drafts import Conflict, save_section
from aimwell.records.wizard import calculated
from aimwell.records.wizard.fields import read_section
from aimwell.records.wizard.finding import find_draft
from aimwell.records.wizard.names import name_of
from aimwell.records.wizard.source import source_of
from aimwell.records.wizard.steps import sections_by_step, worked_answers


def tell_signed_out(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Tell a script that nobody is signed in, where a page would be led to sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({"state": "signed-out"}, status=401)
        return view(request, *args, **kwargs)

    return guarded


@require_POST
@tell_signed_out
@member(May.WRITE_RECORDS)
def autosave(request: HttpRequest, token: uuid.UUID, step: str) -> JsonResponse:
    """Save what is in the page. 409 when somebody else saved something else: nothing is overwritten."""
    draft = find_draft(token, lock=True)
    if draft is not None:
        draft.organisation = request.organisation
    section = sections_by_step(draft).get(step) if draft is not None else None
    if draft is None or section is None:
        return JsonResponse({"state": "gone"}, status=404)
    entry = read_section(section, request.POST)
    saved = save_section(draft, section, entry, source=source_of(request), user=request.user)
    if isinstance(saved, Conflict):
        return JsonResponse(
            {
                "state": "conflict",
                "by": speech(draft.outline.language)("You") if saved.by == request.user else str(saved.by),
                "at": _clock(saved.at),
                "fields": [name_of(difference.question) for difference in saved.differences],
            },
            status=409,
        )
    told = {"state": "saved", "revision": saved.revision, "at": _clock(saved.at)}
    if calculated.stands_in(section):
        told["calculated"] = calculated.for_browser(section, worked_answers(draft).worked)
    return JsonResponse(told)


def _clock(at: Any) -> str:
    return f"{localtime(at):%H:%M}"
