"""“Check and publish”: is it ready, what changes, whom it touches, and the next step."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from aimwell.formschema import TemplateRefused
from aimwell_cms.authoring.approval import steps
from aimwell_cms.authoring.approval.stage import stage_of
from aimwell_cms.authoring.comparing import compare
from aimwell_cms.authoring.impact import impact_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.readiness import context_of, findings_of
from aimwell_cms.authoring.standing import standing_of
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

_ORDER = {"stop": 0, "advice": 1, "ok": 2}


class MomentInput(forms.DateTimeInput):
    """A date and a time, as the browser asks for them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class PublicationForm(forms.Form):
    """What is said of the next version, and when it is to be used."""

    note = forms.CharField(
        label="What changed",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with the version for ever, for those who use the form.",
    )
    go_live_at = forms.DateTimeField(
        label="Use it from",
        required=False,
        widget=MomentInput,
        help_text="Leave it empty to use it at once. Until then practitioners get what is live now.",
    )
    expire_at = forms.DateTimeField(
        label="Offer it until",
        required=False,
        widget=MomentInput,
        help_text="Leave it empty for no end. Afterwards nobody can begin it; records and forms begun stay.",
    )

    def clean(self) -> dict[str, Any]:
        """The dates must lie ahead, and in their order."""
        cleaned = super().clean()
        begin, end = cleaned.get("go_live_at"), cleaned.get("expire_at")
        if end and end <= timezone.now():
            self.add_error("expire_at", "Choose a time that lies ahead.")
        if begin and end and end <= begin:
            self.add_error("expire_at", "Choose a time after the one from which it is used.")
        return cleaned


class DecisionForm(forms.Form):
    """What an approver says."""

    comment = forms.CharField(
        label="What you want to say to the author",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when you ask for changes.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, page_id: int) -> HttpResponse:
    """Everything an author or an approver needs before a version is made."""
    page = page_for(request, page_id)
    if request.method != "POST":
        return _page(request, page)
    form, decision = PublicationForm(request.POST), DecisionForm(request.POST)
    action = request.POST.get("action", "")
    if request.POST.get("revision") != str(page.latest_revision_id):
        messages.error(request, _overtaken(page))
        return _page(request, page, form=form, decision=decision, status=409)
    chosen = decision if action in ("approve", "reject") else form
    if action != "take-back" and not chosen.is_valid():
        return _page(request, page, form=form, decision=decision, status=422)
    if action == "reject" and not decision.cleaned_data["comment"].strip():
        decision.add_error("comment", "Say what should change.")
        return _page(request, page, decision=decision, status=422)
    try:
        with transaction.atomic():
            told = _act(request, page, action, chosen)
    except TemplateRefused as refused:
        found = " ".join(f"{problem.message} {problem.remedy}" for problem in refused.problems[:5])
        messages.error(request, f"Nothing was published. {found}")
        return _page(request, page_for(request, page_id), form=form, decision=decision, status=422)
    messages.success(request, told)
    return redirect("aimwell_check", page_id)


def _act(request: HttpRequest, page: TemplatePage, action: str, form: forms.Form) -> str:
    """Do it, and say what was done. Raises PermissionDenied and TemplateRefused."""
    if action in ("approve", "reject"):
        steps.decide(page, request.user, approve=action == "approve", comment=form.cleaned_data["comment"])
        return "Approved." if action == "approve" else "Sent back to the author with what should change."
    if action == "take-back":
        steps.take_back(page, request.user)
        return "Taken back. You can change the form again."
    revision = steps.keep(page, request.user, **form.cleaned_data)
    if action == "submit":
        steps.submit(page, request.user)
        return "Submitted for approval. Whoever may approve it is told by email."
    if action == "publish":
        steps.publish(page, revision, request.user)
        return "Published." if _is_now(page) else "It goes live at the time that you chose."
    if action != "save":
        raise PermissionDenied
    return "The note and the dates are saved."


def _is_now(page: TemplatePage) -> bool:
    return page.go_live_at is None or page.go_live_at <= timezone.now()


def _overtaken(page: TemplatePage) -> str:
    revision = page.latest_revision
    by = f" by {revision.user}" if revision is not None and revision.user else ""
    return (
        f"The form was saved{by} after you opened this page, so nothing was done. What you typed is still "
        "here. Look at the changes below, then choose again."
    )


def _page(
    request: HttpRequest,
    page: TemplatePage,
    *,
    form: PublicationForm | None = None,
    decision: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    standing, context = standing_of(page), context_of(page)
    live = standing.live
    findings = sorted(findings_of(page, context), key=lambda finding: _ORDER[finding.state])
    comparison = None
    if live is not None:
        before = f"Version {live.number}, live"
        comparison = compare(json.loads(live.text), context.template, before=before, after="The draft")
    initial = {"note": page.note, "go_live_at": page.go_live_at, "expire_at": page.expire_at}
    if live is not None and not standing.has_changes:
        initial["note"] = ""
    return render(
        request,
        "aimwell_authoring/check.html",
        {
            **page_context(page, "aimwell_check", f"Check and publish {page.title}", "check"),
            "standing": standing,
            "findings": findings,
            "stops": sum(finding.state == "stop" for finding in findings),
            "comparison": comparison,
            "impact": impact_of(page, live, context.template),
            "stage": stage_of(page, request.user),
            "organisation": page.organisation,
            "form": form or PublicationForm(initial=initial),
            "decision": decision or DecisionForm(),
        },
        status=status,
    )
