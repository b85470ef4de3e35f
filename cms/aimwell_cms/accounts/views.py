"""An administrator's screens for members: who they are, invite, role, band, remove, write again."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from aimwell.organisations.access import member
from aimwell.organisations.members import (
    MemberRefused,
    change_role,
    check_replaceable,
    invite,
    remove,
    set_band,
)
from aimwell.organisations.models import Membership
from aimwell.organisations.roles import May
from aimwell_cms.accounts.letters import Posted, send_invitation
from aimwell_cms.accounts.member_forms import BandForm, InvitationForm, RoleForm
from aimwell_cms.accounts.members import key_worker_of, leavers, member_rows, what_roles_may

_ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@member(May.MANAGE_MEMBERS)
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who is a member."""
    organisation = request.organisation
    context = {
        "rows": member_rows(organisation),
        "leavers": leavers(organisation),
        "roles": what_roles_may(),
    }
    return _render(request, "index.html", "Members", context)


@_ASKS
@member(May.MANAGE_MEMBERS)
def add(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            membership = invite(request.organisation, form.invitation)
        except MemberRefused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, f"{membership.user.email} is now a member.")
            _write(request, membership)
            return _to_members(request)
    return _render(request, "add.html", "Invite a member", {"form": form, "roles": what_roles_may()})


@_ASKS
@member(May.MANAGE_MEMBERS)
def role(request: HttpRequest, membership: int) -> HttpResponse:
    """Give a member another role."""
    changed = _found(request, membership)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": changed.role})
    if form.is_valid():
        try:
            change_role(changed, form.chosen, by=request.user)
        except MemberRefused as refused:
            form.add_error("role", str(refused))
        else:
            messages.success(request, f"{changed.user}: {changed.get_role_display()}.")
            return _to_members(request)
    context = {"form": form, "changed": changed, "roles": what_roles_may()}
    return _render(request, "role.html", "Change role", context)


@_ASKS
@member(May.MANAGE_MEMBERS)
def band(request: HttpRequest, membership: int) -> HttpResponse:
    """Say the pay band of a member's post."""
    changed = _found(request, membership)
    form = BandForm(request.POST if request.method == "POST" else None, initial={"band": changed.band})
    if form.is_valid():
        set_band(changed, form.cleaned_data["band"])
        messages.success(request, f"{changed.user}: {changed.get_band_display() or 'no band'}.")
        return _to_members(request)
    return _render(request, "band.html", "Set band", {"form": form, "changed": changed})


@_ASKS
@member(May.MANAGE_MEMBERS)
def leave(request: HttpRequest, membership: int) -> HttpResponse:
    """Remove a member, once that is confirmed."""
    leaving = _found(request, membership)
    name, refusal = str(leaving.user), ""
    try:
        if request.method == "POST":
            remove(leaving, by=request.user)
            messages.success(request, f"{name} is no longer a member.")
            return _to_members(request)
        check_replaceable(leaving, by=request.user)
    except MemberRefused as refused:
        refusal = str(refused)
    context = {"leaving": leaving, "people": key_worker_of(leaving), "refusal": refusal}
    status = 422 if refusal and request.method == "POST" else 200
    return _render(request, "remove.html", "Remove member", context, status)


@require_POST
@member(May.MANAGE_MEMBERS)
def letter(request: HttpRequest, membership: int) -> HttpResponse:
    """Send the letter again."""
    _write(request, _found(request, membership))
    return _to_members(request)


def _found(request: HttpRequest, pk: int) -> Membership:
    own = Membership.objects.select_related("user", "organisation")
    return get_object_or_404(own, pk=pk, organisation=request.organisation)


def _write(request: HttpRequest, membership: Membership) -> None:
    address = membership.user.email
    posted = send_invitation(request, membership)
    if posted is Posted.SENT:
        messages.success(request, f"A letter is on its way to {address}.")
    elif posted is Posted.KEPT_HERE:
        messages.warning(
            request,
            f"Sending e-mail is not set up here, so the letter to {address} did not leave this server. "
            "Whoever runs it finds it where the server writes what it does.",
        )
    else:
        messages.error(
            request,
            f"The mail server did not take the letter to {address}. Send it again from the list; "
            "if that fails too, tell whoever runs Aimwell.",
        )


def _to_members(request: HttpRequest) -> HttpResponse:
    return redirect("aimwell_members", request.organisation.slug)


def _render(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    form: Form | None = context.get("form")
    has_errors = form is not None and bool(form.errors)
    more = {
        "organisation": request.organisation,
        "header_title": title,
        "header_icon": "group",
        "has_errors": has_errors,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": reverse("aimwell_members", args=[request.organisation.slug]), "label": "Members"},
            *([{"url": "", "label": title}] if template != "index.html" else []),
        ],
    }
    status = 422 if has_errors else status
    return render(request, f"aimwell_members/{template}", {**more, **context}, status=status)
