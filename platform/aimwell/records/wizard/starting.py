"""Begin a draft; throw one away, and fetch it back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from aimwell.library.models import FormTemplate, Kind, version_of
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.people.carers import carers_of
from aimwell.people.merging import family_of, kept_of
from aimwell.people.models import Carer, Person
from aimwell.records.drafts import start
from aimwell.records.models import Draft
from aimwell.records.wizard.finding import find_draft, instead_of_draft
from aimwell.records.wizard.steps import resume_at, url_of_step


@member(May.WRITE_RECORDS)
@require_POST
def draft_start(request: HttpRequest, person: int, version: int) -> HttpResponse:
    """Begin a form with a person. Where one of the same template is unfinished, ask which is meant first."""
    # Somebody who was merged into another meanwhile: with that one.
    someone = kept_of(get_object_or_404(Person, pk=person))
    template = get_object_or_404(FormTemplate, live=version)
    wanted = version_of(version)
    carer = None
    if template.kind == Kind.CARER:
        if not request.POST.get("carer", "").isdecimal():
            context = {"person": someone, "version": wanted, "carers": carers_of(someone)}
            return render(request, "wizard/which_carer.jinja", context)
        carers = Carer.objects.filter(person_id__in=family_of(someone))
        carer = get_object_or_404(carers, pk=request.POST["carer"][:18])
    if "anew" not in request.POST:
        unfinished = Draft.objects.filter(
            person_id__in=family_of(someone),
            version__template=template,
            carer=carer,
            discarded_at=None,
            amends=None,
        )
        if unfinished.exists():
            context = {"person": someone, "version": wanted, "carer": carer, "drafts": unfinished}
            return render(request, "wizard/continue.jinja", context)
    draft = start(version=wanted, person=someone, user=request.user, carer=carer)
    return redirect(url_of_step(request.organisation.slug, draft, resume_at(draft)))


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_discard(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Ask, then put a draft away. It can be fetched back."""
    draft = find_draft(token, lock=request.method == "POST")
    if draft is None:
        return instead_of_draft(request, token)
    if request.method != "POST":
        return render(request, "wizard/discard.jinja", {"draft": draft, "person": kept_of(draft.person)})
    draft.discarded_at = timezone.now()
    draft.save(update_fields=["discarded_at"])
    return render(request, "wizard/discarded.jinja", {"draft": draft, "person": kept_of(draft.person)})


@member(May.WRITE_RECORDS)
@require_POST
def draft_restore(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Fetch a draft back."""
    draft = get_object_or_404(Draft.objects.select_for_update(), token=token)
    if draft.discarded_at is not None:
        draft.discarded_at = None
        draft.save(update_fields=["discarded_at"])
        messages.success(request, "The draft is back, with every answer.")
    return redirect("workspace:draft", organisation=request.organisation.slug, token=token)
