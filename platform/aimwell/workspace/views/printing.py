"""Documents as PDF. Each print is noted; a file's name tells nobody's name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from aimwell.documents import printing
from aimwell.library.models import FormTemplate
from aimwell.organisations.access import member
from aimwell.organisations.models import ViewLog
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.records.models import Record
from aimwell.workspace.views.record import language_of, record_or_404


@member(May.READ_RECORDS)
@require_GET
def record_pdf(request: HttpRequest, record: int) -> HttpResponse:
    """A signed record."""
    found = record_or_404(request, record)
    note_view(request, found, ViewLog.Action.PRINTED)
    return pdf_answer(
        printing.record_pdf(
            found, by=request.user, large=asks_for_large_print(request), language=_language(request, found)
        ),
        f"record-{found.pk}",
    )


@member(May.READ_RECORDS)
@require_GET
def summary_pdf(request: HttpRequest, record: int) -> HttpResponse:
    """What the person takes home."""
    found = record_or_404(request, record)
    if found.third_party:
        messages.warning(request, "There is no summary of what was told in confidence.")
        return redirect("workspace:record", organisation=request.organisation.slug, record=found.pk)
    note_view(request, found, ViewLog.Action.PRINTED)
    pdf = printing.summary_pdf(
        found, by=request.user, large=asks_for_large_print(request), language=_language(request, found)
    )
    return pdf_answer(pdf, f"summary-{found.pk}")


@member(May.READ_RECORDS)
@require_GET
def blank_pdf(request: HttpRequest, template: int) -> HttpResponse:
    """The live version of a form, to fill in with a pen. It is about nobody, so nothing is noted."""
    found = get_object_or_404(
        FormTemplate.objects.select_related("live").exclude(live=None),
        organisation=request.organisation,
        pk=template,
    )
    pdf = printing.blank_pdf(
        found.live,
        organisation=request.organisation,
        by=request.user,
        large=asks_for_large_print(request),
        language=language_of(request, found.live),
    )
    return pdf_answer(pdf, f"form-{found.pk}-version-{found.live.number}")


def _language(request: HttpRequest, record: Record) -> str:
    return language_of(request, record.version, record.language)


def asks_for_large_print(request: HttpRequest) -> bool:
    """Whether the address asks for large print."""
    return request.GET.get("large") == "1"


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A document as an answer that no cache keeps. ``name``: of the file, without its ending."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
