"""A form on its way to being published: submitted by the manager, approved by a second person."""

from __future__ import annotations

from wagtail.log_actions import LogContext
from wagtail.models import TaskState

from aimwell.organisations.models import User
from aimwell_cms.authoring.models import TemplatePage


def submit(page: TemplatePage, manager: User) -> TaskState:
    """Ask for approval, and wait."""
    with LogContext(user=manager):
        return page.get_workflow().start(page, manager).current_task_state


def publish(page: TemplatePage, manager: User, approver: User) -> None:
    """Ask for approval, and get it."""
    waiting = submit(page, manager)
    with LogContext(user=approver):
        waiting.task.specific.on_action(waiting, approver, "approve")
