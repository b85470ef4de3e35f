"""The carers of a person: who they are, what was agreed with them, what was done for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.documents.chart import draw, marker
from aimwell.documents.series import series_of_person
from aimwell.library.models import FormTemplate, Kind
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.people.carers import consents_of, give_consent, latest_offer, withdraw_consent
from aimwell.people.merging import family_of
from aimwell.people.models import Carer, CarerAct, CarerConsent, Person
from aimwell.workspace.carer_forms import CarerActForm, CarerForm, ConsentForm, EndForm, WithdrawForm
from aimwell.workspace.timeline import contributions
from aimwell.workspace.views.people import person_or_404

_ASKS = require_http_methods(["GET", "HEAD", "POST"])


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest, person: int, carer: int) -> HttpResponse:
    """A carer, what may be shared with them, what they contributed, what was done for them."""
    found, one = _found(request, person, carer)
    note_view(request, found)
    forms_for_carers = FormTemplate.objects.filter(
        organisation=request.organisation, kind=Kind.CARER
    ).exclude(live=None)
    context = {
        "person": found,
        "carer": one,
        "consents": consents_of(one),
        "offer": latest_offer(one),
        "acts": one.acts.select_related("by"),
        "records": contributions(one),
        "drafts": one.drafts.filter(discarded_at=None).select_related("version"),
        "forms": forms_for_carers,
        "series": series_of_person(found, carer=one),
        "draw": draw,
        "marker": marker,
    }
    return render(request, "workspace/carer.jinja", context)


@member(May.WRITE_RECORDS)
@_ASKS
def add(request: HttpRequest, person: int) -> HttpResponse:
    """A new carer of a person."""
    found = person_or_404(request, person)
    carer = Carer(organisation=request.organisation, person=found)
    form = CarerForm(request.POST or None, person=found, instance=carer)
    if form.is_valid():
        form.save()
        messages.success(request, f"{carer} is added as a carer of {found}.")
        return _to(request, found, carer)
    return _ask(request, found, form, heading=f"Add a carer of {found}", button="Add this carer")


@member(May.WRITE_RECORDS)
@_ASKS
def edit(request: HttpRequest, person: int, carer: int) -> HttpResponse:
    """Change what is known of a carer."""
    found, one = _found(request, person, carer)
    form = CarerForm(request.POST or None, person=found, instance=one)
    if form.is_valid():
        form.save()
        messages.success(request, f"What is known of {one} is saved.")
        return _to(request, found, one)
    return _ask(request, found, form, carer=one, heading="Change what is known of the carer", button="Save")


@member(May.WRITE_RECORDS)
@_ASKS
def end(request: HttpRequest, person: int, carer: int) -> HttpResponse:
    """Somebody is no longer a carer; all that they contributed stays."""
    found, one = _found(request, person, carer)
    form = EndForm(request.POST or None, auto_id="%s", initial={"ended_on": localdate()})
    if form.is_valid():
        Carer.objects.filter(pk=one.pk).update(**form.cleaned_data)
        messages.success(request, f"{one} is no longer a carer of {found}. What they contributed stays.")
        return _to(request, found, one)
    heading = f"{one} is no longer a carer"
    return _ask(request, found, form, carer=one, heading=heading, button="Save")


@member(May.WRITE_RECORDS)
@_ASKS
def consent(request: HttpRequest, person: int, carer: int) -> HttpResponse:
    """Note what may be shared."""
    found, one = _found(request, person, carer)
    form = ConsentForm(request.POST or None, auto_id="%s", initial={"on": localdate()})
    if form.is_valid():
        said = form.cleaned_data
        give_consent(
            one, said["scopes"], given_by=said["given_by"], on=said["on"], note=said["note"], by=request.user
        )
        messages.success(request, f"What may be shared with {one} is noted.")
        return _to(request, found, one)
    return _ask(request, found, form, carer=one, heading=f"What may be shared with {one}", button="Save")


@member(May.WRITE_RECORDS)
@_ASKS
def withdraw(request: HttpRequest, person: int, carer: int, consent: int) -> HttpResponse:
    """Note that something may no longer be shared."""
    found, one = _found(request, person, carer)
    given = get_object_or_404(CarerConsent, carer=one, withdraws=None, pk=consent)
    form = WithdrawForm(request.POST or None, auto_id="%s")
    if form.is_valid():
        withdraw_consent(given, **_reason(form), by=request.user)
        messages.success(request, f"No longer shared with {one}: {given.get_scope_display()}.")
        return _to(request, found, one)
    heading = f"No longer share with {one}: {given.get_scope_display()}"
    return _ask(request, found, form, carer=one, heading=heading, button="Withdraw the consent")


@member(May.WRITE_RECORDS)
@_ASKS
def act(request: HttpRequest, person: int, carer: int) -> HttpResponse:
    """Note what was done with or for a carer, and what they answered."""
    found, one = _found(request, person, carer)
    proposed = {"on": localdate(), "kind": request.GET.get("kind", "")}
    form = CarerActForm(request.POST or None, auto_id="%s", initial=proposed)
    if form.is_valid():
        done = CarerAct.objects.create(
            organisation=request.organisation, carer=one, by=request.user, **form.cleaned_data
        )
        messages.success(request, f"Noted: {done.get_kind_display().lower()}.")
        return _to(request, found, one)
    return _ask(request, found, form, carer=one, heading=f"What was done with {one}", button="Save")


def _found(request: HttpRequest, person: int, carer: int) -> tuple[Person, Carer]:
    found = person_or_404(request, person)
    carers = Carer.objects.select_related("own_entry").filter(person_id__in=family_of(found))
    return found, get_object_or_404(carers, organisation=request.organisation, pk=carer)


def _reason(form: forms.Form) -> dict[str, Any]:
    return {"given_by": form.cleaned_data["given_by"], "why": form.cleaned_data["why"]}


def _to(request: HttpRequest, person: Person, carer: Carer) -> HttpResponse:
    return redirect(
        "workspace:carer", organisation=request.organisation.slug, person=person.pk, carer=carer.pk
    )


def _ask(
    request: HttpRequest, person: Person, form: forms.BaseForm, carer: Carer | None = None, **words: str
) -> HttpResponse:
    # A refused form has already put what was typed on the instance; the way back is by its key.
    context = {"person": person, "carer": carer, "form": form, **words}
    return render(request, "workspace/carer_form.jinja", context)
