"""Fields that the forms of acts have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from aimwell.pathway.rules.aims import Aim
from aimwell.pathway.rules.events import UNDO, Event, standing
from aimwell.workspace.forms import DateOfParts
from aimwell.workspace.history import KINDS

LONGEST = 4000
EVIDENCE_OFFERED = 12
IN_WEEKS = 12
"""When an episode is evaluated unless somebody says otherwise. A default of this project."""


def text(label: str, *, hint: str = "", required: str = "", rows: int = 3) -> forms.CharField:
    """A text of some lines. ``required``: what is said where it is missing; empty: it may be."""
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=LONGEST,
        required=bool(required),
        error_messages={"required": required} if required else None,
    )


def choice(
    label: str, choices: Iterable[tuple[str, str]], *, hint: str = "", required: str = "", **more: Any
) -> forms.ChoiceField:
    """One of a few, as radios."""
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        help_text=hint,
        widget=forms.RadioSelect,
        required=bool(required),
        error_messages={"required": required} if required else None,
        **more,
    )


def several(label: str, *, hint: str = "") -> forms.MultipleChoiceField:
    """Several of a list that the form is given, or none."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, widget=forms.CheckboxSelectMultiple, required=False
    )


def day(label: str, *, hint: str = "", required: str = "") -> DateOfParts:
    """A day of this or a coming year."""
    return DateOfParts(
        label=label,
        help_text=hint,
        required=bool(required),
        error_messages={
            "invalid": "Enter a real date, like 27 3 2027.",
            **({"required": required} if required else {}),
        },
    )


def in_weeks(weeks: int = IN_WEEKS) -> date:
    """The day in so many weeks."""
    return localdate() + timedelta(weeks=weeks)


def aim_choices(aims: Mapping[str, Aim]) -> list[tuple[str, str]]:
    """The aims with what each is for, in an organisation's words."""
    return [(code, f"{aim.label}: {aim.intent}") for code, aim in aims.items()]


def evidence_choices(events: Iterable[Event]) -> list[tuple[str, str]]:
    """What something may rest on, the newest first."""
    found = [event for event in standing(events) if event.kind != UNDO]
    return [
        (event.key, f"{KINDS.get(event.kind, event.kind)}, {date_format(localtime(event.at), 'j F Y')}")
        for event in reversed(found)
    ][:EVIDENCE_OFFERED]
