"""A form made from the settings schema of a plugin's offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from aimwell.contracts import Json
from aimwell.plugins import check_input

_NOT_SET = ("", "Not set")


class SettingsForm(forms.Form):
    """What an organisation sets for an offer. A setting left empty is not set."""

    def __init__(self, schema: Mapping[str, Json], *args: Any, **options: Any) -> None:
        self.schema = schema
        super().__init__(*args, **options)
        required = schema.get("required", ())
        for name, property_schema in schema.get("properties", {}).items():
            self.fields[name] = field_of(name, property_schema, name in required)

    @property
    def chosen(self) -> dict[str, Json]:
        """The settings that were set."""
        return {
            name: self._typed(name, value)
            for name, value in self.cleaned_data.items()
            if value not in ("", None)
        }

    def clean(self) -> dict[str, Any]:
        """Each fault beside its setting."""
        cleaned = super().clean()
        if not self.errors:
            for fault in check_input(self.schema, self.chosen):
                name = fault.pointer.split("/")[1] if fault.pointer else None
                self.add_error(name if name in self.fields else None, fault.message.capitalize() + ".")
        return cleaned

    def _typed(self, name: str, value: Any) -> Json:
        kind = self.schema["properties"][name].get("type")
        if kind == "boolean":
            return value == "true"
        return int(value) if isinstance(value, float) and value.is_integer() else value


def initial_of(chosen: Mapping[str, Json]) -> dict[str, Any]:
    """Settings as the form shows them."""
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in chosen.items()}


def field_of(name: str, schema: Mapping[str, Json], required: bool) -> forms.Field:
    """The field for one setting."""
    words = {
        "label": schema.get("title") or name.replace("_", " ").capitalize(),
        "help_text": schema.get("description", ""),
        "required": required,
    }
    kind = schema.get("type")
    if "oneOf" in schema:
        choices = [(entry["const"], entry.get("title", entry["const"])) for entry in schema["oneOf"]]
        return forms.ChoiceField(choices=[_NOT_SET, *choices], **words)
    if "enum" in schema:
        labels = schema.get("x-aimwell", {}).get("labels", {})
        choices = [(value, labels.get(str(value), value)) for value in schema["enum"]]
        return forms.ChoiceField(choices=[_NOT_SET, *choices], **words)
    if kind == "boolean":
        return forms.ChoiceField(choices=[_NOT_SET, ("true", "Yes"), ("false", "No")], **words)
    if kind == "integer":
        return forms.IntegerField(**words)
    if kind == "number":
        return forms.FloatField(**words)
    return forms.CharField(**words)
