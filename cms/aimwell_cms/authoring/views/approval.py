"""Whether a second person approves forms before they are published: the organisation's own choice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from aimwell.organisations.access import member
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import May
from aimwell_cms.authoring.approval.rules import approvers_of
from aimwell_cms.authoring.approval.setup import ask_for_approval


class SwitchOffForm(forms.Form):
    """What somebody confirms who switches approval off."""

    confirmed = forms.BooleanField(
        label="One person alone may then publish a form",
        error_messages={"required": "Tick the box to show that this is meant."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.SET_APPROVAL)
def approval(request: HttpRequest) -> HttpResponse:
    """Show how it stands, and switch it. Switching off asks for confirmation."""
    organisation = request.organisation
    form = SwitchOffForm(request.POST or None)
    if request.method == "POST":
        needed = request.POST.get("needed") == "true"
        if needed or form.is_valid():
            ask_for_approval(organisation, needed)
            told = (
                "A second person now approves each form." if needed else "One person alone may now publish."
            )
            messages.success(request, told)
            return redirect("aimwell_approval", organisation.slug)
    context = {
        "organisation": organisation,
        "approvers": approvers_of(organisation),
        "form": form if request.method == "POST" else SwitchOffForm(),
        "changes": changes_of(organisation),
        "header_title": "Approval",
        "header_icon": "check",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": "", "label": f"Approval in {organisation.name}"},
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "aimwell_authoring/approval.html", context, status=status)


def changes_of(organisation: Organisation) -> list[dict[str, Any]]:
    """When approval was switched on and off, and by whom, newest first."""
    event = apps.get_model("organisations", "OrganisationEvent")
    found = event.objects.filter(pgh_obj=organisation).order_by("pgh_id").select_related("pgh_context")
    changes: list[dict[str, Any]] = []
    before: bool | None = None
    for each in found:
        if each.approval_needed != before:
            context = each.pgh_context.metadata if each.pgh_context else {}
            changes.append(
                {"at": each.pgh_created_at, "needed": each.approval_needed, "by": context.get("user")}
            )
        before = each.approval_needed
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=[change["by"] for change in changes])}
    return [{**change, "by": names.get(change["by"], "")} for change in reversed(changes)]
