"""Ways in that don't name an organisation: to the only one where somebody may, or to a choice of several."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import May, roles_that


def organisations_where(user: User, capability: May) -> list[Organisation]:
    """The organisations in which somebody may do a thing, by name."""
    return list(
        Organisation.objects.filter(memberships__user=user, memberships__role__in=roles_that(capability))
    )


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To starting a form."""
    return _in(request, May.AUTHOR, "aimwell_start", "Start a form", "doc-empty-inverse")


@require_safe
def plugins(request: HttpRequest) -> HttpResponse:
    """To the plugins."""
    return _in(request, May.MANAGE_PLUGINS, "aimwell_plugins", "Plugins", "plus-inverse")


@require_safe
def aims(request: HttpRequest) -> HttpResponse:
    """To what the aims are called."""
    return _in(request, May.MANAGE_PLUGINS, "aimwell_aims", "Aims", "order")


@require_safe
def approval(request: HttpRequest) -> HttpResponse:
    """To approval by a second person."""
    return _in(request, May.SET_APPROVAL, "aimwell_approval", "Approval", "check")


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """To the measures that an organisation made."""
    return _in(request, May.AUTHOR, "aimwell_measures", "Measures", "form")


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """To the decision tables that an organisation keeps."""
    return _in(request, May.PUBLISH, "aimwell_rules", "Rules", "list-ul")


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """To the library."""
    return _in(request, May.AUTHOR, "aimwell_library", "Library", "folder-open-inverse")


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """To the members."""
    return _in(request, May.MANAGE_MEMBERS, "aimwell_members", "Members", "group")


def _in(request: HttpRequest, capability: May, name: str, title: str, icon: str) -> HttpResponse:
    found = organisations_where(request.user, capability)
    if not found:
        raise PermissionDenied
    if len(found) == 1:
        return redirect(name, found[0].slug)
    context = {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": "", "label": title},
        ],
        "choices": [
            {"name": organisation.name, "url": reverse(name, args=[organisation.slug])}
            for organisation in found
        ],
    }
    return render(request, "aimwell_authoring/choose_organisation.html", context)
