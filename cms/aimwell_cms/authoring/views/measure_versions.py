"""The versions of an organisation's own measure: use the draft, withdraw, export, copy; and trying it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from aimwell.organisations.access import member
from aimwell.organisations.measure_making import (
    NotUsableError,
    free_name,
    new_measure,
    reasons_against,
    use_draft,
)
from aimwell.organisations.roles import May
from aimwell.questionnaire import build, define, write
from aimwell_cms.authoring.measures.rows import MeasureRow
from aimwell_cms.authoring.measures.trying import TryForm, tried
from aimwell_cms.authoring.views.measure_pages import base_of, page, row_or_404

EARLIER = "earlier-"
"""What the names of the fields begin with that carry the earlier answers along."""


class UseForm(forms.Form):
    """What is said of a version when it comes into use."""

    licence_reference = forms.CharField(
        max_length=200,
        required=False,
        label="Your licence reference",
        help_text="The number or letter by which the rights holder lets you use it.",
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label="What changed (optional)",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_safe
@member(May.AUTHOR)
def versions(request: HttpRequest, own: str) -> HttpResponse:
    """Every version, and what can be done with the measure."""
    row = row_or_404(request, own)
    return _versions(request, row, UseForm(initial={"licence_reference": row.measure.licence_reference}))


@require_POST
@member(May.AUTHOR)
def use(request: HttpRequest, own: str) -> HttpResponse:
    """Freeze the draft as the next version, and offer it to forms."""
    row = row_or_404(request, own)
    form = UseForm(request.POST)
    if request.POST.get("base") != base_of(row.measure):
        who = row.measure.changed_by
        messages.warning(request, f"{who} has changed the draft since you opened this page. Read it again.")
        return redirect("aimwell_measure_versions", request.organisation.slug, own)
    if not form.is_valid():
        return _versions(request, row, form, status=422)
    if row.needs_licence:
        row.measure.licence_reference = form.cleaned_data["licence_reference"].strip()
        row.measure.save(update_fields=["licence_reference"])
    try:
        version = use_draft(row.measure, by=request.user, note=form.cleaned_data["note"].strip())
    except NotUsableError as refused:
        if any(problem.id == "no-licence" for problem in refused.problems):
            form.add_error("licence_reference", "Enter the reference of your licence.")
        return _versions(request, row, form, status=422)
    messages.success(request, f"Version {version.number} is in use: forms can ask it from now on.")
    return redirect("aimwell_measure_versions", request.organisation.slug, own)


@require_POST
@member(May.AUTHOR)
def switch(request: HttpRequest, own: str) -> HttpResponse:
    """Withdraw the measure from new forms, or offer it again."""
    row = row_or_404(request, own)
    row.measure.on = request.POST.get("on") == "true" and row.latest is not None
    row.measure.save(update_fields=["on"])
    if row.measure.on:
        messages.success(request, f"{row.measure.label} is offered to forms again.")
    else:
        messages.success(
            request, f"{row.measure.label} is withdrawn. Published forms and old records keep it."
        )
    return redirect("aimwell_measure_versions", request.organisation.slug, own)


@require_POST
@member(May.AUTHOR)
def copy(request: HttpRequest, own: str) -> HttpResponse:
    """A new measure with the same draft."""
    row = row_or_404(request, own)
    label = f"Copy of {row.measure.label}"[:200]
    name = free_name(request.organisation, label)
    copied = new_measure(
        request.organisation, write({**row.document, "name": name, "label": label}), by=request.user
    )
    messages.success(request, f"“{copied.label}” is here as a draft. Give it a name of its own.")
    return redirect("aimwell_measure", request.organisation.slug, name)


@require_POST
@member(May.AUTHOR)
def delete(request: HttpRequest, own: str) -> HttpResponse:
    """Delete a measure that was never used."""
    row = row_or_404(request, own)
    if row.latest is not None:
        messages.error(request, f"{row.measure.label} was in use, so it stays. Withdraw it instead.")
        return redirect("aimwell_measure_versions", request.organisation.slug, own)
    row.measure.delete()
    messages.success(request, f"The draft “{row.measure.label}” is deleted.")
    return redirect("aimwell_measures", request.organisation.slug)


@require_safe
@member(May.AUTHOR)
def export_draft(request: HttpRequest, own: str) -> HttpResponse:
    """The draft as a file."""
    row = row_or_404(request, own)
    return _file(row.measure.text, f"{own}-draft.json")


@require_safe
@member(May.AUTHOR)
def export(request: HttpRequest, own: str, number: int) -> HttpResponse:
    """A version as a file, byte for byte."""
    row = row_or_404(request, own)
    version = next((version for version in row.versions if version.number == number), None)
    if version is None:
        raise Http404("No such version.")
    return _file(version.text, f"{own}-version-{number}.json")


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.AUTHOR)
def try_it(request: HttpRequest, own: str) -> HttpResponse:
    """Answer the draft's items and see what comes of it. Nothing is kept."""
    row = row_or_404(request, own)
    if row.problems:
        return page(request, "measure_try.html", {}, row=row, current="aimwell_measure_try")
    measure = build(define(row.document), version="draft")
    posted = request.POST if request.method == "POST" else None
    form = TryForm(measure, posted)
    context: dict[str, Any] = {"form": form, "measure": measure, "earlier": {}}
    if posted is not None and form.is_valid():
        kept = TryForm(
            measure, {key.removeprefix(EARLIER): posted[key] for key in posted if key.startswith(EARLIER)}
        )
        earlier = kept.answers if kept.is_valid() and kept.answers else None
        context["tried"] = tried(measure, form.answers, earlier, form.settings)
        if posted.get("action") == "keep":
            earlier = form.answers
            context |= {"form": TryForm(measure), "tried": None}
        context["earlier"] = {f"{EARLIER}{key}": value for key, value in (earlier or {}).items()}
    return page(request, "measure_try.html", context, row=row, current="aimwell_measure_try")


def _versions(request: HttpRequest, row: MeasureRow, form: UseForm, *, status: int = 200) -> HttpResponse:
    number = row.latest.number + 1 if row.latest else 1
    reasons = [one for one in reasons_against(row.measure, number) if one.id != "no-licence"]
    context = {"form": form, "reasons": reasons, "next": number, "base": base_of(row.measure)}
    return page(
        request, "measure_versions.html", context, row=row, current="aimwell_measure_versions", status=status
    )


def _file(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text.encode(),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
