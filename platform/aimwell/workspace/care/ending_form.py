"""The form on which an episode ends: confirm what the rule of its aim recommends, or say why not."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from aimwell.contracts import Json
from aimwell.documents.scorecards import ChangeCard, change_card
from aimwell.pathway.measuring import Found
from aimwell.pathway.rules.episode import Episode
from aimwell.pathway.rules.judging import DIRECTIONS, SUCCESS, Judgement, judge
from aimwell.pathway.rules.story import Pathway
from aimwell.workspace.care.fields import choice, text
from aimwell.workspace.views.pathway.acting import ActForm

HARMED = {"no": "No, it has not happened", "yes": "Yes, it has happened", "unknown": "Nobody knows"}
_HARMED = {"no": False, "yes": True}
PREDICTED = {"yes": "Yes", "partly": "In part", "no": "No"}


class EndForm(ActForm):
    """An episode's outcome: what the rule makes of it, what is decided, and what was learned."""

    kind = "end_episode"
    harmed = choice(
        "Has the harm that was foreseen happened?", HARMED.items(), required="Say whether it happened."
    )
    direction = choice(
        "Which way did it go?",
        [(code, label) for code, label in DIRECTIONS.items() if code != "mixed"],
        hint="Nothing was measured, so say what you and the person saw.",
        required="Say which way it went.",
    )
    success = choice("By its aim, was the outcome met?", SUCCESS.items(), required="Choose how it ended.")
    reason = text("If you judge otherwise than is recommended: why?")
    as_predicted = choice(
        "Did we get what we predicted?", PREDICTED.items(), required="Say whether it came as predicted."
    )
    learned = text(
        "What did we learn?", hint="What helped, what got in the way, what you would do another time."
    )
    need = text(
        "The need as it is now",
        hint="The formulation brought up to date. Leave it as it is where nothing is new.",
    )

    def __init__(self, *args: Any, pathway: Pathway, episode: Episode, found: Found, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pathway, self.episode, self.found = pathway, episode, found
        if episode.aim != "anticipate":
            del self.fields["harmed"]
        if found.evidence.measured:
            del self.fields["direction"]
        self.initial = {"need": pathway.formulation.need if pathway.formulation else "", **self.initial}

    def judgement(self, harmed: str = "") -> Judgement:
        """What the rule recommends, where the harm happened or not."""
        return judge(self.episode.aim, replace(self.found.evidence, harmed=_HARMED.get(harmed)))

    @property
    def recommended(self) -> list[tuple[str, Judgement]]:
        """The recommendation; where it rests on what is answered here, one for each answer, in words."""
        if self.episode.aim != "anticipate":
            return [("", self.judgement())]
        return [("If the harm has not happened", self.judgement("no")), ("If it has", self.judgement("yes"))]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("success") and ("harmed" not in self.fields or given.get("harmed")):
            recommended = self.judgement(given.get("harmed", "")).success
            if given["success"] != recommended and not given.get("reason"):
                self.add_error(
                    "reason", f"“{SUCCESS[recommended]}” is recommended. Say why you judge otherwise."
                )
        return given

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        judgement = self.judgement(given.get("harmed", ""))
        harmed = given.get("harmed", "")
        verdict: dict[str, Json] = {
            "direction": given.get("direction", judgement.direction),
            "success": given["success"],
            "recommended": judgement.success,
            "reason": given["reason"] if given["success"] != judgement.success else "",
            "reasons": list(judgement.reasons),
            "as_predicted": given["as_predicted"],
            "learned": given["learned"],
            "harmed": harmed if harmed in _HARMED else "",
        }
        if self.found.change is not None and not self.found.change.failure:
            verdict["measured"] = as_pinned(change_card(self.found.change), self.episode)
        said: dict[str, Json] = {
            "pathway": self.pathway.key,
            "episode_key": self.episode.key,
            "verdict": verdict,
        }
        before = self.pathway.formulation
        if given["need"] and given["need"] != (before.need if before else ""):
            kept = {
                name: value
                for name, value in (asdict(before) if before else {}).items()
                if name not in ("key", "at", "by") and value
            }
            said["formulation"] = {**kept, "need": given["need"]}
        return said


def as_pinned(card: ChangeCard, episode: Episode) -> dict[str, Json]:
    """A change as an outcome keeps it, with the thresholds and citations of the day."""
    return {
        "label": episode.measure.get("label", ""),
        "before_on": card.before_on.isoformat(),
        "after_on": card.after_on.isoformat(),
        "lines": [asdict(line) for line in card.lines],
    }
