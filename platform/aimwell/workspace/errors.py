"""What people read when something goes wrong: plain words, and never a detail of a record.

Named in the project's URLs (``handler400`` …), in CSRF_FAILURE_VIEW, and found by allauth (``handler429``).
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.jinja", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "errors/403.jinja", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.jinja", status=404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/429.jinja", status=429)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A POST whose token doesn't fit: mostly a page left open through a sign-out."""
    return render(request, "errors/csrf.jinja", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Renders without the request: its user or session may be what broke."""
    return HttpResponse(render_to_string("errors/500.jinja"), status=500)
