"""The pathway of a person: where it stands, what can be done next, what happened; and undoing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.organisations.access import member
from aimwell.organisations.models import User
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.pathway.acting import undo
from aimwell.pathway.models import Act
from aimwell.pathway.rules.duty import duty_on
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.rules.offers import missing_of
from aimwell.pathway.rules.states import LABELS, WAITS_FOR
from aimwell.pathway.rules.story import Pathway
from aimwell.pathway.stream import events_of
from aimwell.people.models import Person
from aimwell.workspace.care.showing import care_of
from aimwell.workspace.history import KINDS, history
from aimwell.workspace.steps import Step, beginnings_of, steps_of
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.plan import WORDS, waiting
from aimwell.workspace.views.people import person_or_404

PANELS: tuple[str, ...] = (
    "workspace/pathway/handover.jinja",
    "workspace/pathway/frontdoor.jinja",
    "workspace/pathway/assessment.jinja",
    "workspace/pathway/episodes.jinja",
)
"""Templates that each show one topic of a pathway, in order. They are given ``pathway`` and ``story``."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A pathway as its page shows it."""

    pathway: Pathway
    service: str
    steps: tuple[Step, ...]

    @property
    def label(self) -> str:
        return LABELS[self.pathway.state]

    @property
    def duty(self) -> str:
        return duty_on(self.pathway)

    @property
    def waits_for(self) -> str:
        return WAITS_FOR.get(self.pathway.state, "")


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest, person: int) -> HttpResponse:
    """Each pathway of a person, the newest first, with what can be done next; then what happened."""
    found = person_or_404(request, person)
    note_view(request, found)
    events = events_of(found)
    story = fold(events)
    services = dict(request.organisation.services.values_list("pk", "name"))
    return render(
        request,
        "workspace/pathway/page.jinja",
        {
            "person": found,
            "story": story,
            "pathways": [
                Shown(
                    pathway=pathway,
                    service=services.get(pathway.service, ""),
                    steps=steps_of(pathway, found, request.organisation),
                )
                for pathway in reversed(story.pathways)
            ],
            "beginnings": beginnings_of(found, request.organisation),
            "panels": PANELS,
            "missing_of": missing_of,
            **care_of(story, request.organisation),
            "history": history(events),
            "kinds": KINDS,
            **waiting(story, found, request.organisation),
            **WORDS,
        },
    )


class UndoForm(ActForm):
    """Why an event is taken back."""

    why = forms.CharField(
        label="Why is it undone?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="It stays in the history, with this reason.",
        error_messages={"required": "Say why it is undone."},
    )

    def __init__(self, *args: Any, undoes: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.undoes = undoes

    def record(self, person: Person, user: User) -> Act:
        return undo(
            person, self.undoes, by=user, why=self.cleaned_data["why"], token=self.cleaned_data["token"]
        )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, person: int, event: str) -> HttpResponse:
    """Undo one event, as an act with its reason."""
    found = person_or_404(request, person)
    line = next((entry for entry in history(events_of(found)) if entry.key == event), None)
    if line is None:
        raise Http404("No such event.")
    return act_page(
        request,
        found,
        UndoForm(request.POST or None, undoes=event),
        heading=f"Undo: {line.label}",
        intro=f"Recorded on {date_format(localtime(line.at), 'j F Y, H:i')} by {line.who}.",
        button="Undo it",
        done=f"Undone: {line.label}.",
    )
