"""The page of a person, and the comparison of two of their scores."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aimwell.documents.chart import draw, marker
from aimwell.documents.scorecards import change_card
from aimwell.documents.series import series_of_person
from aimwell.library.models import FormTemplate, Kind, version_of
from aimwell.organisations.access import member
from aimwell.organisations.models import Organisation
from aimwell.organisations.offers import choices_of
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.pathway.models import PathwayRow
from aimwell.people.carers import carers_of
from aimwell.people.merging import family_of, standing_merges
from aimwell.people.models import Person
from aimwell.records.models import Draft, Score
from aimwell.records.scoring import change_between, current_scores
from aimwell.records.wizard.languages import choices
from aimwell.workspace.timeline import timeline
from aimwell.workspace.views.people import person_or_404


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest, person: int) -> HttpResponse:
    """Who it is, what can be done, what was done and how the scores went."""
    found = person_or_404(request, person)
    note_view(request, found)
    page = request.GET.get("page", "1")
    return render(
        request,
        "workspace/person.jinja",
        {
            "person": found,
            "team": found.care_team.select_related("user").order_by("user__last_name", "pk"),
            "pathways": PathwayRow.objects.filter(person=found).select_related("service").order_by("-opened"),
            "merges": standing_merges(found),
            "carers": carers_of(found),
            "drafts": _drafts(found),
            "forms": _forms(request.organisation) if request.membership.may(May.WRITE_RECORDS) else (),
            "paper_languages": lambda template: choices(version_of(template.live_id).languages, "")[1:],
            "series": series_of_person(found),
            "draw": draw,
            "marker": marker,
            "timeline": timeline(
                found, int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
            ),
        },
    )


def _drafts(person: Person) -> list[Draft]:
    return list(
        Draft.objects.filter(person_id__in=family_of(person), discarded_at=None)
        .select_related("version", "started_by", "saved_by")
        .defer("answers", "unread", "version__text", "version__schema_text")
    )


def _forms(organisation: Organisation) -> tuple[tuple[str, tuple[FormTemplate, ...]], ...]:
    """The forms that are live, by kind, in the order in which kinds follow each other in somebody's care."""
    order = list(Kind.values)
    templates = FormTemplate.objects.filter(organisation=organisation).exclude(live=None)
    offered = sorted(templates, key=lambda template: (order.index(template.kind), template.title))
    return tuple((Kind(kind).label, tuple(found)) for kind, found in groupby(offered, lambda one: one.kind))


@member(May.READ_RECORDS)
@require_GET
def compare(request: HttpRequest, person: int) -> HttpResponse:
    """The change between any two scores of a series, with its meaning and where that comes from."""
    found = person_or_404(request, person)
    note_view(request, found)
    scores = list(
        current_scores(found)
        .filter(series=request.GET.get("series", ""), failure="")
        .select_related("record__version")
        .defer("record__version__text")
    )
    if not scores:
        raise Http404("No such scores.")
    chosen = _chosen(request, scores)
    change = None
    if chosen is not None:
        change = change_card(change_between(*chosen, choices_of(request.organisation)))
    return render(
        request,
        "workspace/compare.jinja",
        {"person": found, "scores": scores, "chosen": chosen, "change": change},
    )


def _chosen(request: HttpRequest, scores: list[Score]) -> tuple[Score, Score] | None:
    """The two scores that were asked for, the earlier first; None until two different ones are."""
    asked = {request.GET.get("before"), request.GET.get("after")}
    found = [score for score in scores if str(score.pk) in asked]
    return (found[0], found[1]) if len(found) == 2 else None
