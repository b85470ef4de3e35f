"""“Replay”: what a draft would have recommended over the last year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from aimwell.organisations.access import member
from aimwell.organisations.measures import OWN
from aimwell.organisations.roles import May
from aimwell.organisations.table_making import fingerprint_of
from aimwell.organisations.tables import rule_labels
from aimwell.records.replaying import PastRule, past_rules
from aimwell_cms.authoring.ruletables.rows import TableRow
from aimwell_cms.authoring.ruletables.streaming import Streamed
from aimwell_cms.authoring.views.rule_pages import framed, page, row_or_404

A_YEAR = timedelta(days=365)
TAB = "aimwell_rules_replay"


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.PUBLISH)
def replay(request: HttpRequest, rules: str) -> HttpResponseBase:
    """Choose whose decisions; replay them."""
    row = row_or_404(request, rules)
    since = timezone.localdate() - A_YEAR
    past = past_rules(request.organisation, since)
    if request.method != "POST":
        return _page(request, row, past, since)
    text, chosen = _text(row), request.POST.get("of", "")
    if text is None or chosen not in {one.key for one in past}:
        messages.warning(
            request, "There is nothing to replay. Choose decisions, and put the draft right first."
        )
        return redirect(TAB, request.organisation.slug, rules)
    # The page is made while the organisation's rows are there; what is streamed into it comes later.
    made = render_to_string(
        "aimwell_authoring/rules_replaying.html", framed(request, {}, row=row, current=TAB), request
    )
    running = Streamed(
        organisation=request.organisation,
        user=request.user,
        table=row.table,
        text=text,
        key=chosen,
        since=since,
        may_read_records=request.membership.may(May.READ_RECORDS),
    )
    return StreamingHttpResponse(running.lines(made), headers={"Cache-Control": "private, no-cache"})


def _text(row: TableRow) -> str | None:
    """What is replayed: what waits for approval, otherwise the draft; None while that is no table."""
    if row.waiting is not None:
        return row.waiting.text
    return None if row.problems else row.table.text


def _page(request: HttpRequest, row: TableRow, past: list[PastRule], since: date) -> HttpResponse:
    own = f"{OWN}/{row.table.name}"
    labels = {"/".join(key): label for key, label in rule_labels(request.organisation).items()}
    choices = [{"key": one.key, "label": labels.get(one.key, one.key), "count": one.count} for one in past]
    text = _text(row)
    context: dict[str, Any] = {
        "since": since,
        "choices": sorted(choices, key=lambda one: one["key"] != own),
        "replayed": text
        and row.table.replays.filter(fingerprint=fingerprint_of(text)).select_related("made_by").first(),
        "can_replay": text is not None,
    }
    return page(request, "rules_replay.html", context, row=row, current=TAB)
