"""Decide on a request without a form: after the conversation in which more was asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from aimwell.contracts import Json
from aimwell.organisations.access import member
from aimwell.organisations.models import User
from aimwell.organisations.publicpages import public_pages
from aimwell.organisations.roles import May
from aimwell.pathway.acting import perform
from aimwell.pathway.models import Act
from aimwell.pathway.rules.events import Event, standing
from aimwell.pathway.rules.story import Decided
from aimwell.people.models import Person
from aimwell.records.models import Decision
from aimwell.workspace.history import KINDS
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.finding import pathway_or_404
from aimwell.workspace.views.pathway.offerforms import OfferFields, text

ROLES = {
    "urgent": "Urgent: help now",
    "routine": "Routine: help in turn",
    "not_necessary": "Not necessary: help at Level 1 or 2",
    "more_information": "More information is needed",
}
EVIDENCE = frozenset({"request", "conversation", "triage", "decide_triage", "carer", "assessment", "other"})


class DecideForm(OfferFields, ActForm):
    """A triage decision, with its reason; an offer with it where help is not necessary."""

    kind = "decide_triage"
    decision = forms.ChoiceField(
        label="Decision",
        choices=list(ROLES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a decision."},
    )
    reason = text(
        "Why?",
        hint="The harm that can be foreseen, and what speaks for this decision.",
        required="Say why you decide so.",
    )
    evidence = forms.MultipleChoiceField(
        label="On which evidence?", widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ["decision", "reason", "evidence", "preventive_reason"]

    def __init__(
        self, *args: Any, pathway: str, recommended: str, evidence: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pathway, self.recommended = pathway, recommended
        self.fields["evidence"].choices = evidence
        self.fields["evidence"].initial = [key for key, _ in evidence]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("decision") == "not_necessary":
            self.require_offer()
        return given

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        role = given["decision"]
        said: dict[str, Json] = {
            "pathway": self.pathway,
            "decision": {
                "purpose": "triage",
                "code": role,
                "label": ROLES[role].partition(":")[0],
                "role": role,
                "recommended": self.recommended,
                "level": int(given["level"] or 1) if role == "not_necessary" else None,
                "reason": given["reason"],
                "preventive_reason": given["preventive_reason"],
            },
        }
        if role == "not_necessary":
            said["offer"] = self.offer_said()
        return said

    def record(self, person: Person, user: User) -> Act:
        return perform(
            person,
            self.kind,
            self.said(),
            by=user,
            why=self.cleaned_data["reason"],
            evidence=self.cleaned_data["evidence"],
            token=self.cleaned_data["token"],
        )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, person: int, pathway: str) -> HttpResponse:
    """Decide on a request; a rule's recommendation is shown where the last triage form had one."""
    found = pathway_or_404(request, person, pathway)
    last = found.pathway.triage
    advice = _advice(last, found.events)
    form = DecideForm(
        request.POST or None,
        pathway=found.pathway.key,
        # Another rule's code says nothing about these four.
        recommended=last.recommended if last and last.recommended in ROLES else "",
        evidence=_evidence(found.events),
        offered=public_pages(request.organisation),
    )
    return act_page(
        request,
        found.person,
        form,
        template="workspace/pathway/decide.jinja",
        last=last,
        advice=advice,
        heading="Decide on the request",
        button="Record the decision",
        done="The decision is recorded. Now tell whoever asked.",
    )


def _advice(last: Decided | None, events: Iterable[Event]) -> Decision | None:
    """What a rule recommended on the triage form that was decided last, as it was amended."""
    if last is None or not last.recommended:
        return None
    source = next((event.source for event in events if event.key == last.key), "")
    kind, _, number = source.partition(":")
    if kind != "record":
        return None
    return Decision.objects.filter(record=int(number)).first()


def _evidence(events: Iterable[Event]) -> list[tuple[str, str]]:
    """What a decision may rest on, the newest first."""
    found = [event for event in standing(events) if event.kind in EVIDENCE]
    return [
        (event.key, f"{KINDS.get(event.kind, event.kind)}, {date_format(localtime(event.at), 'j F Y')}")
        for event in reversed(found)
    ][:12]
