"""Try a draft: its items as a form, and what the answers come to. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from aimwell.contracts import Answers, Change, Json, Measure, Scale
from aimwell.organisations.measures import source_of
from aimwell.plugins import Failure, change_safely, score_safely
from aimwell.records.figures import figure

HIGHER_IS = "higher_is"


@dataclass(frozen=True, kw_only=True)
class Result:
    """One score, as it would be shown beside a record."""

    scale: Scale
    value: str
    band: str
    change: Change | None


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What the answers come to: each score, and how it was worked out."""

    results: tuple[Result, ...]
    working: tuple[str, ...]


class TryForm(forms.Form):
    """The items of a measure."""

    def __init__(self, measure: Measure, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.measure = measure
        for key, question in measure.answers["properties"].items():
            self.fields[key] = _field(question)
        if HIGHER_IS in measure.settings["properties"]:
            choices = [("", "Not set"), ("better", "Better"), ("worse", "Worse")]
            self.fields[_setting()] = forms.ChoiceField(
                label="A higher score is", choices=choices, required=False
            )

    @property
    def answers(self) -> dict[str, Json]:
        """What was answered."""
        return {
            key: value
            for key, value in self.cleaned_data.items()
            if key != _setting() and value not in ("", None)
        }

    @property
    def settings(self) -> dict[str, Json]:
        """What a form would set for it."""
        chosen = self.cleaned_data.get(_setting())
        return {HIGHER_IS: chosen} if chosen else {}


def tried(
    measure: Measure, answers: Answers, earlier: Answers | None, settings: Mapping[str, Json]
) -> Tried | None:
    """The scores of ``answers`` and their change since ``earlier``; None where they can't be scored."""
    source = source_of(measure)
    scored = score_safely(source, measure, answers, settings)
    changes: Any = () if earlier is None else change_safely(source, measure, earlier, answers, settings)
    if isinstance(scored, Failure) or isinstance(changes, Failure):
        return None
    by_name = {change.name: change for change in changes}
    scales = {scale.name: scale for scale in measure.scales}
    return Tried(
        results=tuple(
            Result(
                scale=scales[score.name],
                value="No score" if score.value is None else figure(score.value, scales[score.name].decimals),
                band=scales[score.name].band_of(score.value),
                change=by_name.get(score.name),
            )
            for score in scored.scores
        ),
        working=scored.working,
    )


def _setting() -> str:
    # No key of an item begins with a sign.
    return f"_{HIGHER_IS}"


def _field(question: Mapping[str, Json]) -> forms.Field:
    words = {"label": question["title"], "required": False}
    if "enum" in question:
        labels = question["x-aimwell"]["labels"]
        choices = [(value, labels[value]) for value in question["enum"]]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)
    note = question["x-aimwell"]
    ends = note.get("anchors") or ()
    told = note.get("hint") or " to ".join(
        f"{end}: {text}" if text else str(end)
        for end, text in zip((question["minimum"], question["maximum"]), ends or ("", ""), strict=True)
    )
    return forms.IntegerField(
        min_value=question["minimum"], max_value=question["maximum"], help_text=told, **words
    )
