"""A decision table of an organisation's own: made from the default, approved by a second person."""

from __future__ import annotations

import json
from datetime import date, timedelta

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.table_making import approve, new_table, submit
from aimwell.plugins import installed_plugins
from aimwell_cms.demo.organisations import DemoOrganisation

_COPIED = "intended_outcome"
_REVIEWED_AFTER = timedelta(days=365)


def load_rules(
    organisation: Organisation, told: DemoOrganisation, manager: User, approver: User, today: date
) -> None:
    """Put the table in force that ``pathway.toml`` tells of, where it does."""
    own = told.rules
    if not own:
        return
    document = json.loads(installed_plugins().triage_rules[_COPIED].table) | {
        "name": own["name"],
        "label": own["label"],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    table = new_table(organisation, own["name"], own["label"], text, by=manager)
    submission = submit(
        table, by=manager, note=own["note"], effective_from=None, review_on=today + _REVIEWED_AFTER
    )
    approve(submission, by=approver, comment=own["comment"])
