"""The forms in which a table is typed, and each problem beside the field that it is about.

Nothing typed is refused here: a draft keeps it, and the check of the table tells what to put right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from aimwell.contracts import Json
from aimwell.formschema import Problem
from aimwell_cms.authoring.ruletables.cells import cell_words, columns_of
from aimwell_cms.authoring.ruletables.fields import MOST, Posted, posted_of
from aimwell_cms.authoring.ruletables.words import HOWS, INTENTS, POLICIES, PURPOSES, ROLES

LEVELS = [("", "–"), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]
Choices = Sequence[tuple[str, str]]


def _short(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False)


def _long(label: str, help_text: str = "", rows: int = 2) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


def _choice(label: str, choices: Choices, help_text: str = "") -> forms.CharField:
    widget = forms.Select(choices=choices)
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


def _hidden() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


class AboutForm(forms.Form):
    """What the table is."""

    label = _short("Name", "As practitioners see it beside a recommendation.")
    summary = _long("What it is for")
    purpose = _choice("What it decides", list(PURPOSES.items()))
    policy = _choice("When several rules fit", [(one.code, one.label) for one in POLICIES])
    notes = _long("Notes (optional)", "For whoever looks after the table.")
    citation = _short("Source (optional)", "A paper, a guideline, or who agreed it.")


class InputForm(forms.Form):
    """One thing that the table asks for. ``kind`` says which of its fields are used."""

    name = _hidden()
    kind = _hidden()
    label = _short("What is asked")
    options = _long(
        "Answers", "One a line: a short word for the cells, an equals sign, and what people read.", rows=4
    )
    minimum = _short("Lowest number")
    maximum = _short("Highest number")
    hint = _short("Help (optional)", "What the answers mean.")

    def shown(self) -> list[forms.BoundField]:
        """The fields of its kind."""
        own = {"one-of": ("options",), "whole-number": ("minimum", "maximum")}.get(self["kind"].value(), ())
        return [self[name] for name in ("label", *own, "hint")]


class DerivedForm(forms.Form):
    """One column that is worked out from what is asked."""

    name = _hidden()
    label = _short("Name of this column")
    how = _choice("It is", list(HOWS.items()))

    def __init__(self, *args: Any, inputs: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["of"] = forms.MultipleChoiceField(
            label="Of these", required=False, choices=inputs, widget=forms.CheckboxSelectMultiple
        )


class DecisionForm(forms.Form):
    """One decision that can be recommended."""

    code = _hidden()
    label = _short("Decision")
    role = _choice("It amounts to", [("", "–"), *ROLES.items()])
    level = _choice("Level offered", LEVELS)


class ThenForm(forms.Form):
    """What a rule leads to. ``extras``: which of intent and number this kind of table has.

    What it hasn't is carried along unseen, so that another kind can be tried and left again.
    """

    reason = _long("Reason", "What the practitioner reads.")

    def __init__(self, *args: Any, decisions: Choices, extras: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decision"] = _choice("Decision", decisions)
        self.fields["level"] = _choice("Level", LEVELS)
        self.extras = [name for name in ("intent", "number") if name in extras]
        shown = {"intent": _choice("Purpose", [("", "–"), *INTENTS.items()]), "number": _short("Number")}
        for name, field in shown.items():
            self.fields[name] = field if name in extras else _hidden()

    def outcome(self) -> list[forms.BoundField]:
        """Its decision and what goes with it."""
        return [self[name] for name in ("decision", "level", *self.extras)]


class RuleForm(ThenForm):
    """One row: a cell for each column, and what it leads to."""

    id = forms.CharField(label="Id", required=False, widget=forms.TextInput(attrs={"size": 5}))

    def __init__(self, *args: Any, columns: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.columns = columns
        self.words: Mapping[str, str] = {}
        for name, label in columns:
            self.fields[f"when-{name}"] = _short(label)

    def cells(self) -> list[tuple[forms.BoundField, str]]:
        """Each cell, and what it says in words."""
        return [(self[f"when-{name}"], self.words.get(name, "")) for name, _ in self.columns]


class TableForms:
    """Every form of a draft, holding what was typed, with the problems beside their fields."""

    def __init__(self, document: Mapping[str, Json], problems: Sequence[Problem] = ()) -> None:
        posted = posted_of(document)
        columns = columns_of(document)
        labels = [(name, column.label or "No name yet") for name, column in columns.items()]
        asked = {entry["name"] for entry in document["inputs"]}
        decisions = [(one["code"], one["label"] or "No name yet") for one in document["decisions"]]
        extras = _extras(document)
        self.columns = labels
        self.about = AboutForm(posted)
        self.inputs = _formset(InputForm, posted, "inputs")
        self.derived = _formset(
            DerivedForm, posted, "derived", inputs=[one for one in labels if one[0] in asked]
        )
        self.decisions = _formset(DecisionForm, posted, "decisions")
        self.rules = _formset(RuleForm, posted, "rules", columns=labels, decisions=decisions, extras=extras)
        nothing = ("", "Nothing: I mean a rule to fit always")
        self.otherwise = ThenForm(posted, prefix="otherwise", decisions=[nothing, *decisions], extras=extras)
        self._validate()
        for form, rule in zip(self.rules.forms, document["rules"], strict=True):
            form.words = {
                name: cell_words(cell, columns[name])
                for name, cell in rule.get("when", {}).items()
                if name in columns
            }
        for problem in problems:
            if (found := self._field_at(problem.place)) is not None:
                form, name = found
                form.add_error(name, f"{problem.message} {problem.remedy}".strip())

    def _validate(self) -> None:
        # Only validated forms take errors; here every text is valid.
        self.about.is_valid()
        self.otherwise.is_valid()
        for formset in (self.inputs, self.derived, self.decisions, self.rules):
            formset.is_valid()

    def id_at(self, place: str) -> str:
        """The id on the page of what a place is about: a field, a row or a part; empty where it has none."""
        found = self._field_at(place)
        if found is not None:
            return found[0][found[1]].id_for_label
        row = re.match(r"/(inputs|derived|decisions|rules)/(\d+)", place)
        if row:
            return f"{row[1]}-{row[2]}"
        part = re.match(r"/(inputs|derived|decisions|rules|otherwise)", place)
        return part[1] if part else ""

    def _field_at(self, place: str) -> tuple[forms.Form, str] | None:
        for pattern, part in _PLACES:
            if found := re.fullmatch(pattern, place):
                form = getattr(self, part)
                if part not in ("about", "otherwise"):
                    index = int(found["index"])
                    if index >= len(form.forms):
                        return None
                    form = form.forms[index]
                name = found["field"].replace("when/", "when-")
                return (form, name) if name in form.fields else None
        return None


_PLACES = (
    (r"/(?P<field>\w+)", "about"),
    (r"/inputs/(?P<index>\d+)/(?P<field>\w+)(?:/.*)?", "inputs"),
    (r"/derived/(?P<index>\d+)/(?P<field>\w+)(?:/.*)?", "derived"),
    (r"/decisions/(?P<index>\d+)/(?P<field>\w+)", "decisions"),
    (r"/rules/(?P<index>\d+)/(?:then/)?(?P<field>(?:when/)?\w+)(?:/.*)?", "rules"),
    (r"/otherwise/(?:then/)?(?P<field>\w+)", "otherwise"),
)
"""Where in a document is which field: the pattern of its place, and its form."""


def _extras(document: Mapping[str, Json]) -> list[str]:
    """What a rule's outcome has beside decision and level, in a table of this kind."""
    numbers = ["number"] if document.get("policy") in ("C+", "C<", "C>") else []
    return [*(["intent"] if document.get("purpose") == "priority" else []), *numbers]


def _formset(form: type[forms.Form], posted: Posted, prefix: str, **options: Any) -> forms.BaseFormSet:
    made = forms.formset_factory(form, extra=0, max_num=MOST, absolute_max=MOST)
    return made(posted, prefix=prefix, form_kwargs=options)
