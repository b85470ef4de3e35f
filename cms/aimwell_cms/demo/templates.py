"""Publish the starter templates for an organisation, as its service manager and approver would."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

import pgtrigger
from wagtail.log_actions import LogContext

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell_cms.authoring.starters import Starter, bring_in, starters
from aimwell_cms.demo.approving import publish
from aimwell_cms.demo.organisations import DATA
from aimwell_cms.demo.own_forms import publish_own_forms
from aimwell_cms.demo.workdays import LONDON, workday

_BEFORE_ALL_RECORDS = timedelta(days=420)


def translated(starter: Starter, slug: str) -> str:
    """A starter template with the translations that an organisation has made of it.

    One is of an earlier wording, so that the editor shows what a translation that is out of date looks like.
    """
    document = json.loads(starter.text)
    found = {
        file.name.split(".")[1]: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((DATA / slug).glob(f"{starter.name}.*.json"))
    }
    if not found:
        return starter.text
    document["x-aimwell"]["translations"] = found
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def publish_templates(organisation: Organisation, manager: User, approver: User, today: date) -> None:
    """Publish each starter template and the organisation's own forms, dated before the first record."""
    for starter in starters().values():
        with LogContext(user=manager):
            page = bring_in(translated(starter, organisation.slug), organisation, manager)
        publish(page, manager, approver)
    with LogContext(user=manager):
        publish_own_forms(organisation, manager, approver)
    day = workday(today - _BEFORE_ALL_RECORDS)
    # Versions can't be changed. These were made a moment ago, for records that will say they are older.
    with pgtrigger.ignore("library.TemplateVersion:frozen"):
        TemplateVersion.objects.filter(organisation=organisation).update(
            published_at=datetime.combine(day, time(10), LONDON)
        )
