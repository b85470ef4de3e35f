"""Give several people of a caseload another key worker: choose, look at the list, confirm, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.people.keyworkers import Done, NothingToChange, change_key_workers, undo_change
from aimwell.people.models import KeyWorkerChange
from aimwell.workspace.forms import ReasonForm
from aimwell.workspace.keyworker_forms import MOST, NOBODY, KeyWorkerForm, caseload_of, read_seen

_ASKS = require_http_methods(["GET", "HEAD", "POST"])


@member(May.WRITE_RECORDS)
@_ASKS
def choose(request: HttpRequest) -> HttpResponse:
    """Choose people and their new key worker; then look at the list; then do it."""
    asked = request.GET.get("of", str(request.user.pk))
    people = caseload_of(request.organisation, asked)
    form = KeyWorkerForm(request.POST or None, organisation=request.organisation)
    if form.is_valid():
        if "confirm" not in request.POST:
            return render(request, "workspace/key_workers_check.jinja", {"form": form, "of": asked})
        try:
            done = change_key_workers(
                request.organisation,
                read_seen(request.POST.getlist("seen")),
                form.cleaned_data["to"],
                by=request.user,
                why=form.cleaned_data["why"],
            )
        except NothingToChange as fault:
            form.add_error(None, str(fault))
        else:
            _tell(request, done, f"{done.change.to} is now the key worker of {_people(done.moved)}.")
            return _to(request, done.change)
    shown = list(people.select_related("service")[: MOST + 1])
    ticked = set(request.POST.getlist("people"))
    if request.GET.get("tick") == "all":
        ticked = {str(one.pk) for one in shown[:MOST]}
    context = {
        "form": form,
        "of": asked,
        "NOBODY": NOBODY,
        "people": shown[:MOST],
        "has_more": len(shown) > MOST,
        "most": MOST,
        "ticked": ticked,
    }
    return render(request, "workspace/key_workers.jinja", context)


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest, change: int) -> HttpResponse:
    """What a change did, person by person."""
    found = _change_or_404(request, change)
    moves = found.moves.select_related("person", "before", "after")
    return render(request, "workspace/key_worker_change.jinja", {"change": found, "moves": moves})


@member(May.WRITE_RECORDS)
@_ASKS
def undo(request: HttpRequest, change: int) -> HttpResponse:
    """Ask why, then give everybody their former key worker back."""
    found = _change_or_404(request, change)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            done = undo_change(found, by=request.user, why=form.cleaned_data["why"])
        except NothingToChange as fault:
            form.add_error("why", str(fault))
        else:
            _tell(request, done, f"{_people(done.moved)} went back to their former key worker.")
            return _to(request, done.change)
    return render(request, "workspace/key_worker_undo.jinja", {"change": found, "form": form})


def _change_or_404(request: HttpRequest, change: int) -> KeyWorkerChange:
    changes = KeyWorkerChange.objects.select_related("to", "by", "undoes", "undone_by")
    return get_object_or_404(changes, organisation=request.organisation, pk=change)


def _tell(request: HttpRequest, done: Done, told: str) -> None:
    messages.success(request, told)
    if done.left:
        names = "; ".join(str(one) for one in done.left)
        messages.warning(request, f"Somebody else gave these another key worker meanwhile: {names}.")


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _to(request: HttpRequest, change: KeyWorkerChange) -> Any:
    return redirect("workspace:key-worker-change", organisation=request.organisation.slug, change=change.pk)
