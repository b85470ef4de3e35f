"""The rule that decides on a form, and the question that gives each of its facts.

A template names them in a note at its head, which the page carries in its ``origin``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from aimwell.contracts import Json, TriageRule
from aimwell.formschema import Outline, Question
from aimwell.formschema.triage import UNKNOWN
from aimwell.organisations.models import User
from aimwell.organisations.tables import known_rule
from aimwell_cms.authoring.convert.merge import Origin
from aimwell_cms.authoring.findings import Context, Finding

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

NOTE, LINK = "x-aimwell", "triage"
_LEFT_OUT = ("group", "guidance", "measure")
NEVER = ("", "No question: it is never known")


class LinkForm(forms.Form):
    """A question for each fact of a rule. ``linked``: what the form names now, ``section/key`` by fact."""

    def __init__(self, rule: TriageRule, outline: Outline, linked: Mapping[str, str], *args: Any) -> None:
        super().__init__(*args)
        choices = {name_of(question): question for question in questions_of(outline)}
        shown = [NEVER, *((name, told(question, outline)) for name, question in choices.items())]
        for fact, schema in rule.facts["properties"].items():
            namesake = next((name for name in choices if name.rpartition("/")[2] == fact), "")
            self.fields[fact] = forms.ChoiceField(
                label=schema.get("title", fact),
                help_text=schema.get("x-aimwell", {}).get("hint", ""),
                required=False,
                choices=shown,
                initial=linked.get(fact, namesake),
            )
        self.rule, self.asked = rule, choices

    @property
    def facts(self) -> dict[str, str]:
        """The question of each fact that has one."""
        return {fact: name for fact, name in self.cleaned_data.items() if name}

    def clean(self) -> dict[str, Any]:
        """A question that gives something else than the fact can be is told beside it."""
        cleaned = super().clean()
        for fact, name in list(cleaned.items()):
            if name and (fault := misfit(self.rule.facts["properties"][fact], self.asked[name])):
                self.add_error(fact, fault)
        return cleaned


def questions_of(outline: Outline) -> list[Question]:
    """The questions whose answer may be a fact: those of sections, that have one answer."""
    return [
        question
        for section in outline.sections
        for question in section.questions
        if question.widget not in _LEFT_OUT
    ]


def name_of(question: Question) -> str:
    """A question as a template's link names it: ``section/key``."""
    return question.pointer.lstrip("/")


def told(question: Question, outline: Outline) -> str:
    """A question in a list: with its section."""
    section = outline.section(question.pointer.split("/")[1])
    return f"{section.title if section else ''}: {question.title}"


def misfit(fact: Mapping[str, Json], question: Question) -> str:
    """Why the answers to a question can't be this fact, in words; empty where they can."""
    kinds = fact.get("type", ())
    values = {option.value for option in question.options} - {UNKNOWN}
    if "boolean" in kinds:
        return "" if question.widget == "yes-no" else "It must be a question answered by yes or no."
    if "integer" in kinds:
        low, high = fact.get("minimum"), fact.get("maximum")
        if question.options:
            digits = {int(value) for value in values if len(value) == 1 and value in "0123456789"}
            fits = len(digits) == len(values) and all(low <= digit <= high for digit in digits)
        else:
            least, most = question.minimum, question.maximum
            fits = question.whole and least is not None and most is not None and low <= least and most <= high
        return "" if fits else f"Its answers must be whole numbers from {low} to {high}."
    wanted = {value for value in fact.get("enum", ()) if value is not None}
    if not question.options:
        return f"It must be a choice of: {', '.join(sorted(wanted))}."
    extra = sorted(values - wanted)
    return f"The rule knows no {', '.join(extra)}. It knows: {', '.join(sorted(wanted))}." if extra else ""


def link(page: TemplatePage, rule: str, facts: Mapping[str, str], user: User) -> None:
    """Have a rule decide on the form, from these questions; none where ``rule`` is empty. A new revision."""
    template = json.loads(json.dumps(page.written().template))
    note = template.setdefault(NOTE, {})
    note.pop(LINK, None)
    if rule:
        note[LINK] = {"rule": rule, "facts": dict(facts)}
    page.origin = Origin.of(template, ()).text()
    page.save_revision(user=user, log_action=True)


def rule_is_in_force(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """That the rule which the form names is there to decide: installed, or a table in force."""
    named = context.outline.triage
    if named is None:
        return
    url = reverse("aimwell_form_rule", args=[page.pk]) if page.pk else ""
    known = known_rule(context.organisation, named.rule)
    if known is None:
        yield Finding(
            id="rule",
            state="stop",
            title=f"The rule “{named.rule}” that decides on this form is not in force.",
            detail="Have it approved under Rules, or choose another one.",
            url=url,
        )
        return
    facts = known.rule.facts["properties"]
    never = [schema.get("title", fact) for fact, schema in facts.items() if fact not in named.facts]
    if never:
        yield Finding(
            id="rule",
            state="advice",
            title=f"“{known.rule.label}” never gets to know: {', '.join(never)}.",
            detail="No question gives it, so it always counts as not known.",
            url=url,
        )
    else:
        yield Finding(id="rule", state="ok", title=f"“{known.rule.label}” decides on this form.", detail="")
