"""Forms of the assessment's acts."""

from __future__ import annotations

from typing import Any

from aimwell.contracts import Json
from aimwell.pathway.rules.story import Pathway
from aimwell.workspace.care.fields import choice, text
from aimwell.workspace.views.pathway.acting import ActForm

YES_NO_UNSURE = (("yes", "Yes"), ("no", "No"), ("unsure", "Not sure yet"))
PRIORITIES = {"high": "High", "medium": "Medium", "low": "Low"}
PURPOSES = {"treatment": "Treatment: something is to change", "management": "Management: keep it as it is"}


class FormulateForm(ActForm):
    """The formulation, whole: what it was before stands in the fields."""

    kind = "formulate"
    need = text(
        "What is the need?",
        hint="The impact on this person’s life, and the risk, that are to be reduced.",
        required="Say what the need is.",
    )
    can_change = choice(
        "Can help change the impact of this on the person’s life?",
        YES_NO_UNSURE,
        hint="Not only the difficulty itself: what it does to their days.",
        required="Say whether help can change the impact.",
    )
    effectiveness = text("How likely is that, and what speaks for it?")
    is_best_placed = choice(
        "Is this service the best placed to help?",
        YES_NO_UNSURE,
        required="Say whether this service is the best placed.",
    )
    best_placed = text("Why, or who would be better placed?")
    judgement = text("Your professional judgement", hint="Yours, apart from what others told you.")

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway = pathway
        if pathway.formulation is not None:
            self.initial = {
                **{name: getattr(pathway.formulation, name) for name in self.fields if name != "token"},
                **self.initial,
            }

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("is_best_placed") == "no" and not given.get("best_placed"):
            self.add_error("best_placed", "Say who would be better placed.")
        return given

    def said(self) -> dict[str, Json]:
        told = {name: value for name, value in self.cleaned_data.items() if name != "token" and value}
        return {"pathway": self.pathway.key, "formulation": told}


class PrioritiseForm(ActForm):
    """A priority, where no form carried a rule for it."""

    kind = "prioritise"
    priority = choice("Priority", PRIORITIES.items(), required="Choose a priority.")
    purpose = choice("For", PURPOSES.items(), required="Say what it is for.")
    why = text(
        "Why?",
        hint="How motivated the person or their carer is, how likely it is to help, whether now is the time, "
        "and what others do already.",
        required="Say why.",
    )

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway = pathway

    def said(self) -> dict[str, Json]:
        code, purpose = self.cleaned_data["priority"], self.cleaned_data["purpose"]
        decision = {
            "purpose": "priority",
            "code": code,
            "label": f"{PRIORITIES[code]}, for {purpose}",
            "role": code,
            "reason": self.cleaned_data["why"],
        }
        return {"pathway": self.pathway.key, "decision": decision}
