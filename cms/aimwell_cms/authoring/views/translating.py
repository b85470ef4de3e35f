"""Translate a form: its texts side by side, and as a file for somebody who translates by mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from aimwell_cms.authoring.languages.csvfile import LARGEST, NotAFile, Report, exported, imported
from aimwell_cms.authoring.languages.keeping import keep, typed
from aimwell_cms.authoring.languages.sheet import Sheet, sheet_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.languages import TAB, may_write, of_draft

WORK = "work"


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def language(request: HttpRequest, page: TemplatePage, language: str) -> HttpResponse:
    """The texts of the form beside their translations; save what was typed."""
    sheet = sheet_of(page, language)
    if request.method != "POST":
        return _page(request, page, sheet)
    if "forget-lost" in request.POST:
        keep(page, language, dict.fromkeys(sheet.lost), request.user)
        messages.success(request, "Translations of texts that are gone are removed.")
        return redirect(_address(request, page, language))
    said = typed(sheet, request.POST)
    if said.entries:
        keep(page, language, said.entries, request.user)
        sheet = sheet_of(page, language)
    if said.refused:
        return _page(request, page, sheet, saved=len(said.entries), refused=said, status=422)
    messages.success(request, f"{_count(len(said.entries))} saved. {_left(sheet)}")
    return redirect(_address(request, page, language))


@require_safe
@of_draft
def export(request: HttpRequest, page: TemplatePage, language: str) -> HttpResponse:
    """The texts and their translations as a file for a spreadsheet."""
    name = f"{slugify(page.title) or 'form'}-{language}.csv"
    return HttpResponse(
        exported(sheet_of(page, language), page.language),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@of_draft
def bring(request: HttpRequest, page: TemplatePage, language: str) -> HttpResponse:
    """Take a file in; say what was taken and what was not."""
    sheet = sheet_of(page, language)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise NotAFile("Choose the file that came back from the translator.")
        if file.size > LARGEST:
            raise NotAFile("The file is larger than 1 MB. Is it the one that was exported here?")
        report = imported(file.read(), sheet)
    except NotAFile as fault:
        return _page(request, page, sheet, file_fault=str(fault), status=422)
    if report.taken:
        keep(page, language, report.taken, request.user)
        sheet = sheet_of(page, language)
    return _page(request, page, sheet, report=report)


def _page(
    request: HttpRequest,
    page: TemplatePage,
    sheet: Sheet,
    *,
    saved: int = 0,
    refused: Any = None,
    report: Report | None = None,
    file_fault: str = "",
    status: int = 200,
) -> HttpResponse:
    only_work = request.GET.get("show") == WORK
    kept: Mapping[str, str] = refused.refused if refused else {}
    context = {
        **page_context(page, TAB, f"{page.title} in {sheet.english}", "globe"),
        "sheet": sheet,
        "groups": sheet.groups(only_work=only_work),
        "only_work": only_work,
        "typed": kept,
        "contested": refused.contested if refused else {},
        "saved": saved,
        "report": report,
        "file_fault": file_fault,
        "may_write": may_write(request, page),
    }
    return render(request, "aimwell_authoring/language.html", context, status=status)


def _address(request: HttpRequest, page: TemplatePage, language: str) -> str:
    address = reverse("aimwell_language", args=[page.pk, language])
    return f"{address}?show={WORK}" if request.GET.get("show") == WORK else address


def _count(number: int) -> str:
    return "1 translation" if number == 1 else f"{number} translations"


def _left(sheet: Sheet) -> str:
    left = sheet.missing + sheet.stale
    if not left:
        return "Nothing is left to do."
    return "1 text still needs work." if left == 1 else f"{left} texts still need work."
