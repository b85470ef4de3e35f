"""What an administrator is asked about a member."""

from __future__ import annotations

from django import forms

from aimwell.organisations.members import Invitation
from aimwell.organisations.models import Membership
from aimwell.organisations.roles import Role


class RoleForm(forms.Form):
    """What a member is."""

    role = forms.ChoiceField(
        choices=[("", "Choose a role"), *Role.choices],
        error_messages={"required": "Choose a role.", "invalid_choice": "Choose a role from the list."},
    )

    @property
    def chosen(self) -> Role:
        """The role, of a valid form."""
        return Role(self.cleaned_data["role"])


class BandForm(forms.Form):
    """The pay band of a member's post."""

    band = forms.TypedChoiceField(
        choices=[("", "Not known, or not on these bands"), *Membership._meta.get_field("band").choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="8 stands for 8a to 8d. Reports of how time is spent compare bands.",
        error_messages={"invalid_choice": "Choose a band from the list."},
    )


class InvitationForm(RoleForm):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        error_messages={
            "required": "Enter the e-mail address.",
            "invalid": "Enter an e-mail address, such as name@example.org.",
        },
    )
    first_name = forms.CharField(max_length=150, error_messages={"required": "Enter the first name."})
    last_name = forms.CharField(max_length=150, error_messages={"required": "Enter the last name."})
    profession = forms.CharField(max_length=100, required=False, help_text="Such as physiotherapist.")

    field_order = ["email", "first_name", "last_name", "profession", "role"]

    @property
    def invitation(self) -> Invitation:
        """The invitation, of a valid form."""
        return Invitation(**{**self.cleaned_data, "role": self.chosen})
