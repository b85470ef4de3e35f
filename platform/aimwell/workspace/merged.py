"""The address of somebody who was merged into another entry leads to that one, and says so."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from aimwell.people.models import Person


class MergedAway(Exception):
    """Raised by a page about somebody who was merged: a form for them must never change the other entry."""

    def __init__(self, merged: Person, kept: Person) -> None:
        super().__init__("This entry was merged into another one.")
        self.merged, self.kept = merged, kept


class LeadToTheKept:
    """Middleware: leads from pages of merged people to the page of whom they were merged into."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Nothing that was sent to the merged entry is done."""
        if not isinstance(exception, MergedAway):
            return None
        merged, kept = exception.merged, exception.kept
        told = f"{merged} was merged into {kept}. This is the page of {kept}."
        if request.method == "POST":
            told += " What you sent was not saved: do it here."
        messages.info(request, told)
        return redirect("workspace:person", organisation=request.organisation.slug, person=kept.pk)
