"""What is typed about work without a client record, checked."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from aimwell.levels.activities import Work
from aimwell.levels.kinds import OTHER, Kind, kind_of
from aimwell.levels.models import Activity, TargetGroup
from aimwell.levels.shares import BANDS
from aimwell.organisations.models import Organisation
from aimwell.people import nhsnumber
from aimwell.workspace.forms import DateOfParts

MOST_MINUTES = 60 * 60
"""An entry holds the work of a week at most."""

LONGEST_AGO = timedelta(days=730)
"""Entered later than two years after, the year is probably a typing error."""

_NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")


def refuse_nhs_numbers(text: str) -> None:
    """No client is told of here, so no text holds an NHS number."""
    for found in _NHS_NUMBER.findall(text):
        try:
            nhsnumber.normalise(found)
        except ValueError:
            continue
        raise ValidationError("There is an NHS number in this. Take it out: no client is named here.")


class WorkForm(forms.Form):
    """Something that somebody did. ``reason`` is asked for where ``corrects`` an entry."""

    kind = forms.CharField(error_messages={"required": "Choose what you did."})
    on = DateOfParts(
        error_messages={
            "required": "Enter the date of the work.",
            "invalid": "Enter a real date, like 27 3 2026.",
        }
    )
    hours = forms.IntegerField(required=False, min_value=0, error_messages={"invalid": "Enter whole hours."})
    minutes = forms.IntegerField(
        required=False, min_value=0, error_messages={"invalid": "Enter whole minutes."}
    )
    with_whom = forms.CharField(required=False, max_length=200, validators=[refuse_nhs_numbers])
    target_group = forms.ModelChoiceField(TargetGroup.objects.none(), required=False)
    people_reached = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=1_000_000,
        error_messages={"invalid": "Enter how many people, as a number."},
    )
    what = forms.CharField(required=False, max_length=500, validators=[refuse_nhs_numbers])
    outcome = forms.CharField(required=False, max_length=2000, validators=[refuse_nhs_numbers])
    service = forms.ModelChoiceField(None, required=False)
    reason = forms.CharField(
        max_length=500,
        validators=[refuse_nhs_numbers],
        error_messages={"required": "Say why you correct the entry."},
    )

    def __init__(
        self, *args: Any, organisation: Organisation, corrects: Activity | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = organisation.services.all()
        groups = TargetGroup.objects.filter(organisation=organisation)
        kept = groups.filter(pk=corrects.target_group_id) if corrects else groups.none()
        self.fields["target_group"].queryset = groups.filter(active=True) | kept
        if corrects is None:
            del self.fields["reason"]

    @property
    def day(self) -> list[str]:
        """Day, month and year as they were typed or are proposed."""
        value = self["on"].value()
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return value or ["", "", ""]

    def clean_kind(self) -> Kind:
        kind = kind_of(self.cleaned_data["kind"])
        if kind is None:
            raise ValidationError("Choose what you did from the list.")
        return kind

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        today = localdate()
        if on > today:
            raise ValidationError("The date must be today or earlier.")
        if on < today - LONGEST_AGO:
            raise ValidationError("Check the year: this is more than two years ago.")
        return on

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not {"hours", "minutes"} & set(self.errors):
            time = 60 * (data.get("hours") or 0) + (data.get("minutes") or 0)
            if not time:
                self.add_error("hours", "Enter how long it took.")
            elif time > MOST_MINUTES:
                self.add_error("hours", "Enter 60 hours at most: a week’s work in one entry.")
            data["time"] = time
        kind = data.get("kind")
        if kind is not None and kind.code == OTHER and not data.get("what") and "what" not in self.errors:
            self.add_error("what", "Say in a few words what you did.")
        return data

    @property
    def work(self) -> Work:
        """The work, of a valid form."""
        data = self.cleaned_data
        same = ("kind", "on", "service", "target_group", "with_whom", "people_reached", "what", "outcome")
        return Work(minutes=data["time"], **{name: data[name] for name in same})


def proposed_next(last: Activity | None, organisation: Organisation, *, same_day: bool) -> dict[str, Any]:
    """What to begin an entry with: today, and the kind, the service and the group of the last one."""
    if last is None:
        services = list(organisation.services.all()[:2])
        return {"on": localdate(), "service": services[0].pk if len(services) == 1 else None}
    return {
        "on": last.on if same_day else localdate(),
        "kind": str(Kind(last.level, last.kind)),
        "service": last.service_id,
        "target_group": last.target_group_id,
    }


def typed_of(activity: Activity) -> dict[str, Any]:
    """An entry as it would be typed, to correct it."""
    names = ("on", "with_whom", "people_reached", "what", "outcome")
    return {
        **{name: getattr(activity, name) for name in names},
        "kind": str(Kind(activity.level, activity.kind)),
        "hours": activity.minutes // 60,
        "minutes": activity.minutes % 60,
        "service": activity.service_id,
        "target_group": activity.target_group_id,
    }


class WithdrawalForm(forms.Form):
    """Why an entry doesn't count."""

    reason = forms.CharField(
        max_length=500,
        validators=[refuse_nhs_numbers],
        error_messages={"required": "Say why it doesn’t count."},
    )


class TargetGroupForm(forms.ModelForm):
    """A target group of the organisation of its instance."""

    class Meta:
        model = TargetGroup
        fields = ["name", "definition", "description", "active"]
        error_messages = {
            "name": {"required": "Enter a name for the group."},
            "definition": {"required": "Choose how the group is defined."},
        }

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = TargetGroup.objects.filter(organisation=self.instance.organisation)
        if others.exclude(pk=self.instance.pk).filter(name__iexact=name).exists():
            raise ValidationError("There is a group of this name already.")
        return name


class SharesForm(forms.Form):
    """What an organisation recommends for each band, and why: fields ``band_3`` to ``band_8``."""

    reason = forms.CharField(
        max_length=500, error_messages={"required": "Say why, for whoever reads the report later."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for band in BANDS:
            whole = f"Enter a whole number from 0 to 100 for band {band}."
            self.fields[f"band_{band}"] = forms.IntegerField(
                min_value=0,
                max_value=100,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), whole),
            )
        self.order_fields([*(f"band_{band}" for band in BANDS), "reason"])

    @property
    def shares(self) -> dict[int, int]:
        """Per cent by band, of a valid form."""
        return {band: self.cleaned_data[f"band_{band}"] for band in BANDS}
