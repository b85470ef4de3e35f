"""The inbox: requests from the public site, until somebody says whose they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aimwell.formschema import fed
from aimwell.formschema.alerts import ALERTS, alerts_in
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.incoming import TakenInAlready, set_aside, take_back, take_in
from aimwell.pathway.models import IncomingRequest
from aimwell.people.duplicates import likely
from aimwell.people.likeness import Known
from aimwell.people.models import Person
from aimwell.people.searching import searched
from aimwell.records.answers import told
from aimwell.workspace.views.frontdoor.conversationforms import NewPersonForm
from aimwell.workspace.views.pathway.offerforms import text
from aimwell.workspace.views.people import person_or_404

FOUND, ASIDE = 20, 50


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What came in and waits: what speaks of danger first, then the oldest; and what was set aside lately."""
    every = IncomingRequest.objects.filter(organisation=request.organisation, record=None)
    waiting = [(one, _alerts(one)) for one in every.filter(set_aside_why="")]
    return render(
        request,
        "workspace/inbox.jinja",
        {
            "waiting": sorted(waiting, key=lambda told: not told[1]),
            "aside": list(
                every.exclude(set_aside_why="").select_related("set_aside_by").order_by("-pk")[:ASIDE]
            ),
        },
    )


class AsideForm(forms.Form):
    """Why a request becomes no record."""

    why = text("Why is it set aside?", rows=2, hint="Spam, a duplicate, a test.", required="Say why.")


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, incoming: int) -> HttpResponse:
    """One request as it was typed; who it may be about; take it in, or set it aside."""
    found = _incoming_or_404(request, incoming)
    known = _known(found.about)
    new = NewPersonForm(
        request.POST if request.POST.get("action") == "new" else None,
        organisation=request.organisation,
        instance=Person(organisation=request.organisation),
        initial={
            "given_name": known.given,
            "family_name": known.family,
            "date_of_birth": known.born,
            "nhs_number": known.nhs_number,
        },
    )
    aside = AsideForm(request.POST if request.POST.get("action") == "aside" else None, auto_id="%s")
    try:
        if request.POST.get("action") == "person":
            chosen = request.POST.get("person", "")
            whose = person_or_404(request, int(chosen[:18]) if chosen.isascii() and chosen.isdigit() else 0)
            return _taken_in(request, found, whose)
        if new.is_bound and new.is_valid():
            with transaction.atomic():
                return _taken_in(request, found, new.save())
        if aside.is_bound and aside.is_valid():
            set_aside(found, by=request.user, why=aside.cleaned_data["why"][:500])
            messages.success(request, f"Request {found.reference} is set aside. It can be taken back.")
            return redirect("workspace:inbox", organisation=request.organisation.slug)
    except TakenInAlready:
        messages.success(request, f"Somebody has dealt with request {found.reference} already.")
        return redirect("workspace:inbox", organisation=request.organisation.slug)
    search = request.GET.get("search", "").replace("\x00", "").strip()[:100]
    people = Person.objects.filter(organisation=request.organisation, merged_into=None)
    return render(
        request,
        "workspace/incoming.jinja",
        {
            "incoming": found,
            "alerts": _alerts(found),
            "known": known,
            "sections": told(found.version.outline, found.answers),
            "likely": likely(request.organisation, known),
            "search": search,
            "people": list(searched(people, search)[:FOUND]) if search else [],
            "new": new,
            "aside": aside,
        },
    )


def _taken_in(request: HttpRequest, incoming: IncomingRequest, person: Person) -> HttpResponse:
    take_in(incoming, person, by=request.user)
    messages.success(request, f"Request {incoming.reference} is a record of {person} now.")
    return redirect("workspace:pathway", organisation=request.organisation.slug, person=person.pk)


@member(May.WRITE_RECORDS)
@require_POST
def restore(request: HttpRequest, incoming: int) -> HttpResponse:
    """Let a request that was set aside wait again."""
    found = _incoming_or_404(request, incoming)
    take_back(found)
    messages.success(request, f"Request {found.reference} waits again.")
    return redirect("workspace:inbox", organisation=request.organisation.slug)


def _incoming_or_404(request: HttpRequest, incoming: int) -> IncomingRequest:
    return get_object_or_404(
        IncomingRequest.objects.filter(record=None), organisation=request.organisation, pk=incoming
    )


def _alerts(incoming: IncomingRequest) -> tuple[str, ...]:
    """What it will raise an alert about as soon as somebody says whose it is."""
    raised = alerts_in(fed(incoming.version.outline, incoming.answers).get("alert"))
    return tuple(ALERTS[kind] for kind in raised)


def _known(about: dict[str, Any]) -> Known:
    return Known(
        given=about.get("given", ""),
        family=about.get("family", ""),
        born=date.fromisoformat(about["born"]) if about.get("born") else None,
        nhs_number=about.get("nhs_number", ""),
    )
