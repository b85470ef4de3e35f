"""Handing over: what remains, what to look out for, who holds the duty of care, whether they accept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.contracts import Json
from aimwell.organisations.access import member
from aimwell.organisations.models import User
from aimwell.organisations.publicpages import PublicPage, public_pages
from aimwell.organisations.roles import May
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.finding import pathway_or_404
from aimwell.workspace.views.pathway.offerforms import text

ANSWERS = {"yes": "Yes, they have accepted", "no": "No, they have not", "unknown": "Not known yet"}
_ACCEPTED = {"yes": True, "no": False}


class HandOverForm(ActForm):
    """A handover. ``pages``: of the organisation's public site, as supports to go on with."""

    kind = "hand_over"
    reason = text("Why does it end?", rows=2, required="Say why it ends.")
    risk = text(
        "Which risk remains?",
        hint="What could still happen, how likely it is, and what would make it worse.",
        required="Say which risk remains; “none that we foresee” is an answer.",
    )
    red_flags = text(
        "Warning signs, and how to ask again",
        hint="In plain words: what to look out for, whom to ring then, and when it is an emergency.",
        required="Say which warning signs to look out for, and how to ask again.",
    )
    pages = forms.MultipleChoiceField(
        label="Pages of our public site to go on with",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    supports = text("Self-help, and people and places nearby", rows=3)
    holder = forms.CharField(
        label="Who holds the duty of care now?",
        max_length=200,
        help_text="For example, the GP practice; or the person, with whom to ring.",
        error_messages={"required": "Say who holds the duty of care now."},
    )
    accepted = forms.ChoiceField(
        label="Have they accepted?",
        choices=list(ANSWERS.items()),
        widget=forms.RadioSelect,
        initial="unknown",
        error_messages={"required": "Say whether they have accepted, or that it is not known yet."},
    )
    view = text("What does the person say about it?", rows=3)
    learned = text("What did we learn?", rows=2)

    def __init__(self, *args: Any, pathway: str, offered: Sequence[PublicPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway, self.offered = pathway, offered
        if offered:
            self.fields["pages"].choices = [(page.address, page.title) for page in offered]
        else:
            del self.fields["pages"]

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        texts = ("reason", "risk", "red_flags", "supports", "holder", "view", "learned")
        titles = {page.address: page.title for page in self.offered}
        told: dict[str, Json] = {name: given[name] for name in texts}
        told["pages"] = [{"title": titles[one], "address": one} for one in given.get("pages", ())]
        told["accepted"] = _ACCEPTED.get(given["accepted"])
        return {"pathway": self.pathway, "handover": told}


class AnswerForm(ActForm):
    """What whoever takes over answers."""

    kind = "answer_handover"
    accepted = forms.ChoiceField(
        label="Have they accepted?",
        choices=[(code, label) for code, label in ANSWERS.items() if code in _ACCEPTED],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they have accepted."},
    )
    holder = forms.CharField(
        label="Who holds the duty of care now, if that has changed?", max_length=200, required=False
    )
    why = text("What did they say?", rows=2)

    def __init__(self, *args: Any, pathway: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway = pathway

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        told = {"accepted": _ACCEPTED[given["accepted"]], "holder": given["holder"]}
        return {"pathway": self.pathway, "handover": told}


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """End care well: with what remains and how to ask again."""
    found = pathway_or_404(request, person, pathway)
    return act_page(
        request,
        found.person,
        HandOverForm(
            request.POST or None, pathway=found.pathway.key, offered=public_pages(request.organisation)
        ),
        heading="Hand over",
        template="workspace/pathway/hand_over.jinja",
        under_way=[episode for episode in found.pathway.episodes if episode.open],
        pathway=found.pathway,
        button="Hand over",
        done="Handed over. Print the letter for the person and whoever takes over.",
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """Whether whoever takes over has accepted."""
    found = pathway_or_404(request, person, pathway)
    handover = found.pathway.handover
    if handover is None:
        raise Http404("Nothing was handed over.")
    return act_page(
        request,
        found.person,
        AnswerForm(request.POST or None, pathway=found.pathway.key),
        heading="Is the handover accepted?",
        intro=f"Handed over to: {handover.holder or 'nobody was named'}.",
        button="Record it",
        done="The answer to the handover is recorded.",
    )


@member(May.READ_RECORDS)
@require_GET
def letter(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """The handover to print: what to look out for comes first."""
    found = pathway_or_404(request, person, pathway)
    handover = found.pathway.handover
    if handover is None:
        raise Http404("Nothing was handed over.")
    return render(
        request,
        "workspace/pathway/handover_letter.jinja",
        {
            "person": found.person,
            "handover": handover,
            "written_by": User.objects.get(pk=handover.by),
            # On paper an address has to be whole.
            "pages": [(title, request.build_absolute_uri(address)) for title, address in handover.pages],
        },
    )
