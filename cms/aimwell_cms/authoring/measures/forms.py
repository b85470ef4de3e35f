"""The forms in which a measure is typed, and each problem beside the field that it is about.

Nothing typed is refused here: a draft keeps it, and the check of the measure tells what to put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from aimwell.contracts import Json
from aimwell.formschema import Problem
from aimwell_cms.authoring.measures.fields import MOST, Posted, posted_of

TIERS = {
    "open": "Our own, or free to use",
    "data_only": "Licensed: we hold a licence for it",
    "external": "Licensed: only totals are entered",
}
DECIMALS = [("0", "Whole points"), ("1", "1 decimal"), ("2", "2 decimals"), ("3", "3 decimals")]


def _short(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False)


def _long(label: str, help_text: str = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


def _choice(label: str, choices: Sequence[tuple[str, str]], help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.Select(choices=choices)
    )


def _hidden() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


class AboutForm(forms.Form):
    """What the measure is, and whose."""

    label = _short("Name", "As practitioners see it.")
    summary = _long("What it is for", "For whoever chooses it for a form.")
    instructions = _long("Instructions", "Shown above the items, such as: Think of the last two weeks.")
    tier = _choice("Licence", list(TIERS.items()))
    rights_holder = _short("Who holds the rights")
    terms = _long("Terms", "What the licence lets you do.")
    attribution = _short("Attribution", "How the rights holder wants to be named.")


class AnswersForm(forms.Form):
    """One set of answers. ``kind`` says which of its fields are used."""

    key = _hidden()
    kind = _hidden()
    label = _short("Name of these answers", "Such as: How often.")
    options = _long("Answers", "One a line, each with its points after an equals sign: Never = 0.", rows=5)
    low = _short("Lowest number")
    left = _short("Words at the lowest number")
    high = _short("Highest number")
    right = _short("Words at the highest number")

    def shown(self) -> list[forms.BoundField]:
        """The fields of its kind."""
        ends = ("low", "left", "high", "right")
        names = ends if self["kind"].value() == "numbers" else ("options",)
        return [self[name] for name in ("label", *names)]


class ItemForm(forms.Form):
    """One item."""

    key = _hidden()
    wording = _short("What is asked")
    reversed = forms.BooleanField(label="Reversed: scored from the other end", required=False)

    def __init__(self, *args: Any, answers: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answers"] = _choice("Answers", answers)


class ScoreForm(forms.Form):
    """One score."""

    name = _hidden()
    label = _short("Name of this score", "Such as: Total.")
    counts = _choice("Which items count", [("all", "Every item"), ("some", "Only those ticked below")])
    combine = _choice("How", [("sum", "Sum of their points"), ("mean", "Mean of their points")])
    most = _short("How many items may be unanswered", "With more than these there is no score.")
    prorate = forms.BooleanField(
        label="Scale a sum up when items are unanswered",
        help_text="The mean of those answered, times all items.",
        required=False,
    )
    decimals = _choice("Round the score to", DECIMALS)
    higher_is = _choice(
        "A higher score is",
        [("better", "Better"), ("worse", "Worse"), ("", "It depends: each form says which")],
    )
    minimum = _short("Lowest score, as your source has it", "Optional: it is checked against the items.")
    maximum = _short("Highest score, as your source has it", "Optional: it is checked against the items.")
    bands = _long("Bands", "Optional. One a line, with where each begins and ends: Mild = 5 to 9.", rows=4)
    improved = _short("Improved from (points)", "Optional: a change for the better of so many points.")
    declined = _short("Declined from (points)", "Optional: a change for the worse of so many points.")
    citation = _short("Source of these thresholds", "A paper and its year, or who agreed them.")

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["items"] = forms.MultipleChoiceField(
            label="Items that count", required=False, choices=items, widget=forms.CheckboxSelectMultiple
        )


class MeasureForms:
    """Every form of a draft, holding what was typed, with the problems beside their fields."""

    def __init__(self, document: Mapping[str, Json], problems: Sequence[Problem] = ()) -> None:
        posted = posted_of(document)
        answers = [(entry["key"], entry["label"] or "Without a name") for entry in document["answer_scales"]]
        items = [
            (item["key"], f"{number}. {item['wording']}") for number, item in enumerate(document["items"], 1)
        ]
        self.about = AboutForm(posted)
        self.answers = _formset(AnswersForm, posted, "answers")
        self.items = _formset(ItemForm, posted, "items", answers=answers)
        self.scores = _formset(ScoreForm, posted, "scores", items=items)
        self.answer_choices = answers
        self._validate()
        for problem in problems:
            if (found := self._field_at(problem.place)) is not None:
                form, name = found
                form.add_error(name, f"{problem.message} {problem.remedy}")

    def _validate(self) -> None:
        # Only validated forms take errors; here every text is valid.
        self.about.is_valid()
        for formset in (self.answers, self.items, self.scores):
            formset.is_valid()

    def id_at(self, place: str) -> str:
        """The id of the field that a problem is about; empty where it is about no single one."""
        found = self._field_at(place)
        return found[0][found[1]].id_for_label if found else ""

    def _field_at(self, place: str) -> tuple[forms.Form, str] | None:
        for pattern, part, names in _PLACES:
            if found := re.fullmatch(pattern, place):
                form = getattr(self, part)
                if part != "about":
                    form = form.forms[int(found["index"])]
                name = names.get(found["field"], found["field"])
                return (form, name) if name in form.fields else None
        return None


_PLACES: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    (r"/(?:licence/)?(?P<field>\w+)", "about", {}),
    (
        r"/answer_scales/(?P<index>\d+)/(?:numbers/)?(?P<field>\w+)(?:/.*)?",
        "answers",
        {"from": "low", "to": "high"},
    ),
    (r"/items/(?P<index>\d+)/(?P<field>\w+)", "items", {}),
    (
        r"/scales/(?P<index>\d+)/(?:missing/|change/)?(?P<field>\w+)(?:/.*)?",
        "scores",
        {"items": "counts"},
    ),
)
"""Where in a document is which field: the pattern of its place, its form, and the names that differ."""


def _formset(form: type[forms.Form], posted: Posted, prefix: str, **options: Any) -> forms.BaseFormSet:
    made = forms.formset_factory(form, extra=0, max_num=MOST, absolute_max=MOST)
    return made(posted, prefix=prefix, form_kwargs=options)


def with_ids(shown: MeasureForms, problems: Sequence[Problem]) -> Iterator[tuple[Problem, str]]:
    """Each problem with the id of its field, for the list at the top of the page."""
    for problem in problems:
        yield problem, shown.id_at(problem.place)
