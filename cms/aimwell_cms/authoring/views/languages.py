"""The languages of a template page: which it has, one more, one less."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from aimwell.formschema.languages.locales import LOCALES, english_name_of
from aimwell.formschema.languages.translations import MOST, own_language
from aimwell_cms.authoring.languages.keeping import save
from aimwell_cms.authoring.languages.sheet import sheet_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

TAB = "aimwell_languages"
View = Callable[..., HttpResponse]


def of_draft(view: View) -> View:
    """Give a view the page that its address names; to change it, locked, for those who may edit it."""

    @wraps(view)
    def guarded(request: HttpRequest, page_id: int, **named: Any) -> HttpResponse:
        if request.method == "POST":
            # Of two who save at once the second reads what the first has saved.
            TemplatePage.objects.select_for_update(of=("self",)).filter(pk=page_id).first()
        page = page_for(request, page_id)
        if request.method == "POST" and not may_write(request, page):
            raise PermissionDenied
        language = named.get("language")
        if language is not None and language not in (page.translations or {}):
            raise Http404("The form has no such language.")
        return view(request, page, **named)

    return guarded


def may_write(request: HttpRequest, page: TemplatePage) -> bool:
    """Whether somebody may change the page now: it isn't locked, and they may edit it."""
    permissions = page.permissions_for_user(request.user)
    return bool(permissions.can_edit() and not permissions.page_locked())


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def index(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """The languages that a form has, with how far each is; add one."""
    own = own_language(page.written().template)
    offered = [
        locale
        for tag, locale in LOCALES.items()
        if tag not in (page.translations or {}) and not _is(tag, own)
    ]
    if request.method == "POST":
        wanted = request.POST.get("language", "")
        if wanted in {locale.tag for locale in offered} and len(page.translations or {}) < MOST:
            save(page, {**(page.translations or {}), wanted: {}}, request.user)
            return redirect("aimwell_language", page.pk, wanted)
        messages.error(request, "Choose a language that the form doesn’t have yet.")
        return redirect(TAB, page.pk)
    context = {
        **page_context(page, TAB, f"Languages of {page.title}", "globe"),
        "own": english_name_of(own),
        "sheets": [sheet_of(page, language) for language in page.translations or {}],
        "offered": offered,
        "may_write": may_write(request, page),
    }
    return render(request, "aimwell_authoring/languages.html", context)


def _is(tag: str, own: str) -> bool:
    return tag.partition("-")[0] == own.partition("-")[0]


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def remove(request: HttpRequest, page: TemplatePage, language: str) -> HttpResponse:
    """Ask, then take a language out of the draft. Earlier drafts keep it."""
    sheet = sheet_of(page, language)
    if request.method == "POST":
        others = {tag: given for tag, given in page.translations.items() if tag != language}
        save(page, others, request.user)
        messages.success(request, f"{sheet.english} is removed from the draft. Its history still has it.")
        return redirect(TAB, page.pk)
    context = {
        **page_context(page, TAB, f"Remove {sheet.english}?", "bin"),
        "sheet": sheet,
        "may_write": may_write(request, page),
    }
    return render(request, "aimwell_authoring/language_remove.html", context)
