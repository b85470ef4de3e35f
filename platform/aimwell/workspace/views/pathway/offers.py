"""Help at Level 1 or 2: instead of a service, or beside one; and whether it helped."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_http_methods

from aimwell.contracts import Json
from aimwell.organisations.access import member
from aimwell.organisations.publicpages import public_pages
from aimwell.organisations.roles import May
from aimwell.workspace.forms import DateOfParts
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.finding import pathway_or_404
from aimwell.workspace.views.pathway.offerforms import OfferFields, text

ANSWERS = {
    "helped": "Yes, it helped",
    "partly": "Partly",
    "did_not": "No, it did not help",
    "not_reached": "Nobody could be reached",
}


class OfferForm(OfferFields, ActForm):
    """An offer on a pathway."""

    kind = "make_offer"

    def __init__(self, *args: Any, pathway: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway = pathway

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.require_offer()
        return self.cleaned_data

    def said(self) -> dict[str, Json]:
        return {"pathway": self.pathway, "offer": self.offer_said()}


class HelpOtherwiseForm(OfferForm):
    """An offer with which the request ends."""

    kind = "help_otherwise"
    why = text(
        "Why is nothing else needed now?",
        rows=2,
        hint="For example: a conversation was enough; the person manages with a little advice.",
        required="Say why nothing else is needed now.",
    )
    field_order = ["why"]


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """Offer something, whatever the decision is."""
    found = pathway_or_404(request, person, pathway)
    return act_page(
        request,
        found.person,
        OfferForm(
            request.POST or None, pathway=found.pathway.key, offered=public_pages(request.organisation)
        ),
        heading="Make an offer",
        intro="Pages to read, a consultation, or advice in words; with the signs to look out for.",
        button="Make the offer",
        done="The offer is recorded. Now tell whoever asked.",
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def help_otherwise(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """The request ends well at Level 1 or 2."""
    found = pathway_or_404(request, person, pathway)
    return act_page(
        request,
        found.person,
        HelpOtherwiseForm(
            request.POST or None, pathway=found.pathway.key, offered=public_pages(request.organisation)
        ),
        heading="Help at Level 1 or 2",
        intro="The request ends here, with an offer. Somebody asks later whether it helped.",
        button="Record it",
        done="Recorded: helped at Level 1 or 2. Now tell whoever asked.",
    )


class FollowUpForm(ActForm):
    """Whether an offer helped."""

    kind = "follow_up_offer"
    answer = forms.ChoiceField(
        label="Did it help?",
        choices=list(ANSWERS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it helped."},
    )
    used = text("What was used of it, and what came of it?")
    asked_again = forms.BooleanField(label="Help is asked for again", required=False)
    next_on = DateOfParts(
        label="If nobody could be reached: when do we try again?",
        required=False,
        error_messages={"invalid": "Enter a real date for trying again."},
    )

    def __init__(self, *args: Any, pathway: str, offer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway, self.offer = pathway, offer

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        due = given.get("next_on")
        too_early = due is None or due <= localdate()
        if given.get("answer") == "not_reached" and too_early and "next_on" not in self.errors:
            self.add_error("next_on", "Say when you try again: a day after today.")
        return given

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        told: dict[str, Json] = {name: given[name] for name in ("answer", "used", "asked_again")}
        if given["answer"] == "not_reached":
            told["next_on"] = given["next_on"].isoformat()
        return {"pathway": self.pathway, "offer_key": self.offer, "follow_up": told}


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, person: int, pathway: str, offer_made: str) -> HttpResponse:
    """Ask whether an offer helped."""
    found = pathway_or_404(request, person, pathway)
    offer = next((one for one in found.pathway.offers if one.key == offer_made), None)
    if offer is None:
        raise Http404("No such offer.")
    form = FollowUpForm(request.POST or None, pathway=found.pathway.key, offer=offer.key)
    again = form.is_bound and form.is_valid() and form.cleaned_data["asked_again"]
    return act_page(
        request,
        found.person,
        form,
        template="workspace/pathway/follow_up.jinja",
        offer=offer,
        heading="Did it help?",
        intro=f"Offered on {date_format(localtime(offer.at), 'j F Y')}.",
        button="Record what came of it",
        done="Recorded. Help is asked for again: record the conversation, or take the request up again."
        if again
        else "Recorded what came of the offer.",
    )
