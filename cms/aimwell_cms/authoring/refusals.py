"""A publication that was refused elsewhere than in the editor's form: say why, and lead back to it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from aimwell.formschema import TemplateRefused

EDITOR = "/cms/"
SHOWN = 5


class RefusedPublication:
    """Approvals, bulk actions and copies publish without the form's check. The transaction is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A message and the way back, when it was a refused template."""
        if not isinstance(exception, TemplateRefused) or not request.path_info.startswith(EDITOR):
            return None
        told = " ".join(f"{problem.message} {problem.remedy}" for problem in exception.problems[:SHOWN])
        messages.error(request, f"Nothing was published, because the form isn’t ready. {told}")
        page_id = request.resolver_match.kwargs.get("page_id") if request.resolver_match else None
        if page_id is None:
            return redirect("wagtailadmin_home")
        return redirect("wagtailadmin_pages:edit", page_id)
