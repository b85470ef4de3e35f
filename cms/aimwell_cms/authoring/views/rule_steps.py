"""The steps of a decision table: submit, approve or return, take back, withdraw, copy, delete."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from aimwell.organisations import table_making
from aimwell.organisations.access import member
from aimwell.organisations.models import RuleTableSubmission
from aimwell.organisations.roles import May
from aimwell.organisations.table_making import StepRefused, free_table_name, new_table
from aimwell_cms.authoring.ruletables.rows import text_of
from aimwell_cms.authoring.views.rule_pages import base_of, row_or_404
from aimwell_cms.authoring.views.rule_versions import SubmitForm, versions_page


@require_POST
@member(May.AUTHOR)
def submit(request: HttpRequest, rules: str) -> HttpResponse:
    """Hand the draft over for approval."""
    row = row_or_404(request, rules)
    form = SubmitForm(request.POST)
    if request.POST.get("base") != base_of(row.table):
        who = row.table.changed_by
        messages.warning(request, f"{who} has changed the draft since you opened this page. Read it again.")
        return _back(request, rules)
    if not form.is_valid():
        return versions_page(request, row, form, status=422)
    try:
        table_making.submit(row.table, by=request.user, **form.cleaned_data)
    except StepRefused as refused:
        messages.error(request, f"Nothing was submitted. {refused}")
        return versions_page(request, row, form, status=422)
    messages.success(request, "Submitted. It waits for approval as it stands now.")
    return _back(request, rules)


@require_POST
@member(May.PUBLISH)
def decide(request: HttpRequest, rules: str) -> HttpResponse:
    """Approve what waits, return it with a comment, or take one's own back."""
    row = row_or_404(request, rules)
    waiting, action = row.waiting, request.POST.get("action", "")
    if waiting is None or request.POST.get("submission") != str(waiting.pk):
        messages.warning(request, "Somebody has decided on this already. Look at how it stands.")
        return _back(request, rules)
    try:
        messages.success(request, _act(request, waiting, action))
    except StepRefused as refused:
        messages.error(request, f"Nothing has changed. {refused}")
        return versions_page(request, row, SubmitForm(), comment=request.POST.get("comment", ""), status=422)
    return _back(request, rules)


def _act(request: HttpRequest, waiting: RuleTableSubmission, action: str) -> str:
    """Do it, and say what was done. Raises StepRefused and PermissionDenied."""
    comment = request.POST.get("comment", "")[:5_000]
    if action == "approve":
        version = table_making.approve(waiting, by=request.user, comment=comment)
        if version.effective_from <= timezone.localdate():
            return f"Approved. Version {version.number} is in force from now on."
        return f"Approved. Version {version.number} comes into force on {version.effective_from:%-d %B %Y}."
    if action == "return":
        table_making.give_back(waiting, by=request.user, comment=comment)
        return "Returned with your comment."
    if action == "take-back":
        table_making.take_back(waiting, by=request.user)
        return "Taken back."
    raise PermissionDenied


@require_POST
@member(May.AUTHOR)
def switch(request: HttpRequest, rules: str) -> HttpResponse:
    """Withdraw the table from new forms, or offer it again."""
    table = row_or_404(request, rules).table
    table.on = request.POST.get("on") == "true"
    table.save(update_fields=["on"])
    told = "is offered to forms again." if table.on else "is withdrawn. Published forms go on asking it."
    messages.success(request, f"{table.label} {told}")
    return _back(request, rules)


@require_POST
@member(May.AUTHOR)
def copy(request: HttpRequest, rules: str) -> HttpResponse:
    """A new table with the same draft."""
    row = row_or_404(request, rules)
    label = f"Copy of {row.table.label}"[:200]
    name = free_table_name(request.organisation, label)
    text = text_of({**row.document, "name": name, "label": label})
    copied = new_table(request.organisation, name, label, text, by=request.user)
    messages.success(request, f"“{copied.label}” is here as a draft. Give it a name of its own.")
    return redirect("aimwell_rules_edit", request.organisation.slug, name)


@require_POST
@member(May.AUTHOR)
def delete(request: HttpRequest, rules: str) -> HttpResponse:
    """Delete a draft that was never submitted."""
    row = row_or_404(request, rules)
    if row.submissions or row.versions:
        messages.error(
            request, f"{row.table.label} was submitted for approval, so it stays. You can withdraw it."
        )
        return _back(request, rules)
    row.table.delete()
    messages.success(request, f"The draft “{row.table.label}” is deleted.")
    return redirect("aimwell_rules", request.organisation.slug)


def _back(request: HttpRequest, name: str) -> HttpResponse:
    return redirect("aimwell_rules_versions", request.organisation.slug, name)
