"""The pathway that an address names."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from aimwell.organisations.viewlog import note_view
from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.rules.story import Pathway, Story
from aimwell.pathway.stream import events_of
from aimwell.people.models import Person
from aimwell.workspace.views.people import person_or_404


@dataclass(frozen=True, kw_only=True)
class FoundPerson:
    """A person and their story."""

    person: Person
    events: tuple[Event, ...]
    story: Story


@dataclass(frozen=True, kw_only=True)
class Found(FoundPerson):
    """A person, their story, and the pathway of it that is asked for."""

    pathway: Pathway


def person_found_or_404(request: HttpRequest, person: int) -> FoundPerson:
    """A person of the organisation that the request acts for, with their story; the look is noted."""
    found = person_or_404(request, person)
    events = tuple(events_of(found))
    note_view(request, found)
    return FoundPerson(person=found, events=events, story=fold(events))


def pathway_or_404(request: HttpRequest, person: int, pathway: str) -> Found:
    """A pathway of a person of the organisation that the request acts for; the look is noted."""
    found = person_found_or_404(request, person)
    named = found.story.pathway(pathway)
    if named is None:
        raise Http404("No such pathway.")
    return Found(person=found.person, events=found.events, story=found.story, pathway=named)
