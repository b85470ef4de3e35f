"""What is typed about a carer, what was agreed with them and what was done, checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from aimwell.people import nhsnumber
from aimwell.people.models import Carer, CarerAct, CarerConsent, Person
from aimwell.workspace.forms import DateOfParts, ReasonForm

NOT_A_DATE = "Enter a real date, like 27 3 2026."


def day(label: str, *, required: bool = False, hint: str = "") -> DateOfParts:
    """A date that is typed in three parts."""
    errors = {"invalid": NOT_A_DATE, "required": "Enter the date."}
    return DateOfParts(label=label, required=required, help_text=hint, error_messages=errors)


def _not_to_come(on: Any) -> Any:
    if on is not None and on > localdate():
        raise ValidationError("The date must not be in the future.")
    return on


class CarerForm(forms.ModelForm):
    """A carer of ``person``. Their own entry is named by its NHS number: a name may be somebody else's."""

    own_number = forms.CharField(
        label="NHS number of the carer",
        required=False,
        help_text="Only if the carer is helped here themselves: their own page is then linked.",
    )

    class Meta:
        model = Carer
        fields = [
            "name",
            "relationship",
            "lives_with",
            "provides",
            "contact",
            "contact_preference",
            "support",
        ]
        labels = {
            "name": "Name",
            "relationship": "What are they to the person?",
            "lives_with": "They live together",
            "provides": "What care do they give?",
            "contact": "Telephone, e-mail or address",
            "contact_preference": "How and when do they want to be reached?",
            "support": "What have we promised to do for the carer?",
        }
        help_texts = {
            "relationship": "For example: daughter, neighbour",
            "support": "The organisation’s own commitment: a named contact, training, a break, information.",
        }
        widgets = {
            "provides": forms.Textarea(attrs={"rows": 3}),
            "support": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "name": {"required": "Enter the carer’s name."},
            "relationship": {"required": "Say what they are to the person."},
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self.person = person
        own = self.instance.own_entry if self.instance.own_entry_id else None
        self.fields["own_number"].initial = own.nhs_number_display if own else ""

    def clean_own_number(self) -> str:
        text = self.cleaned_data["own_number"].strip()
        self.instance.own_entry = None
        if not text:
            return ""
        try:
            number = nhsnumber.normalise(text)
        except ValueError as fault:
            raise ValidationError(str(fault)) from None
        people = Person.objects.filter(organisation=self.person.organisation, nhs_number=number)
        own = people.filter(merged_into=None).first()
        if own is None:
            raise ValidationError("Nobody here has this NHS number.")
        if own.pk == self.person.pk:
            raise ValidationError("This is the NHS number of the person who is cared for.")
        self.instance.own_entry = own
        return number


class EndForm(forms.Form):
    """From when somebody is no longer a carer."""

    ended_on = day("Since when?", required=True)
    end_reason = forms.CharField(label="Why?", max_length=500, required=False)

    def clean_ended_on(self) -> Any:
        return _not_to_come(self.cleaned_data["ended_on"])


class ConsentForm(forms.Form):
    """What may be shared from now on."""

    scopes = forms.MultipleChoiceField(
        label="What may be shared with the carer?",
        choices=CarerConsent.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what may be shared."},
    )
    given_by = forms.ChoiceField(
        label="Who has said so?",
        choices=CarerConsent.GivenBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who has said so."},
    )
    on = day("When?", required=True)
    note = forms.CharField(label="In their words, or what else matters", max_length=500, required=False)

    def clean_on(self) -> Any:
        return _not_to_come(self.cleaned_data["on"])


class WithdrawForm(ReasonForm):
    """Who takes a consent back."""

    given_by = forms.ChoiceField(
        label="Who has withdrawn it?",
        choices=CarerConsent.GivenBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who has withdrawn it."},
    )


class CarerActForm(forms.Form):
    """Something that was done with or for a carer."""

    kind = forms.ChoiceField(
        label="What was done?",
        choices=CarerAct.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was done."},
    )
    on = day("When?", required=True)
    text = forms.CharField(
        label="What was said",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer = forms.ChoiceField(
        label="What did the carer answer?", choices=CarerAct.Answer.choices, required=False
    )
    follow_up_on = day("When do we come back to it?")

    def clean_on(self) -> Any:
        return _not_to_come(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == CarerAct.Answer.LATER and not self.errors and not data.get("follow_up_on"):
            self.add_error("follow_up_on", "Say when to ask again.")
        return data
