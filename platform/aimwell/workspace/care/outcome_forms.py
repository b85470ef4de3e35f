"""Forms about personal outcomes. Nothing that was said is overwritten: what is entered here is added."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from aimwell.contracts import Json
from aimwell.pathway.rules.personal import TYPES, PersonalOutcome
from aimwell.workspace.care.fields import choice, text
from aimwell.workspace.views.pathway.acting import ActForm

WHOSE = {"person": "The person’s", "carer": "A carer’s, for their own life"}


def _spoke() -> forms.CharField:
    return forms.CharField(
        label="Who spoke, if the person couldn’t?",
        max_length=200,
        required=False,
        help_text="Leave it empty where they spoke for themselves, in whatever way they do.",
    )


class DetailsForm(ActForm):
    """What can be said of an outcome beside its words."""

    why = text("Why does it matter?")
    importance = forms.IntegerField(
        label="How important is it, from 0 to 10?",
        required=False,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
        error_messages={"invalid": "Enter a whole number from 0 to 10."},
    )
    type = choice("What sort of outcome is it?", TYPES.items())
    difficulty = text("How difficult is it to reach?")
    significance = text("What would it change in their life?")
    risk_now = text("What may happen now if it is not reached?")
    risk_later = text("What may happen later if it is not reached?")
    person_does = text("What will the person do?")
    family_does = text("What will family and friends do?")
    community_does = text("What will the community do?")
    provider_does = text("What will the main provider do?", hint="And how it works with the others.")

    def details(self) -> dict[str, Json]:
        """What was entered, by name."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in DetailsForm.base_fields and name != "token" and value not in ("", None)
        }


class AddOutcomeForm(DetailsForm):
    """An outcome in the words of whoever wants it."""

    kind = "add_outcome"
    words = text(
        "What do they want, in their own words?",
        hint="Write down what they say. Nobody can change it later; it can be added to.",
        required="Write down what they want, in their own words.",
    )
    whose = choice(
        "Whose outcome is it?", WHOSE.items(), required="Say whose outcome it is.", initial="person"
    )
    spoke = _spoke()
    field_order = ["words", "whose", "spoke"]

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        row = {"words": given["words"], "whose": given["whose"], "spoke": given["spoke"]}
        return {"outcome": {**row, **self.details()}}


class AddToOutcomeForm(DetailsForm):
    """More about an outcome that is known."""

    kind = "add_to_outcome"
    spoke = _spoke()

    def __init__(self, *args: Any, outcome: PersonalOutcome, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and not self.details():
            raise forms.ValidationError("Nothing is entered yet. Add at least one thing.")
        return given

    def said(self) -> dict[str, Json]:
        return {
            "outcome_key": self.outcome.key,
            "outcome": {**self.details(), "spoke": self.cleaned_data["spoke"]},
        }


class RewordForm(ActForm):
    """The person says it in other words now."""

    kind = "reword_outcome"
    words = text(
        "The words that they use now",
        hint="What they said before stays, with its date.",
        required="Write down the words that they use now.",
    )
    spoke = _spoke()

    def __init__(self, *args: Any, outcome: PersonalOutcome, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        return {
            "outcome_key": self.outcome.key,
            "outcome": {"words": given["words"], "spoke": given["spoke"]},
        }


class DropForm(ActForm):
    """They no longer want it."""

    kind = "drop_outcome"
    why = text("Why not, in their words?", required="Say why, in their words.")

    def __init__(self, *args: Any, outcome: PersonalOutcome, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome

    def said(self) -> dict[str, Json]:
        return {"outcome_key": self.outcome.key}


class LinkForm(ActForm):
    """An episode works towards it."""

    kind = "link_outcome"
    episode = choice("Which episode works towards it?", (), required="Choose an episode.")

    def __init__(
        self, *args: Any, outcome: PersonalOutcome, episodes: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome
        self.fields["episode"].choices = episodes

    def said(self) -> dict[str, Json]:
        return {"outcome_key": self.outcome.key, "episode_key": self.cleaned_data["episode"]}
