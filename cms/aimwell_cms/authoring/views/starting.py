"""Start a form: from a starter template, from a file, or from nothing."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from aimwell.formschema import Problem
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.problems import offers_for, problems_of
from aimwell_cms.authoring.setup import folder_of
from aimwell_cms.authoring.starters import bring_in, starters


class FileForm(forms.Form):
    """A file to bring in."""

    file = forms.FileField()
    largest_mb = 1

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > self.largest_mb * 1_000_000:
            raise ValidationError(
                f"The file is larger than {self.largest_mb} MB. Split it, or take out what isn’t needed."
            )
        return file


class BringForm(FileForm):
    """A form of any kind that can be brought in."""

    file = forms.FileField(
        label="File",
        help_text="A form that was exported from here (.json), an XLSForm of ODK or Kobo (.xlsx), "
        "or a FHIR R4 Questionnaire (.json). At most 5 MB.",
    )
    largest_mb = 5


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.AUTHOR)
def start(request: HttpRequest) -> HttpResponse:
    """The starter templates; choosing one copies it into the organisation."""
    if request.method != "POST":
        return start_page(request)
    starter = starters().get(request.POST.get("starter", ""))
    if starter is None:
        raise Http404("No such starter template.")
    return begun(request, bring_in(starter.text, request.organisation, request.user))


def begun(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """To the editor of a form that was just begun."""
    if page.copies:
        names = ", ".join(f"“{title}”" for title in page.copies)
        messages.warning(
            request,
            f"The file says that {names} follows an item of a library. Your library doesn’t have that item, "
            "or the file differs from it where it is locked. It came in as a copy: it is yours to change.",
        )
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


def start_page(
    request: HttpRequest,
    form: forms.Form | None = None,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The ways to start a form. ``form``: a file that was refused, with what is wrong with it."""
    context = {
        "form": form or BringForm(),
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
