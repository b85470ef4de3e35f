"""A second opinion, or supervision, on somebody's care: asking, and writing down what was said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from aimwell.contracts import Json
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.rules.opinion import SORTS
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.finding import person_found_or_404
from aimwell.workspace.views.pathway.offerforms import text


class AskForm(ActForm):
    """A question to somebody who knows more, or sees it from outside."""

    kind = "ask_opinion"
    sort = forms.ChoiceField(
        label="What do you ask for?",
        choices=list(SORTS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is a second opinion or supervision."},
    )
    whom = forms.CharField(
        label="Of whom?",
        max_length=200,
        help_text="A name, a role or a team.",
        error_messages={"required": "Say whom you ask."},
    )
    question = text(
        "What is the question?",
        hint="What makes it complex, and what you are unsure of.",
        required="Write down what you ask.",
    )

    def said(self) -> dict[str, Json]:
        return {"opinion": {name: self.cleaned_data[name] for name in ("sort", "whom", "question")}}


class GiveForm(ActForm):
    """What was answered. ``opinion``: the key of the question."""

    kind = "give_opinion"
    who = forms.CharField(
        label="Who said it?", max_length=200, error_messages={"required": "Say whose opinion it is."}
    )
    told = text("What was said?", required="Write down what was said.")
    changes = text("What is done otherwise because of it?", rows=2)

    def __init__(self, *args: Any, opinion: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opinion = opinion

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        opinion = {"who": given["who"], "text": given["told"], "changes": given["changes"]}
        return {"opinion_key": self.opinion, "opinion": opinion}


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, person: int) -> HttpResponse:
    """Ask for a second opinion, or for supervision."""
    found = person_found_or_404(request, person)
    return act_page(
        request,
        found.person,
        AskForm(request.POST or None),
        heading="Ask for a second opinion or supervision",
        intro="It stands on the pathway and among the tasks until it is answered. Nothing is sent from here.",
        button="Ask",
        done="The question is recorded. It stands among the tasks.",
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, person: int, opinion: str) -> HttpResponse:
    """Write down what was answered."""
    found = person_found_or_404(request, person)
    asked = next((one for one in found.story.opinions if one.key == opinion), None)
    if asked is None:
        raise Http404("Nothing of the kind was asked.")
    return act_page(
        request,
        found.person,
        GiveForm(request.POST or None, opinion=asked.key, initial={"who": asked.whom}),
        heading=SORTS[asked.sort],
        intro=asked.question,
        button="Record it",
        done="What was said is recorded.",
    )
