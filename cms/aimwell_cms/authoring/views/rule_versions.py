"""“Approval and versions”: what waits, what changes by it, and every version there has been."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from aimwell.organisations.access import member
from aimwell.organisations.models import RuleTableVersion
from aimwell.organisations.roles import May
from aimwell.organisations.table_making import fingerprint_of, may_approve, reasons_against
from aimwell.plugins import installed_plugins, offered_tables
from aimwell.ruletables import Table, read_table, table_of
from aimwell_cms.authoring.ruletables.differences import Change, changes, rules_in_words, then_words
from aimwell_cms.authoring.ruletables.rows import TableRow, checked
from aimwell_cms.authoring.views.rule_pages import base_of, page, row_or_404

REVIEW_AFTER = timedelta(days=365)
"""When a version is looked at again, unless its author says otherwise. Our default; no source."""


class DayInput(forms.DateInput):
    """A day, as the browser asks for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SubmitForm(forms.Form):
    """What is said of a version when it is handed over."""

    note = forms.CharField(
        label="What changed, and why",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with the version, for whoever approves it and whoever asks later.",
    )
    effective_from = forms.DateField(
        label="In force from",
        required=False,
        widget=DayInput,
        help_text="Leave it empty to use it as soon as it is approved.",
    )
    review_on = forms.DateField(
        label="Look at it again on", required=False, widget=DayInput, help_text="It stays in force beyond."
    )

    def clean(self) -> dict[str, Any]:
        """The days lie ahead, and in their order."""
        cleaned = super().clean()
        begin, again, today = cleaned.get("effective_from"), cleaned.get("review_on"), timezone.localdate()
        if begin and begin < today:
            self.add_error("effective_from", "Choose today or a day that lies ahead.")
        if again and again <= max(begin or today, today):
            self.add_error("review_on", "Choose a day after the one from which it is in force.")
        return cleaned


@require_safe
@member(May.PUBLISH)
def versions(request: HttpRequest, rules: str) -> HttpResponse:
    """Where the table stands, and what can be done about it."""
    review_on = timezone.localdate() + REVIEW_AFTER
    return versions_page(request, row_or_404(request, rules), SubmitForm(initial={"review_on": review_on}))


@require_safe
@member(May.PUBLISH)
def version(request: HttpRequest, rules: str, number: int) -> HttpResponse:
    """One version in words, and what it changed."""
    row = row_or_404(request, rules)
    shown = _version_or_404(row, number)
    table = read_table(shown.text)
    before = next((one for one in row.versions if one.number < number), None)
    context = {
        "version": shown,
        "is_in_force": shown == row.in_force,
        "before": before,
        "changes": changes(read_table(before.text), table) if before else [],
        **in_words(table),
    }
    return page(request, "rules_version.html", context, row=row)


@require_safe
@member(May.AUTHOR)
def export_draft(request: HttpRequest, rules: str) -> HttpResponse:
    """The draft as a file."""
    return _file(row_or_404(request, rules).table.text, f"{rules}-draft.json")


@require_safe
@member(May.PUBLISH)
def export(request: HttpRequest, rules: str, number: int) -> HttpResponse:
    """A version as a file, byte for byte."""
    shown = _version_or_404(row_or_404(request, rules), number)
    return _file(shown.text, f"{rules}-version-{number}.json")


def versions_page(
    request: HttpRequest, row: TableRow, form: SubmitForm, *, comment: str = "", status: int = 200
) -> HttpResponse:
    """The page, with what was typed."""
    context: dict[str, Any] = {
        "form": form,
        "comment": comment,
        "base": base_of(row.table),
        "next": row.latest.number + 1 if row.latest else 1,
    }
    if row.waiting is not None:
        context |= _approval(request, row)
    elif row.has_changed:
        context["reasons"] = reasons_against(row.table.name, row.table.text)
        context["replayed"] = _replayed(row, fingerprint_of(row.table.text))
    return page(
        request, "rules_versions.html", context, row=row, current="aimwell_rules_versions", status=status
    )


def _approval(request: HttpRequest, row: TableRow) -> dict[str, Any]:
    """What somebody sees before they approve: the difference, the check, the cases and the replay."""
    waiting = row.waiting
    assert waiting is not None
    table = table_of(json.loads(waiting.text))
    before = read_table(row.latest.text) if row.latest else _default_like(table)
    difference: list[Change] = changes(before, table) if before else []
    is_own = waiting.submitted_by_id == request.user.pk
    return {
        "before": before,
        "changes": difference,
        "advice": [one for one in checked(waiting.text).findings if not one.stops],
        "cases": table.cases,
        "replayed": _replayed(row, waiting.fingerprint),
        "may_approve": may_approve(waiting, request.user),
        "is_own": is_own,
        **in_words(table),
    }


def _default_like(table: Table) -> Table | None:
    """The default that asks for the same: what a first version most likely began with."""
    asked = {one.name for one in table.inputs}
    defaults = (read_table(rule.table) for rule in offered_tables(installed_plugins()))
    return next((one for one in defaults if {each.name for each in one.inputs} == asked), None)


def in_words(table: Table) -> dict[str, Any]:
    """A table, to be read."""
    otherwise = table.otherwise
    return {
        "shown": table,
        "rules_in_words": rules_in_words(table),
        "otherwise": (then_words(table, otherwise.then), otherwise.reason) if otherwise else None,
    }


def _replayed(row: TableRow, fingerprint: str) -> Any:
    return row.table.replays.filter(fingerprint=fingerprint).select_related("made_by").first()


def _version_or_404(row: TableRow, number: int) -> RuleTableVersion:
    found = next((one for one in row.versions if one.number == number), None)
    if found is None:
        raise Http404("No such version.")
    return found


def _file(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text.encode(),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
