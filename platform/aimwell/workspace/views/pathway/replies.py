"""The reply to whoever asked: proposed here, sent by the practitioner, and kept with who was told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.contracts import Json
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.rules.story import Pathway
from aimwell.people.models import Person
from aimwell.workspace.forms import DateOfParts
from aimwell.workspace.letters import letter
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.finding import pathway_or_404
from aimwell.workspace.views.pathway.offerforms import text

WAYS = ("By phone", "By letter", "By e-mail", "In person", "Through the professional who asked")


class ReplyForm(ActForm):
    """Whom, what, how and when."""

    kind = "reply"
    to = forms.CharField(
        label="Who was told?", max_length=200, error_messages={"required": "Say who was told."}
    )
    how = forms.ChoiceField(
        label="How?",
        choices=[(way, way) for way in WAYS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they were told."},
    )
    on = DateOfParts(
        label="When?",
        error_messages={"required": "Enter the day.", "invalid": "Enter a real date for the reply."},
    )
    told = text(
        "What were they told?",
        rows=16,
        hint="A proposal: change it to what you say or write. Nothing is sent from here.",
        required="Say what they were told.",
    )

    def __init__(self, *args: Any, pathway: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway = pathway

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > localdate():
            raise forms.ValidationError("The reply is recorded once it is given: choose today or earlier.")
        return day

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        told = {name: given[name] for name in ("to", "how", "told")}
        return {"pathway": self.pathway, "reply": {**told, "on": given["on"].isoformat()}}


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """Record what whoever asked was told; a letter is proposed."""
    found = pathway_or_404(request, person, pathway)
    to = _asker(found.pathway, found.person)
    form = ReplyForm(
        request.POST or None,
        pathway=found.pathway.key,
        initial={
            "to": to,
            "on": localdate(),
            "told": letter(
                found.pathway, found.person, to=to, organisation=request.organisation, by=request.user
            ),
        },
    )
    return act_page(
        request,
        found.person,
        form,
        heading="Reply to whoever asked",
        intro="The decision and why, what is offered, which signs to look out for, how to ask again.",
        button="Record the reply",
        done="The reply is recorded.",
    )


@member(May.READ_RECORDS)
@require_GET
def show_letter(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """The reply as a letter, to print or to copy: as it was given, or as it is proposed."""
    found = pathway_or_404(request, person, pathway)
    given = next((one for one in reversed(found.pathway.replies) if one.told), None)
    to = given.to if given else _asker(found.pathway, found.person)
    text = (
        given.told
        if given
        else letter(found.pathway, found.person, to=to, organisation=request.organisation, by=request.user)
    )
    return render(
        request,
        "workspace/pathway/letter.jinja",
        {"person": found.person, "pathway": found.pathway, "text": text, "given": given},
    )


def _asker(pathway: Pathway, person: Person) -> str:
    """Who asked last, by name."""
    last = pathway.requests[-1] if pathway.requests else None
    if last is not None and last.asker:
        return last.asker
    return str(person) if last is not None and last.asked_by in ("self", "") else ""
