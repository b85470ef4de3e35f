"""Two entries that may be one person: look at both, merge them, undo it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.people.duplicates import likely_same
from aimwell.people.merging import MergeRefused, family_of, merge, numbers_of, unmerge
from aimwell.people.models import Merge, Person
from aimwell.people.searching import searched
from aimwell.workspace.forms import MergeForm, ReasonForm
from aimwell.workspace.sidebyside import Line, likely_to_stay, side_by_side
from aimwell.workspace.views.people import person_or_404

SHOWN = 20


@member(May.WRITE_RECORDS)
@require_GET
def suggest(request: HttpRequest, person: int) -> HttpResponse:
    """Who may be the same person, and a search for whoever isn't suggested."""
    found = person_or_404(request, person)
    note_view(request, found)
    text = request.GET.get("search", "").replace("\x00", "").strip()[:100]
    people = Person.objects.filter(organisation=request.organisation, merged_into=None).exclude(pk=found.pk)
    context = {
        "person": found,
        "likely": likely_same(found),
        "search": text,
        "people": list(searched(people, text)[:SHOWN]) if text else [],
    }
    return render(request, "workspace/same_person.jinja", context)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Both entries, what is known of each, and whether their NHS numbers contradict each other."""

    here: Person
    there: Person
    lines: tuple[Line, ...]
    numbers_differ: bool


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, person: int, other: int) -> HttpResponse:
    """Both side by side; merge them, with a reason."""
    here, there = person_or_404(request, person), person_or_404(request, other)
    note_view(request, here)
    note_view(request, there)
    compared = Compared(
        here=here,
        there=there,
        lines=side_by_side(here, there),
        numbers_differ=len(numbers_of(here) | numbers_of(there)) > 1,
    )
    form = MergeForm(
        request.POST or None,
        people=(here, there),
        numbers_differ=compared.numbers_differ,
        initial={"keep": str(likely_to_stay(here, there).pk)},
    )
    if form.is_valid():
        kept, merged = (here, there) if form.cleaned_data["keep"] == str(here.pk) else (there, here)
        try:
            merge(
                kept,
                merged,
                by=request.user,
                why=form.cleaned_data["why"],
                numbers_differ=form.cleaned_data["numbers_differ"],
            )
        except MergeRefused as refused:
            form.add_error("keep", str(refused))
        else:
            messages.success(request, f"{merged} is merged into {kept}. Nothing was moved; you can undo it.")
            return redirect("workspace:person", organisation=request.organisation.slug, person=kept.pk)
    context = {"person": here, "other": there, "compared": compared, "form": form}
    return render(request, "workspace/merge.jinja", context)


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, person: int, merge: int) -> HttpResponse:
    """Ask why, then part two entries again."""
    found = person_or_404(request, person)
    acts = Merge.objects.select_related("kept", "merged", "by", "undone_by")
    act = get_object_or_404(
        acts, organisation=request.organisation, undoes=None, kept_id__in=family_of(found), pk=merge
    )
    to_person = redirect("workspace:person", organisation=request.organisation.slug, person=found.pk)
    if hasattr(act, "undone_by"):
        messages.info(request, f"{act.merged} stands alone again already.")
        return to_person
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            unmerge(act, by=request.user, why=form.cleaned_data["why"])
        except MergeRefused as refused:
            form.add_error("why", str(refused))
        else:
            messages.success(request, f"{act.merged} stands alone again, with everything that was theirs.")
            return to_person
    return render(request, "workspace/merge_undo.jinja", {"person": found, "act": act, "form": form})
