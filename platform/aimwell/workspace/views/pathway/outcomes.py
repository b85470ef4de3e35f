"""Personal outcomes: write one down, look at it, add to it, reword it, drop it, link it to an episode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.formschema.plainwords.outcomes import remarks_on
from aimwell.organisations.access import member
from aimwell.organisations.models import User
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.pathway.aims import aims_of
from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.rules.personal import DETAILS, TYPES, PersonalOutcome
from aimwell.pathway.rules.story import Story
from aimwell.pathway.stream import events_of
from aimwell.people.models import Person
from aimwell.workspace.care.outcome_forms import (
    AddOutcomeForm,
    AddToOutcomeForm,
    DropForm,
    LinkForm,
    RewordForm,
)
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.people import person_or_404


@dataclass(frozen=True, kw_only=True)
class Named:
    """A person, their story, and the outcome of it that an address names."""

    person: Person
    story: Story
    events: tuple[Event, ...]
    outcome: PersonalOutcome


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, person: int) -> HttpResponse:
    """Write an outcome down in the person's own words; look at the wording first, if they like."""
    found = person_or_404(request, person)
    note_view(request, found)
    form = AddOutcomeForm(request.POST or None)
    page = {
        "heading": "Add an outcome",
        "button": "Keep the outcome",
        "done": "The outcome is written down in their words.",
    }
    if "check" in request.POST:
        return _checked(request, found, form, **page)
    return act_page(
        request,
        found,
        form,
        template="workspace/pathway/outcome_form.jinja",
        story=fold(events_of(found)),
        **page,
    )


def _checked(request: HttpRequest, person: Person, form: ActForm, **page: Any) -> HttpResponse:
    """The page once more with remarks on the wording; nothing is kept, and nothing typed is lost."""
    typed = request.POST.get("words", "")
    unbound = type(form)(initial=request.POST.dict())
    remarks = {"checked": bool(typed.strip()), "remarks": remarks_on(typed)}
    return render(
        request,
        "workspace/pathway/outcome_form.jinja",
        {"form": unbound, "person": person, **page, **remarks},
    )


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest, person: int, outcome: str) -> HttpResponse:
    """One outcome: their words, those before, everything that was added, remarks on the wording."""
    named = _named(request, person, outcome)
    one = named.outcome
    writers = {
        told.by for told in (*one.statements, *(told for each in one.details.values() for told in each))
    }
    aims = aims_of(request.organisation)
    return render(
        request,
        "workspace/pathway/outcome.jinja",
        {
            "person": named.person,
            "outcome": one,
            "names": {user.pk: str(user) for user in User.objects.filter(pk__in=writers)},
            "details": DETAILS,
            "types": TYPES,
            "remarks": remarks_on(one.words) if one.wanted else (),
            "episodes": [
                (episode, aims[episode.aim])
                for pathway in named.story.pathways
                for episode in pathway.episodes
                if episode.key in one.episodes
            ],
        },
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_to(request: HttpRequest, person: int, outcome: str) -> HttpResponse:
    """Add to an outcome; what was said before stays beside it."""
    named = _wanted(request, person, outcome)
    return _act(
        request,
        named,
        AddToOutcomeForm(request.POST or None, outcome=named.outcome),
        heading="Add to an outcome",
        intro="What was said before stays, with its date. Fill in only what is new.",
        button="Add it",
        done="It is added to the outcome.",
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request: HttpRequest, person: int, outcome: str) -> HttpResponse:
    """The person says it in other words now; the earlier ones are kept under them."""
    named = _wanted(request, person, outcome)
    return _act(
        request,
        named,
        RewordForm(request.POST or None, outcome=named.outcome),
        heading="In other words",
        intro="Only the person’s own words belong here. To say more about the outcome, add to it.",
        button="Keep the new words",
        done="The new words are kept, and the earlier ones under them.",
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, person: int, outcome: str) -> HttpResponse:
    """The person no longer wants it."""
    named = _wanted(request, person, outcome)
    return _act(
        request,
        named,
        DropForm(request.POST or None, outcome=named.outcome),
        heading="No longer wanted",
        intro="It stays in the story, with the reason. It can be undone in the history.",
        button="Mark it as no longer wanted",
        done="The outcome is marked as no longer wanted.",
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, person: int, outcome: str) -> HttpResponse:
    """Say which episode works towards it."""
    named = _wanted(request, person, outcome)
    aims = aims_of(request.organisation)
    episodes = [
        (episode.key, f"{aims[episode.aim].label}: {episode.intended}")
        for pathway in named.story.pathways
        for episode in pathway.episodes
        if episode.key not in named.outcome.episodes
    ]
    return _act(
        request,
        named,
        LinkForm(request.POST or None, outcome=named.outcome, episodes=episodes),
        heading="Link an outcome to an episode",
        intro="" if episodes else "There is no episode to link it to. Begin one on the pathway first.",
        button="Link it",
        done="The outcome is linked to the episode.",
    )


def _act(request: HttpRequest, named: Named, form: ActForm, **page: Any) -> HttpResponse:
    return act_page(request, named.person, form, story=named.story, **page)


def _named(request: HttpRequest, person: int, key: str) -> Named:
    found = person_or_404(request, person)
    events = tuple(events_of(found))
    story = fold(events)
    outcome = story.outcome(key)
    if outcome is None:
        raise Http404("No such outcome.")
    note_view(request, found)
    return Named(person=found, story=story, events=events, outcome=outcome)


def _wanted(request: HttpRequest, person: int, key: str) -> Named:
    """The same, where it can still be changed."""
    named = _named(request, person, key)
    if not named.outcome.wanted:
        raise Http404("This outcome is no longer wanted.")
    return named
