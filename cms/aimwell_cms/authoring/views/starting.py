"""Start a form: from a starter template, from a file, or from nothing."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from aimwell.formschema import Problem, TemplateRefused
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.problems import offers_for, problems_of
from aimwell_cms.authoring.setup import folder_of
from aimwell_cms.authoring.starters import bring_in, starters

LARGEST = 1_000_000


class FileForm(forms.Form):
    """A file to bring in."""

    file = forms.FileField(label="JSON Schema file", help_text="At most 1 MB.")

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(
                "The file is larger than 1 MB. Split the form, or take out what isn’t needed."
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.AUTHOR)
def start(request: HttpRequest) -> HttpResponse:
    """The starter templates; choosing one copies it into the organisation."""
    if request.method != "POST":
        return _page(request, FileForm())
    starter = starters().get(request.POST.get("starter", ""))
    if starter is None:
        raise Http404("No such starter template.")
    return _begun(request, bring_in(starter.text, request.organisation, request.user))


@require_POST
@member(May.AUTHOR)
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a form as a file. One that can't be read is refused, each fault with its place."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        text = form.cleaned_data["file"].read().decode()
    except UnicodeDecodeError:
        form.add_error("file", "This isn’t a text file in UTF-8. Save it as JSON in the encoding UTF-8.")
        return _page(request, form, status=422)
    try:
        page = bring_in(text, request.organisation, request.user)
    except TemplateRefused as refused:
        return _page(request, form, refused.problems, status=422)
    return _begun(request, page)


def _begun(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    found = problems_of(page, offers_for(request.organisation).measures)
    if found:
        number = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        messages.warning(
            request, f"“{page.title}” is here as a draft. It has {number} to put right before you publish."
        )
    else:
        messages.success(
            request, f"“{page.title}” is here as a draft. Change what you like, then publish it."
        )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _page(
    request: HttpRequest, form: FileForm, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "problems": problems,
        "starters": starters().values(),
        "organisation": request.organisation,
        "empty_url": reverse(
            "wagtailadmin_pages:add",
            args=["authoring", "templatepage", folder_of(request.organisation).pk],
        ),
        "header_title": "Start a form",
        "header_icon": "doc-empty-inverse",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "Home"},
            {"url": "", "label": "Start a form"},
        ],
    }
    return render(request, "aimwell_authoring/start.html", context, status=status)
