"""What is asked wherever an offer is made: what, its red flags, and when to ask whether it helped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate

from aimwell.contracts import Json
from aimwell.organisations.publicpages import PublicPage
from aimwell.pathway.rules.offers import FOLLOW_UP_AFTER
from aimwell.workspace.forms import DateOfParts

LONG = 4000
LEVELS = {
    "1": "Level 1: pages and advice that are there for everybody",
    "2": "Level 2: a consultation or coaching for those around the person",
}


def text(label: str, *, rows: int = 3, hint: str = "", required: str = "") -> forms.CharField:
    """A text of some lines. ``required``: what is said where it is empty; nothing where it may be."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=LONG,
        help_text=hint,
        required=bool(required),
        error_messages={"required": required},
    )


class OfferFields(forms.Form):
    """The fields of an offer, for a form that makes one. ``pages``: those that can be offered."""

    level = forms.ChoiceField(
        label="Level of the help",
        choices=list(LEVELS.items()),
        widget=forms.RadioSelect,
        initial="1",
        required=False,
    )
    pages = forms.MultipleChoiceField(
        label="Pages of our public site", widget=forms.CheckboxSelectMultiple, required=False
    )
    offer = text("What else is offered", hint="Advice given, a group, a consultation and with whom.")
    red_flags = text(
        "Warning signs, and how to ask again",
        hint="In plain words: what to look out for, whom to ring then, and when it is an emergency.",
    )
    preventive_reason = text(
        "Why help early", rows=2, hint="If no threshold is crossed yet: what this is to prevent."
    )
    follow_up_on = DateOfParts(
        label="When do we ask whether it helped?",
        required=False,
        error_messages={"invalid": "Enter a real date for asking whether it helped."},
    )

    def __init__(self, *args: Any, offered: Sequence[PublicPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["follow_up_on"].initial = localdate() + FOLLOW_UP_AFTER
        if offered:
            self.fields["pages"].choices = [(page.address, page.title) for page in offered]
        else:
            del self.fields["pages"]

    def require_offer(self) -> None:
        """Insist that something is offered, with the signs to look out for."""
        given = self.cleaned_data
        if not given.get("offer") and not given.get("pages"):
            self.add_error("offer", "Say what is offered. Nobody is sent away with nothing.")
        if not given.get("red_flags"):
            self.add_error("red_flags", "Say which warning signs to look out for, and how to ask again.")
        due = given.get("follow_up_on")
        if due is not None and due < localdate():
            self.add_error("follow_up_on", "The day to ask whether it helped must be today or later.")

    def offer_said(self, level: str = "") -> dict[str, Json]:
        """The offer as acts tell it. ``level``: where it isn't asked."""
        given = self.cleaned_data
        titles = {page.address: page.title for page in self.offered}
        due = given.get("follow_up_on")
        return {
            "text": given["offer"],
            "pages": [{"title": titles[one], "address": one} for one in given.get("pages", ())],
            "level": level or given["level"] or "1",
            "red_flags": given["red_flags"],
            "preventive_reason": given["preventive_reason"],
            "follow_up_on": due.isoformat() if due else "",
        }
