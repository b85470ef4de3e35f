"""The measures that an organisation made: the list, a new one, one from a file, editing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from aimwell.formschema import Problem
from aimwell.formschema.json_text import SIZE_LIMIT
from aimwell.organisations.access import member
from aimwell.organisations.measure_making import free_name, name_is_a_plugins, new_measure, save_draft
from aimwell.organisations.models import CustomMeasure
from aimwell.organisations.roles import May
from aimwell.places import SCHEMAS
from aimwell.questionnaire import DefinitionRefused, problems, read, write
from aimwell_cms.authoring.measures.actions import act, empty
from aimwell_cms.authoring.measures.fields import document_of
from aimwell_cms.authoring.measures.forms import MeasureForms, with_ids
from aimwell_cms.authoring.measures.rows import MeasureRow, measure_rows
from aimwell_cms.authoring.views.measure_pages import base_of, page, row_or_404
from aimwell_cms.authoring.views.starting import FileForm

EXAMPLE = SCHEMAS / "examples" / "measures" / "getting-about.json"


class NameForm(forms.Form):
    """What a new measure is called."""

    label = forms.CharField(label="Name of the new measure", max_length=200)


class MeasureFileForm(FileForm):
    """The file of a measure."""

    file = forms.FileField(label="Measure file (JSON)", help_text="At most 1 MB.")


@require_safe
@member(May.AUTHOR)
def index(request: HttpRequest) -> HttpResponse:
    """Every measure that the organisation made, and ways to begin one."""
    return _index(request)


@require_POST
@member(May.AUTHOR)
def begin(request: HttpRequest) -> HttpResponse:
    """A new measure: empty, or the example."""
    if request.POST.get("example"):
        document = {**read(EXAMPLE.read_bytes()), "name": ""}
    else:
        form = NameForm(request.POST)
        if not form.is_valid():
            return _index(request, name_form=form, status=422)
        document = empty("", form.cleaned_data["label"])
    name = free_name(request.organisation, document["label"])
    measure = new_measure(request.organisation, write({**document, "name": name}), by=request.user)
    messages.success(request, f"“{measure.label}” is here as a draft. Write its items, then try it.")
    return redirect("aimwell_measure", request.organisation.slug, name)


@require_POST
@member(May.AUTHOR)
def bring(request: HttpRequest) -> HttpResponse:
    """Install a measure out of a file: as a new draft, or as the draft of the measure of that name."""
    form = MeasureFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _index(request, file_form=form, status=422)
    content = form.cleaned_data["file"].read()
    try:
        name = read(content)["name"]
    except DefinitionRefused as refused:
        return _index(request, file_form=form, refused=refused.problems, status=422)
    if name_is_a_plugins(name):
        return _index(request, file_form=form, refused=[_taken(name)], status=422)
    text = content.decode()
    there = CustomMeasure.objects.filter(organisation=request.organisation, name=name).first()
    if there is None:
        there = new_measure(request.organisation, text, by=request.user)
        messages.success(request, f"“{there.label}” is here as a draft. Try it, then use it.")
    else:
        save_draft(there, text, by=request.user)
        messages.success(
            request, f"“{there.label}” was here already: the file is now its draft. Undo brings yours back."
        )
    return redirect("aimwell_measure", request.organisation.slug, name)


def _taken(name: str) -> Problem:
    return Problem(
        id="name-taken",
        place="/name",
        message=f"A plugin that is installed here has a measure named “{name}” already.",
        remedy="Copy the measure where it comes from, and export the copy: it has a name of its own.",
    )


def _index(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "rows": measure_rows(request.organisation),
        "name_form": NameForm(),
        "file_form": MeasureFileForm(),
        **more,
    }
    return page(request, "measures.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.AUTHOR)
def edit(request: HttpRequest, own: str) -> HttpResponse:
    """The draft in its fields. Every button saves first, so that nothing typed is lost."""
    row = row_or_404(request, own)
    if request.method != "POST":
        return _edit(request, row, row.document)
    action = request.POST.get("action", "save")
    document, anchor = act(
        document_of(own, request.POST),
        action,
        new_items=request.POST.get("new_items", ""),
        answers=request.POST.get("new_items_answers", ""),
    )
    # A draft that says the same stays as it came, byte for byte.
    text = row.measure.text if document == row.document else write(document)
    if len(text.encode()) > SIZE_LIMIT:
        messages.error(
            request, "This is more than a measure can hold (1 MB), so it is not saved. Shorten it."
        )
        return _edit(request, row, document, status=422)
    if request.POST.get("base") != base_of(row.measure):
        who = row.measure.changed_by
        messages.warning(
            request,
            f"{who} has saved this measure since you opened it. What you see is yours, and is not saved yet: "
            "save again to put it in place of the other, which Undo then brings back.",
        )
        return _edit(request, row, document, status=409)
    save_draft(row.measure, text, by=request.user)
    if action == "undo":
        return _undone(request, row)
    if action == "save":
        messages.success(request, _saved(document))
    url = reverse("aimwell_measure", args=[request.organisation.slug, own])
    return redirect(f"{url}#{anchor}" if anchor else url)


def _saved(document: dict[str, Any]) -> str:
    found = len(problems(document))
    if not found:
        return "The draft is saved. Nothing is wrong with it."
    return f"The draft is saved. {found} thing{'s' if found > 1 else ''} to put right before it can be used."


def _undone(request: HttpRequest, row: MeasureRow) -> HttpResponse:
    """Back to the draft before. What was typed meanwhile is saved first: it is the change that is undone."""
    if row.measure.previous:
        save_draft(row.measure, row.measure.previous, by=request.user)
        messages.success(request, "The last change is undone. Undo again to have it back.")
    return redirect("aimwell_measure", request.organisation.slug, row.measure.name)


def _edit(
    request: HttpRequest, row: MeasureRow, document: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    found = problems(document)
    shown = MeasureForms(document, found)
    context = {
        "forms": shown,
        "problems": list(with_ids(shown, found)),
        "advice": [] if found or status != 200 else list(with_ids(shown, row.advice)),
        "base": base_of(row.measure),
    }
    return page(request, "measure_edit.html", context, row=row, current="aimwell_measure", status=status)
