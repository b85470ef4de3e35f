"""Forms to begin an episode and to change its aim."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localdate

from aimwell.contracts import Json
from aimwell.organisations.models import User
from aimwell.pathway.acting import perform
from aimwell.pathway.measuring import pinned, title_of
from aimwell.pathway.models import Act
from aimwell.pathway.rules.aims import Aim
from aimwell.pathway.rules.episode import Episode
from aimwell.pathway.rules.story import Pathway, Story
from aimwell.people.models import Person
from aimwell.records.models import Score
from aimwell.workspace.care.fields import aim_choices, choice, day, in_weeks, several, text
from aimwell.workspace.views.pathway.acting import ActForm

WHOSE = {
    "person": "The person’s",
    "carer": "A carer’s",
    "family": "The family’s",
    "others": "Others’, for example those who work in a school or a home",
}
MODES = {
    "direct": "Direct: with the person",
    "indirect": "Indirect: through others, or by changing what is around the person",
}
LEVELS = {"3": "Level 3: for this person", "4": "Level 4: for this person, highly specialised or regional"}
NO_HARM = "Name the harm that is foreseen: the outcome is whether it happens."
PAST = "The evaluation must be on a day that is still to come."


class BeginForm(ActForm):
    """An episode begins: one aim, what is predicted beside what is hoped for, and where it begins from."""

    kind = "open_episode"
    aim = choice("The one aim of this episode", (), required="Choose the aim.")
    harm = text(
        "The harm that is foreseen", hint="Only where the aim is to keep a harm from happening.", rows=2
    )
    outcomes = several("Which of these outcomes does it work towards?")
    desired = text(
        "What is hoped for", hint="The desired outcome, as the person or those close to them put it."
    )
    intended = text(
        "What we predict",
        hint="The intended outcome: what will be different, or will still be so, by the evaluation.",
        required="Say what you predict.",
    )
    whose = choice("Whose life does it change?", WHOSE.items(), required="Say whose life it changes.")
    effectiveness = text("How likely is it that we get there, and what speaks for that?")
    measure = forms.ChoiceField(
        label="Measure",
        required=False,
        help_text="The aim comes first: choose the measure because of it. Its latest score is the baseline.",
    )
    target = forms.CharField(
        label="Target",
        max_length=12,
        required=False,
        help_text="The value to be reached. Needed where the aim is to resolve a difficulty.",
    )
    baseline = text("The baseline in words", hint="How it is now. Needed where no measure is chosen.")
    goals = text("Short-term goals", hint="One a line, with a day where there is one.")
    evaluate_on = day(
        "When is the outcome evaluated?",
        hint="We propose a day in 12 weeks.",
        required="Say when the outcome is evaluated.",
    )
    mode = choice("How", MODES.items(), required="Say how.", initial="direct")
    level = choice("Level", LEVELS.items(), required="Choose the level.", initial="3")
    evidence = several("On which evidence?")

    def __init__(
        self,
        *args: Any,
        story: Story,
        pathway: Pathway,
        aims: Mapping[str, Aim],
        scores: Sequence[Score],
        evidence: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pathway, self.aims = pathway, aims
        self.choices = dict(measures(scores))
        self.fields["aim"].choices = aim_choices(aims)
        self.fields["measure"].choices = [
            ("", "No measure"),
            *((key, told) for key, (told, _, _) in self.choices.items()),
        ]
        self.fields["evidence"].choices = evidence
        wanted = [(one.key, one.words) for one in story.outcomes if one.wanted]
        self.fields["outcomes"].choices = wanted
        if not wanted:
            del self.fields["outcomes"]
        hoped = [request.wanted for request in pathway.requests if request.wanted]
        self.initial = {"evaluate_on": in_weeks(), "desired": hoped[-1] if hoped else "", **self.initial}

    def clean_target(self) -> float | None:
        typed = self.cleaned_data["target"].strip()
        if not typed:
            return None
        try:
            value = float(typed)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise forms.ValidationError("Enter the target as a number, like 7 or 7.5.")
        return value

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("aim") == "anticipate" and not given.get("harm"):
            self.add_error("harm", NO_HARM)
        if not given.get("measure") and not given.get("baseline"):
            self.add_error("baseline", "Choose a measure above, or say in words how it is now.")
        measured = given.get("aim") == "resolve" and given.get("measure")
        if measured and given.get("target") is None and "target" not in self.errors:
            self.add_error("target", "Enter the value from which it no longer affects life.")
        if given.get("evaluate_on") and given["evaluate_on"] <= localdate():
            self.add_error("evaluate_on", PAST)
        return given

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        texts = ("aim", "harm", "desired", "intended", "whose", "effectiveness", "baseline", "goals")
        episode: dict[str, Json] = {
            **{name: given[name] for name in texts if given[name]},
            "mode": given["mode"],
            "level": given["level"],
            "evaluate_on": given["evaluate_on"].isoformat(),
            "outcomes": given.get("outcomes", []),
        }
        if given["measure"]:
            _, score, scale = self.choices[given["measure"]]
            episode["measure"] = pinned(score, scale, given["target"])
        return {"pathway": self.pathway.key, "episode": episode}

    def record(self, person: Person, user: User) -> Act:
        return perform(
            person,
            self.kind,
            self.said(),
            by=user,
            evidence=self.cleaned_data["evidence"],
            token=self.cleaned_data["token"],
        )


def measures(scores: Sequence[Score]) -> list[tuple[str, tuple[str, Score, str]]]:
    """What can be chosen: each series, and each scale of one that has several, with its latest value."""
    found = []
    for score in scores:
        on = date_format(localdate(score.measured_at), "j F Y")
        values = [value for value in score.values if value["value"] is not None]
        told = ", ".join(f"{value['label']} {round(value['value'], 2):g}" for value in values)
        found.append((str(score.pk), (f"{title_of(score)}: {told or 'no score'}, {on}", score, "")))
        if len(values) > 1:
            found += [
                (
                    f"{score.pk}:{value['name']}",
                    (
                        f"{title_of(score)}, only {value['label']}: {round(value['value'], 2):g}, {on}",
                        score,
                        value["name"],
                    ),
                )
                for value in values
            ]
    return found


class ChangeAimForm(ActForm):
    """An episode has another aim from now on; the one until then is kept, with why."""

    kind = "change_aim"
    aim = choice("The aim from now on", (), required="Choose the aim.")
    harm = text(
        "The harm that is foreseen", hint="Only where the aim is to keep a harm from happening.", rows=2
    )
    intended = text("What we predict now", required="Say what you predict.")
    evaluate_on = day("When is the outcome evaluated?", required="Say when the outcome is evaluated.")
    why = text(
        "Why is it another aim?",
        hint="What has changed for the person, and who agreed.",
        required="Say why the aim is another one now.",
    )

    def __init__(
        self, *args: Any, pathway: Pathway, episode: Episode, aims: Mapping[str, Aim], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pathway, self.episode = pathway, episode
        self.fields["aim"].choices = [one for one in aim_choices(aims) if one[0] != episode.aim]
        self.initial = {
            "intended": episode.intended,
            "harm": episode.harm,
            "evaluate_on": max(episode.evaluate_on or in_weeks(), in_weeks(1)),
            **self.initial,
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("aim") == "anticipate" and not given.get("harm"):
            self.add_error("harm", NO_HARM)
        if given.get("evaluate_on") and given["evaluate_on"] <= localdate():
            self.add_error("evaluate_on", PAST)
        return given

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        return {
            "pathway": self.pathway.key,
            "episode_key": self.episode.key,
            "episode": {
                "aim": given["aim"],
                "harm": given["harm"],
                "intended": given["intended"],
                "evaluate_on": given["evaluate_on"].isoformat(),
            },
        }
