"""Reviews: asking for one, and holding one, with three views of each outcome side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from aimwell.contracts import Json
from aimwell.documents.scorecards import change_card
from aimwell.documents.series import series_of_person
from aimwell.organisations.access import member
from aimwell.organisations.offers import choices_of
from aimwell.organisations.roles import May
from aimwell.pathway.rules.personal import PersonalOutcome
from aimwell.pathway.rules.review import ACHIEVED, DECISIONS, TRIGGERS, VIEWERS
from aimwell.records.scoring import change_between
from aimwell.workspace.forms import DateOfParts
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.finding import person_found_or_404
from aimwell.workspace.views.pathway.offerforms import text

NOT_ASKED = ("", "Not asked today")
NOTES = {
    "person": "In the person’s words",
    "carer": "In the carer’s words",
    "practitioner": "What the practitioner saw",
}
LED = {
    "together": "We looked back together",
    "person": "The person led it",
    "practitioner": "A practitioner led it",
}


class AskForm(ActForm):
    """Somebody asks for a review."""

    kind = "ask_review"
    trigger = forms.ChoiceField(
        label="Who asks?",
        choices=[(code, label) for code, label in TRIGGERS.items() if code != "planned"],
        widget=forms.RadioSelect,
        error_messages={"required": "Say who asks for the review, or that something happened."},
    )
    why = text("Why now?", required="Say why it is asked for.")

    def said(self) -> dict[str, Json]:
        return {"review": {"trigger": self.cleaned_data["trigger"]}}


class ReviewForm(ActForm):
    """A review. Each wanted outcome is asked of the person, the carer and the practitioner."""

    kind = "hold_review"
    trigger = forms.ChoiceField(
        label="Why is it held now?",
        choices=list(TRIGGERS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say why it is held now."},
    )
    led = forms.ChoiceField(
        label="Who led it?", choices=list(LED.items()), widget=forms.RadioSelect, initial="together"
    )
    changed = text("What has changed?", hint="In the person’s words where you can.")
    experience = text("How has the help been?", hint="Reliable, on time, respectful; listened to or not.")
    decision = forms.ChoiceField(
        label="What is decided?",
        choices=list(DECISIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say what is decided."},
    )
    reason = text("Why?", rows=2)
    next_on = DateOfParts(
        label="When is the next review?",
        required=False,
        help_text="Leave it empty only where help ends.",
        error_messages={"invalid": "Enter a real date for the next review."},
    )

    def __init__(self, *args: Any, outcomes: Sequence[PersonalOutcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = outcomes
        for number, _ in enumerate(outcomes):
            for who, label in VIEWERS.items():
                self.fields[f"view-{number}-{who}"] = forms.ChoiceField(
                    label=f"{label} says", choices=[NOT_ASKED, *ACHIEVED.items()], required=False
                )
                self.fields[f"note-{number}-{who}"] = forms.CharField(
                    label=NOTES[who],
                    widget=forms.Textarea(attrs={"rows": 2}),
                    max_length=1000,
                    required=False,
                )

    def questions(self) -> list[tuple[PersonalOutcome, list[tuple[Any, Any]]]]:
        """Each outcome with its fields: of each viewer what they say, and their words."""
        return [
            (one, [(self[f"view-{number}-{who}"], self[f"note-{number}-{who}"]) for who in VIEWERS])
            for number, one in enumerate(self.outcomes)
        ]

    def plain(self) -> list[Any]:
        """The other fields, in order."""
        return [field for field in self.visible_fields() if "-" not in field.html_name]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        due = given.get("next_on")
        if "next_on" not in self.errors and given.get("decision") not in (None, "close"):
            if due is None:
                self.add_error("next_on", "Say when the next review is.")
            elif due <= localdate():
                self.add_error("next_on", "The next review must be after today.")
        return given

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        texts = ("trigger", "led", "changed", "experience", "decision", "reason")
        told: dict[str, Json] = {name: given[name] for name in texts}
        told["next_on"] = given["next_on"].isoformat() if given["next_on"] else ""
        views = [self._view(number, one) for number, one in enumerate(self.outcomes)]
        return {"review": told, "views": views}

    def _view(self, number: int, outcome: PersonalOutcome) -> dict[str, Json]:
        given = self.cleaned_data
        view: dict[str, Json] = {"outcome_key": outcome.key}
        for who in VIEWERS:
            view[who] = given[f"view-{number}-{who}"]
            view[f"{who}_note"] = given[f"note-{number}-{who}"]
        return view


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, person: int) -> HttpResponse:
    """Ask for a review before it is due."""
    found = person_found_or_404(request, person)
    return act_page(
        request,
        found.person,
        AskForm(request.POST or None),
        heading="Ask for a review",
        intro="Anybody may ask at any time. It is due at once, whatever date was set.",
        button="Ask for it",
        done="The review is asked for. It stands among the tasks.",
    )


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, person: int) -> HttpResponse:
    """Look back together, and decide what happens next."""
    found = person_found_or_404(request, person)
    asked = [one for one in found.story.asked if not one.answered]
    series = series_of_person(found.person)
    choices = choices_of(request.organisation)
    return act_page(
        request,
        found.person,
        ReviewForm(
            request.POST or None,
            outcomes=[one for one in found.story.outcomes if one.wanted],
            initial={"trigger": asked[-1].who if asked else "planned"},
        ),
        template="workspace/pathway/hold_review.jinja",
        heading="Review",
        story=found.story,
        asked=asked,
        triggers=TRIGGERS,
        measured=[
            (one.title, change_card(change_between(one.baseline, one.latest, choices)))
            for one in series
            if len(one.scores) > 1
        ],
        only_once=[one for one in series if len(one.scores) == 1],
        button="Record the review",
        done="The review is recorded. If it is wrong, undo it in the history below.",
    )
