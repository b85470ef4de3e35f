"""Try a table: choose facts, see what it recommends and why; and keep what was tried as a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from aimwell.contracts import Json
from aimwell.ruletables import Input, Table, Value

UNKNOWN = ("", "Not known")
LISTED = 60
"""Numbers of up to so many values are chosen from a list; of more, typed."""


class FactsForm(forms.Form):
    """The facts that a table asks for; each may be not known."""

    def __init__(self, table: Table, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.table = table
        for asked in table.inputs:
            self.fields[f"fact-{asked.name}"] = _field(asked)

    @property
    def facts(self) -> dict[str, Value]:
        """What was chosen, without what isn’t known."""
        chosen = {asked.name: self.cleaned_data[f"fact-{asked.name}"] for asked in self.table.inputs}
        return {name: value for name, value in chosen.items() if value not in ("", None)}


class CaseForm(forms.Form):
    """A case to keep: its name, and the decision that it should come to."""

    name = forms.CharField(
        label="Name of this case", max_length=200, help_text="Such as: severe impact, timing not known."
    )
    decision = forms.ChoiceField(label="The decision should be")

    def __init__(self, table: Table, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.taken = {case.name for case in table.cases}
        self.fields["decision"].choices = [(one.code, one.label) for one in table.decisions]

    def clean_name(self) -> str:
        """Each case has a name of its own."""
        name = self.cleaned_data["name"].strip()
        if name in self.taken:
            raise forms.ValidationError("There is a case of this name already.")
        return name


def with_case(
    document: Mapping[str, Json], name: str, facts: Mapping[str, Value], decision: str
) -> dict[str, Json]:
    """The draft with one more case."""
    case = {"name": name, "facts": dict(facts), "decision": decision}
    return {**document, "cases": [*document.get("cases", ()), case]}


def without_case(document: Mapping[str, Json], index: int) -> dict[str, Json]:
    """The draft without a case."""
    cases = list(document.get("cases", ()))
    del cases[index]
    return {**{name: part for name, part in document.items() if name != "cases"}, **_cases(cases)}


def expecting(document: Mapping[str, Json], index: int, decision: str) -> dict[str, Json]:
    """The draft with another decision expected of a case."""
    cases = list(document["cases"])
    cases[index] = {**cases[index], "decision": decision}
    return {**document, "cases": cases}


def _cases(cases: list[Json]) -> dict[str, Json]:
    return {"cases": cases} if cases else {}


def _field(asked: Input) -> forms.Field:
    words = {"label": asked.label, "help_text": asked.hint, "required": False}
    if asked.kind == "whole-number" and len(asked.values) > LISTED:
        return forms.IntegerField(min_value=asked.minimum, max_value=asked.maximum, **words)
    # A choice's key is text; what it stands for is the value itself.
    values = {str(value): value for value in asked.values}
    return forms.TypedChoiceField(
        choices=[UNKNOWN, *((key, asked.said(value)) for key, value in values.items())],
        coerce=lambda key: values[key],
        empty_value=None,
        **words,
    )
