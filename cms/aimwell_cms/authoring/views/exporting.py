"""Take a form elsewhere: as it is (JSON Schema), or as a FHIR Questionnaire."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from aimwell.exchange import write_questionnaire
from aimwell.formschema import read
from aimwell.library.models import TemplateVersion
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.standing import standing_of, versions_of
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

JSON_SCHEMA = "application/schema+json"
FHIR = "application/fhir+json"


@require_safe
def export(request: HttpRequest, page_id: int) -> HttpResponse:
    """Everything that can be taken: the draft and each version, in each format; what FHIR can't say."""
    page = page_for(request, page_id)
    context = {
        **page_context(page, "aimwell_export", f"Export {page.title}", "download"),
        "standing": standing_of(page),
        "versions": versions_of(page),
        "lines": [
            line for line in write_questionnaire(page.written().template).lines if line.outcome != "mapped"
        ],
    }
    return render(request, "aimwell_authoring/export.html", context)


@require_safe
def export_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """The draft as a JSON Schema file."""
    page = page_for(request, page_id)
    return _file(page.text(), f"{_name(page.title)}-draft.json", JSON_SCHEMA)


@require_safe
def export_draft_fhir(request: HttpRequest, page_id: int) -> HttpResponse:
    """The draft as a FHIR Questionnaire."""
    page = page_for(request, page_id)
    document = write_questionnaire(page.written().template).document
    return _file(_json(document), f"{_name(page.title)}-draft-questionnaire.json", FHIR)


@require_safe
def export_version(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """A published version as it was published, byte for byte."""
    version = _version(page_for(request, page_id), number)
    return _file(version.text, f"{_name(version.title)}-version-{number}.json", JSON_SCHEMA)


@require_safe
def export_version_fhir(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """A published version as a FHIR Questionnaire: active while it is the live one."""
    page = page_for(request, page_id)
    version = _version(page, number)
    live = standing_of(page).live
    status = "active" if live is not None and live.pk == version.pk else "retired"
    document = write_questionnaire(read(version.text), status=status, version=str(number)).document
    return _file(_json(document), f"{_name(version.title)}-version-{number}-questionnaire.json", FHIR)


def _version(page: TemplatePage, number: int) -> TemplateVersion:
    if not page.is_in_library:
        raise Http404("No such version.")
    with acting_for(page.organisation):
        return get_object_or_404(TemplateVersion, template=page.publication.template_id, number=number)


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _name(title: str) -> str:
    return slugify(title) or "form"


def _file(text: str, name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        text.encode(),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
