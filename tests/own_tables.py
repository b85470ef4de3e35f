"""An organisation's own decision table, as its screens make it, and a triage form that asks it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils import timezone

from aimwell.organisations.models import Organisation, RuleTable, RuleTableVersion, User
from aimwell.organisations.scope import acting_for
from aimwell.organisations.table_making import fingerprint_of
from aimwell.plugins import installed_plugins

FACTORS = ("functional_ability", "daily_life_and_carer_impact", "context")


def default() -> dict[str, Any]:
    """The document of the bundled triage table."""
    return dict(json.loads(installed_plugins().triage_rules["intended_outcome"].table))


def our_document(name: str = "our_triage", label: str = "Our triage", **more: Any) -> dict[str, Any]:
    """A table of the organisation's own, made from the default."""
    return {**default(), "name": name, "label": label, **more}


def as_text(document: dict[str, Any]) -> str:
    """Its text."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def make_table(organisation: Organisation, user: User, document: dict[str, Any] | None = None) -> RuleTable:
    """A draft."""
    document = document or our_document()
    with acting_for(organisation):
        return RuleTable.objects.create(
            organisation=organisation,
            name=document["name"],
            label=document["label"],
            text=as_text(document),
            changed_by=user,
        )


def make_table_version(
    table: RuleTable, user: User, effective_from: date | None = None, **more: Any
) -> RuleTableVersion:
    """An approved version of the table, in force from a day: today by default. ``more``: changed parts."""
    text = as_text({**json.loads(table.text), **more}) if more else table.text
    with acting_for(table.organisation):
        return RuleTableVersion.objects.create(
            organisation=table.organisation,
            table=table,
            number=table.versions.count() + 1,
            text=text,
            fingerprint=fingerprint_of(text),
            note="As agreed",
            made_by=user,
            approved_by=user,
            approved_at=timezone.now(),
            effective_from=effective_from or timezone.localdate(),
        )


def a_triage_form(rule: str = "our_triage") -> dict[str, Any]:
    """A form that asks for three factors and has a rule decide on them."""
    question = {"type": "integer", "minimum": 0, "maximum": 3}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Our triage form",
        "type": "object",
        "x-aimwell": {
            "kind": "triage",
            "language": "en-GB",
            "triage": {"rule": rule, "facts": {name: f"factors/{name}" for name in FACTORS}},
        },
        "properties": {
            "factors": {
                "type": "object",
                "title": "Factors",
                "properties": {name: {**question, "title": name.capitalize()} for name in FACTORS},
            }
        },
    }
