"""What is asked when a conversation about a request for help is written down. Three minutes, on one page."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from aimwell.contracts import Json
from aimwell.organisations.models import User
from aimwell.pathway.acting import perform
from aimwell.people.models import Person
from aimwell.workspace.forms import PersonForm
from aimwell.workspace.views.pathway.acting import ActForm
from aimwell.workspace.views.pathway.offerforms import OfferFields, text

ASKED_BY = {"self": "The person", "carer": "A carer, or family", "professional": "A professional"}
RISKS = (
    "Falls or moving about",
    "Living alone, or lonely",
    "Memory or confusion",
    "Low mood, anxiety or distress",
    "Eating, drinking or weight",
    "Medicines",
    "Home, heating or money",
    "A carer under strain",
    "Out of hospital, or a loss, lately",
    "Alcohol, drugs or self-neglect",
)
"""The short stock-take: several together ask for a closer look. The project's own list, a default."""

TRIAGE, ADVICE, LEVEL_1, LEVEL_2, MORE = "triage", "advice", "level_1", "level_2", "more"
ENDS = {
    TRIAGE: "Go on to triage",
    ADVICE: "Advice given, and all is well",
    LEVEL_1: "Pages to read (Level 1)",
    LEVEL_2: "A consultation (Level 2)",
    MORE: "We ask for more before deciding",
}
HELPED = {ADVICE: "1", LEVEL_1: "1", LEVEL_2: "2"}
"""The ends with which nothing else is needed now, and the level of what was given."""


class ConversationForm(OfferFields, ActForm):
    """Who asks, what is hoped for, what is there already, risks and safety, and how it ended."""

    kind = "conversation"
    level = None
    asked_by = forms.ChoiceField(
        label="Who is asking?",
        choices=list(ASKED_BY.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is asking."},
    )
    asker = forms.CharField(
        label="Name of whoever asks", max_length=200, required=False, help_text="If it isn’t the person."
    )
    contact = forms.CharField(
        label="How to reach them", max_length=300, required=False, help_text="Phone or e-mail; a good time."
    )
    wanted = text("What do they hope for?", hint="In their own words.", required="Say what they hope for.")
    resources = text("What and who helps already?", rows=2, hint="Strengths, family, friends, services.")
    warning_signs = text("Early warning signs", rows=2, hint="What shows that things are getting worse?")
    risks = forms.MultipleChoiceField(
        label="Stock-take of risks",
        choices=[(risk, risk) for risk in RISKS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick what came up.",
    )
    risk_note = text("What was said about the risks?", rows=2)
    danger = forms.BooleanField(
        label="There is immediate danger",
        required=False,
        help_text="Act on it now; don’t wait for this.",
    )
    safeguarding = forms.BooleanField(label="There is a safeguarding concern", required=False)
    ended = forms.ChoiceField(
        label="How did the conversation end?",
        choices=list(ENDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the conversation ended."},
    )
    why = text(
        "Why, or what more must be known?",
        rows=2,
        hint="Needed where it ends here, or where we ask for more.",
    )
    field_order = [
        "asked_by", "asker", "contact", "wanted", "resources", "warning_signs", "risks", "risk_note",
        "danger", "safeguarding", "ended", "why",
        "pages", "offer", "red_flags", "preventive_reason", "follow_up_on",
    ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        ended = given.get("ended")
        if given.get("asked_by") in ("carer", "professional") and not given.get("asker"):
            self.add_error("asker", "Enter the name of whoever asks.")
        if ended in HELPED:
            self.require_offer()
            if not given.get("why"):
                self.add_error("why", "Say why nothing else is needed now.")
        if ended == MORE and not given.get("why"):
            self.add_error("why", "Say what more must be known.")
        return given

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        asked = ("asked_by", "asker", "contact", "wanted", "resources", "warning_signs")
        said: dict[str, Json] = {"request": {name: given[name] for name in asked if given[name]}}
        risks = [{"what": risk} for risk in given["risks"]]
        if given["risk_note"]:
            risks.append({"what": "About them", "note": given["risk_note"]})
        if risks:
            said["risks"] = risks
        alert = {kind: True for kind in ("danger", "safeguarding") if given[kind]}
        if alert:
            said["alert"] = alert
        return said

    def record_all(self, person: Person, user: User) -> None:
        """Record the conversation, and how it ended. In one transaction; raises Refusal."""
        given = self.cleaned_data
        token = given["token"]
        asked = perform(person, self.kind, self.said(), by=user, token=token)
        end = uuid.uuid5(token, "end")
        said: dict[str, Json] = {"pathway": asked.key}
        if given["ended"] in HELPED:
            said["offer"] = self.offer_said(HELPED[given["ended"]])
            perform(
                person, "help_otherwise", said, by=user, why=given["why"], evidence=[asked.key], token=end
            )
        elif given["ended"] == MORE:
            said["decision"] = {
                "purpose": "triage",
                "code": "more_information",
                "label": "More information",
                "role": "more_information",
                "reason": given["why"],
            }
            perform(person, "decide_triage", said, by=user, why=given["why"], evidence=[asked.key], token=end)


class NewPersonForm(PersonForm):
    """Whoever help is asked for, where they aren't here yet: as little as is needed to know them again."""

    class Meta(PersonForm.Meta):
        fields = ["given_name", "family_name", "date_of_birth", "nhs_number", "service", "key_worker"]
        labels = {
            "given_name": "First name",
            "family_name": "Last name",
            "nhs_number": "NHS number",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self.fields["date_of_birth"].label = "Date of birth"
        self.fields["date_of_birth"].help_text = "For example, 27 3 1948"
        self.fields["service"].empty_label = "No service"
        self.fields["key_worker"].empty_label = "Nobody yet"
        self.fields["not_the_same"].label = "This is somebody else"
        if not self.organisation.services.exists():
            del self.fields["service"]
