"""Publish the starter templates for an organisation, as its service manager and approver would."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pgtrigger
from wagtail.log_actions import LogContext

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell_cms.authoring.starters import bring_in, starters
from aimwell_cms.demo.workdays import LONDON, workday

_BEFORE_ALL_RECORDS = timedelta(days=420)


def publish_templates(organisation: Organisation, manager: User, approver: User, today: date) -> None:
    """Bring each starter template in and publish it with approval, dated before the first record."""
    for starter in starters().values():
        with LogContext(user=manager):
            page = bring_in(starter.text, organisation, manager)
            submitted = page.get_workflow().start(page, manager).current_task_state
        with LogContext(user=approver):
            submitted.task.specific.on_action(submitted, approver, "approve")
    day = workday(today - _BEFORE_ALL_RECORDS)
    # Versions can't be changed. These were made a moment ago, for records that will say they are older.
    with pgtrigger.ignore("library.TemplateVersion:frozen"):
        TemplateVersion.objects.filter(organisation=organisation).update(
            published_at=datetime.combine(day, time(10), LONDON)
        )
