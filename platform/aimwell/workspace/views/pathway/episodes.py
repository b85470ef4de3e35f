"""Begin an episode, change its aim, record its outcome."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from aimwell.documents.scorecards import change_card
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.aims import aims_of
from aimwell.pathway.measuring import evidence_of, latest_scores, pinned
from aimwell.pathway.rules.episode import Episode
from aimwell.pathway.rules.judging import SUCCESS
from aimwell.workspace.care.ending_form import EndForm
from aimwell.workspace.care.episode_forms import BeginForm, ChangeAimForm, measures
from aimwell.workspace.care.fields import evidence_choices
from aimwell.workspace.views.pathway.acting import act_page
from aimwell.workspace.views.pathway.finding import Found, pathway_or_404


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """Begin an episode, beside those that are under way or after them."""
    found = pathway_or_404(request, person, pathway)
    aims = aims_of(request.organisation)
    form = BeginForm(
        request.POST or None,
        story=found.story,
        pathway=found.pathway,
        aims=aims,
        scores=latest_scores(found.person),
        evidence=evidence_choices(found.events),
    )
    return act_page(
        request,
        found.person,
        form,
        template="workspace/pathway/begin_episode.jinja",
        heading="Begin an episode",
        button="Begin the episode",
        done="The episode has begun.",
        story=found.story,
        aims=aims,
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_aim(request: HttpRequest, person: int, pathway: str, episode: str) -> HttpResponse:
    """Give an episode another aim, with why; the aim until then is kept."""
    found = pathway_or_404(request, person, pathway)
    one = _open_episode(found, episode)
    aims = aims_of(request.organisation)
    return act_page(
        request,
        found.person,
        ChangeAimForm(request.POST or None, pathway=found.pathway, episode=one, aims=aims),
        heading="Change the aim",
        intro=f"The aim is now “{aims[one.aim].label}”. It stays in the story, with why it changed.",
        button="Change the aim",
        done="The aim is changed.",
        story=found.story,
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, person: int, pathway: str, episode: str) -> HttpResponse:
    """Record an episode’s outcome: the measure beside its baseline, the verdict, the reflection."""
    found = pathway_or_404(request, person, pathway)
    one = _open_episode(found, episode)
    offered = {} if one.measure else dict(measures(latest_scores(found.person)))
    asked = request.GET.get("measure", "")
    if asked in offered:
        _, score, scale = offered[asked]
        # Chosen only now: the first and the last score of the episode are paired.
        one = replace(one, measure={**pinned(score, scale), "score": None})
    evidence = evidence_of(found.person, one, found.pathway, request.organisation, localdate())
    return act_page(
        request,
        found.person,
        EndForm(request.POST or None, pathway=found.pathway, episode=one, found=evidence),
        template="workspace/pathway/end_episode.jinja",
        heading="Record the outcome",
        button="Record the outcome",
        done="The outcome is recorded.",
        story=found.story,
        episode=one,
        aim=aims_of(request.organisation)[one.aim],
        card=change_card(evidence.change) if evidence.change else None,
        why_not=evidence.why,
        offered={key: told for key, (told, _, _) in offered.items()},
        asked=asked,
        successes=SUCCESS,
    )


def _open_episode(found: Found, key: str) -> Episode:
    """The episode that an address names, while it has no outcome yet."""
    one = found.pathway.episode(key)
    if one is None or not one.open:
        raise Http404("No such episode is under way.")
    return one
