"""What is typed about a person, checked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import localdate

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import May, roles_that
from aimwell.people import nhsnumber
from aimwell.people.duplicates import likely
from aimwell.people.likeness import Known
from aimwell.people.models import CareRole, CareTeamMember, Person
from aimwell.records.wizard.fields import parse_date

OLDEST = 130
"""Years: nobody has lived longer, so an earlier date of birth is a typing error."""


def practitioners(organisation: Organisation) -> QuerySet[User]:
    """Members who may fill in forms, by name."""
    return User.objects.filter(
        memberships__organisation=organisation,
        memberships__role__in=roles_that(May.WRITE_RECORDS),
        is_active=True,
    ).order_by("last_name", "first_name", "pk")


class ThreeInputs(forms.Widget):
    """Day, month and year as three inputs: ``<name>-day``, ``<name>-month``, ``<name>-year``."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [data.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-day" not in data


class DateOfParts(forms.Field):
    """A date from three typed numbers. The year needs its four digits: a guessed century may be wrong."""

    widget = ThreeInputs
    default_error_messages = {"invalid": "Enter a real date of birth, like 27 3 1948."}

    def to_python(self, parts: Any) -> date | None:
        if not parts or not any(parts):
            return None
        found = parse_date(*parts)
        if found is None:
            raise ValidationError(self.error_messages["invalid"])
        return found


class PersonForm(forms.ModelForm):
    """A person of ``organisation``. ``duplicates``: other people who may be the same one, to be confirmed."""

    date_of_birth = DateOfParts(error_messages={"required": "Enter the date of birth."})
    not_the_same = forms.BooleanField(required=False)

    class Meta:
        model = Person
        fields = [
            "given_name",
            "family_name",
            "preferred_name",
            "date_of_birth",
            "nhs_number",
            "communication_needs",
            "service",
            "key_worker",
        ]
        error_messages = {
            "given_name": {"required": "Enter the first name."},
            "family_name": {"required": "Enter the last name."},
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.duplicates: list[Person] = []
        # Spaces are welcome in a number that is written in groups; the clean text is ten digits.
        self.fields["nhs_number"].max_length = None
        self.fields["nhs_number"].validators = []
        self.fields["service"].queryset = organisation.services.all()
        self.fields["key_worker"].queryset = practitioners(organisation)

    @property
    def born(self) -> list[str]:
        """Day, month and year as they were typed or are known."""
        value = self["date_of_birth"].value()
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return value or ["", "", ""]

    def clean_nhs_number(self) -> str:
        text = self.cleaned_data["nhs_number"].strip()
        if not text:
            return ""
        try:
            number = nhsnumber.normalise(text)
        except ValueError as fault:
            raise ValidationError(str(fault)) from None
        other = self._others().filter(nhs_number=number).first()
        if other is not None:
            self.duplicates = [other]
            raise ValidationError("Somebody else here has this NHS number. It may be the same person.")
        return number

    def clean_date_of_birth(self) -> date:
        born = self.cleaned_data["date_of_birth"]
        today = localdate()
        if born > today:
            raise ValidationError("The date of birth must be in the past.")
        if today.year - born.year > OLDEST:
            raise ValidationError("Check the year of the date of birth.")
        return born

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data.get("not_the_same"):
            self.duplicates = self._look_alikes(data)[:5]
            if self.duplicates:
                self.add_error("not_the_same", "Look whether this is somebody who is here already.")
        return data

    def _look_alikes(self, data: dict[str, Any]) -> list[Person]:
        """Others who may be the same person. Only asked where what says so was typed now."""
        if not {"given_name", "family_name", "preferred_name", "date_of_birth"} & set(self.changed_data):
            return []
        known = Known(
            given=data["given_name"],
            family=data["family_name"],
            preferred=data.get("preferred_name", ""),
            born=data["date_of_birth"],
        )
        own = {self.instance.pk, *self.instance.same_as}
        return [one.person for one in likely(self.organisation, known) if one.person.pk not in own]

    def _others(self) -> QuerySet[Person]:
        return Person.objects.filter(organisation=self.organisation).exclude(
            pk__in=[self.instance.pk, *self.instance.same_as]
        )


class CareTeamForm(forms.ModelForm):
    """Add a practitioner to a person's care team."""

    class Meta:
        model = CareTeamMember
        fields = ["user", "role"]
        error_messages = {"user": {"required": "Choose a practitioner."}}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = practitioners(person.organisation).exclude(care_teams__person=person)
        self.fields["user"].required = True


class ReasonForm(forms.Form):
    """Why something is done."""

    why = forms.CharField(
        max_length=1000,
        error_messages={"required": "Say why.", "max_length": "Say why in 1,000 characters or fewer."},
    )


class MergeForm(ReasonForm):
    """Which of two entries stays, and why they are one person."""

    keep = forms.ChoiceField(error_messages={"required": "Choose whose details stay."})
    numbers_differ = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, people: tuple[Person, Person], numbers_differ: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [(str(one.pk), str(one)) for one in people]
        if numbers_differ:
            self.fields["numbers_differ"].required = True
            self.fields["numbers_differ"].error_messages["required"] = (
                "The NHS numbers are different. Tick that you have seen both, or don’t merge."
            )


class PartnerForm(forms.ModelForm):
    """Add somebody of another agency to a person's care team."""

    class Meta:
        model = CareTeamMember
        fields = ["name", "agency", "role", "contact"]
        labels = {
            "name": "Name",
            "agency": "Agency or organisation",
            "role": "What they do here",
            "contact": "How the team reaches them",
        }

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = "Enter the name."
        if roles:
            self.fields["role"].help_text = f"For example: {', '.join(roles)}"


class CareRolesForm(forms.Form):
    """The roles to choose from in care teams, one a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        for kind in CareRole.Kind:
            self.fields[kind.value] = forms.CharField(
                label=kind.label,
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 8}),
                help_text="One role a line",
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for kind in CareRole.Kind:
            lines = [line.strip() for line in data.get(kind.value, "").splitlines() if line.strip()]
            if any(len(line) > 100 for line in lines):
                self.add_error(kind.value, "A role has at most 100 characters.")
            data[kind.value] = lines
        if not self.errors and not any(data.values()):
            self.add_error(CareRole.Kind.PROFESSIONAL.value, "Enter at least one role.")
        return data
