"""Record a conversation about a request for help: with somebody who is here already, or somebody new."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.organisations.access import member
from aimwell.organisations.publicpages import public_pages
from aimwell.organisations.roles import May
from aimwell.organisations.viewlog import note_view
from aimwell.pathway.rules.moving import Refusal
from aimwell.people.models import Person
from aimwell.people.searching import searched
from aimwell.workspace.views.frontdoor.conversationforms import ENDS, ConversationForm, NewPersonForm
from aimwell.workspace.views.people import person_or_404

FOUND = 20


@member(May.WRITE_RECORDS)
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """For whom is help asked? Found by name or NHS number, or somebody new."""
    text = request.GET.get("search", "").replace("\x00", "").strip()[:100]
    people = Person.objects.filter(organisation=request.organisation, merged_into=None)
    return render(
        request,
        "workspace/conversation_begin.jinja",
        {"search": text, "people": list(searched(people, text)[:FOUND]) if text else []},
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def with_person(request: HttpRequest, person: int) -> HttpResponse:
    """A conversation about somebody who is here."""
    found = person_or_404(request, person)
    note_view(request, found)
    form = _form(request)
    if form.is_bound and form.is_valid() and _recorded(request, form, found):
        return _back(request, form, found)
    return render(
        request, "workspace/conversation.jinja", {"form": form, "person": found, "new": None, "forms": [form]}
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def with_somebody_new(request: HttpRequest) -> HttpResponse:
    """A conversation about somebody who isn't here yet; or who is after all: what was typed goes there."""
    form = _form(request)
    new = NewPersonForm(
        request.POST or None,
        organisation=request.organisation,
        instance=Person(organisation=request.organisation),
        initial={"key_worker": request.user.pk},
    )
    chosen = request.POST.get("existing", "")
    if chosen.isascii() and chosen.isdigit():
        person = person_or_404(request, int(chosen[:18]))
        note_view(request, person)
        if form.is_valid() and _recorded(request, form, person):
            return _back(request, form, person)
        return render(
            request,
            "workspace/conversation.jinja",
            {"form": form, "person": person, "new": None, "forms": [form]},
        )
    # Both are asked, so that every fault is told at once.
    if all([new.is_valid() if form.is_bound else False, form.is_bound and form.is_valid()]):
        with transaction.atomic():
            person = new.save()
            if _recorded(request, form, person):
                return _back(request, form, person)
            transaction.set_rollback(True)
    return render(
        request,
        "workspace/conversation.jinja",
        {"form": form, "person": None, "new": new, "forms": [new, form]},
    )


def _form(request: HttpRequest) -> ConversationForm:
    return ConversationForm(request.POST or None, offered=public_pages(request.organisation))


def _recorded(request: HttpRequest, form: ConversationForm, person: Person) -> bool:
    try:
        with transaction.atomic():
            form.record_all(person, request.user)
    except Refusal as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


def _back(request: HttpRequest, form: ConversationForm, person: Person) -> Any:
    ended = ENDS[form.cleaned_data["ended"]]
    messages.success(request, f"The conversation is recorded. It ended with: {ended}.")
    return redirect("workspace:pathway", organisation=request.organisation.slug, person=person.pk)
