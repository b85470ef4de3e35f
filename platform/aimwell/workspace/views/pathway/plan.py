"""The support plan: brief and live, on one page; and how it came to say what it says."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone, localdate, localtime, make_aware
from django.views.decorators.http import require_GET

from aimwell.documents import printing
from aimwell.organisations.access import member
from aimwell.organisations.models import Organisation, User, ViewLog
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.pathway.rules.afterreview import FOLLOWS, unfinished
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.rules.opinion import SORTS
from aimwell.pathway.rules.personal import DETAILS
from aimwell.pathway.rules.plan import CONTRIBUTORS, PARTIES, PARTS, STATUSES, Plan
from aimwell.pathway.rules.planchanges import changes
from aimwell.pathway.rules.review import ACHIEVED, DECISIONS, TRIGGERS, VIEWERS
from aimwell.pathway.rules.story import Story
from aimwell.people.models import Person
from aimwell.workspace.steps import after_review
from aimwell.workspace.views.pathway.finding import FoundPerson, person_found_or_404
from aimwell.workspace.views.pathway.reviews import LED
from aimwell.workspace.views.people import person_or_404
from aimwell.workspace.views.printing import asks_for_large_print, pdf_answer

WORDS = {
    "parts": PARTS,
    "contributors": CONTRIBUTORS,
    "parties": PARTIES,
    "statuses": STATUSES,
    "triggers": TRIGGERS,
    "decisions": DECISIONS,
    "viewers": VIEWERS,
    "achieved": ACHIEVED,
    "led": LED,
    "opinion_sorts": SORTS,
}
"""What the codes of plans and reviews are called."""


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest, person: int) -> HttpResponse:
    """Everything that is planned, the person's outcomes first."""
    found = person_found_or_404(request, person)
    return render(
        request,
        "workspace/pathway/plan.jinja",
        {
            "person": found.person,
            "story": found.story,
            "plan": found.story.plan,
            "outcomes": [one for one in found.story.outcomes if one.wanted],
            "episodes": [
                episode for pathway in found.story.pathways for episode in pathway.episodes if episode.open
            ],
            "team": found.person.care_team.select_related("user").order_by("user__last_name", "pk"),
            "names": _names(found.story.plan),
            "details": DETAILS,
            "today": localdate(),
            **waiting(found.story, found.person, request.organisation),
            **WORDS,
        },
    )


def waiting(story: Story, person: Person, organisation: Organisation) -> dict[str, Any]:
    """What the latest review decided and nobody did yet, and where it is done."""
    decided = unfinished(story)
    if decided is None:
        return {"decided": None}
    links = after_review(decided.decision, story, person, organisation)
    return {"decided": decided, "follows": FOLLOWS[decided.decision], "decided_links": links}


@member(May.READ_RECORDS)
@require_GET
def pdf(request: HttpRequest, person: int) -> HttpResponse:
    """The copy that the person takes home. The print is noted."""
    found = person_or_404(request, person)
    note_view(request, found, ViewLog.Action.PRINTED)
    made = printing.plan_pdf(found, by=request.user, large=asks_for_large_print(request))
    return pdf_answer(made, f"plan-{found.pk}")


@member(May.READ_RECORDS)
@require_GET
def show_history(request: HttpRequest, person: int) -> HttpResponse:
    """What changed in the plan between two days of its life."""
    found = person_found_or_404(request, person)
    days = _days(found)
    since = request.GET.get("since", "")
    until = request.GET.get("until", "")
    since = since if since in days else (days[-2] if len(days) > 1 else "")
    until = until if until in days else (days[-1] if days else "")
    since, until = min(since, until), max(since, until)
    return render(
        request,
        "workspace/pathway/plan_history.jinja",
        {
            "person": found.person,
            "days": [(day, datetime.fromisoformat(day).date()) for day in days],
            "since": since,
            "until": until,
            "changes": list(changes(_plan_at(found, since), _plan_at(found, until))),
            "reviewed": {localtime(one.at).date().isoformat() for one in found.story.reviews},
        },
    )


def _days(found: FoundPerson) -> list[str]:
    """The days on which the plan was written, oldest first."""
    plan = found.story.plan
    moments = [line.at for lines in plan.parts.values() for line in lines]
    for step in (*plan.actions, *plan.milestones):
        moments += [step.at, *(earlier.at for earlier in step.earlier)]
    return sorted({localtime(moment).date().isoformat() for moment in moments})


def _plan_at(found: FoundPerson, day: str) -> Plan:
    """What the plan said at the end of a day; nothing before its first."""
    if not day:
        return Plan()
    end = make_aware(datetime.combine(datetime.fromisoformat(day), time.max), get_current_timezone())
    story: Story = fold(event for event in found.events if event.at <= end)
    return story.plan


def _names(plan: Plan) -> dict[int, str]:
    """Who wrote what, by their key: one statement."""
    keys = {line.by for lines in plan.parts.values() for line in lines}
    keys |= {step.by for step in (*plan.actions, *plan.milestones)}
    keys |= {said.by for said in plan.agreements}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}
