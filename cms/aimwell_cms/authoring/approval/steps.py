"""The steps from a draft to a version: keep, submit, decide, take back, publish."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision, WorkflowState

from aimwell.organisations.models import User
from aimwell_cms.authoring.approval.rules import refuse_unapproved
from aimwell_cms.authoring.readiness import refuse_unready

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage


def keep(
    page: TemplatePage, user: User, *, note: str, go_live_at: datetime | None, expire_at: datetime | None
) -> Revision:
    """The draft with its note and its dates; a new draft only where they changed.

    Raises PermissionDenied for whoever can't change the page now.
    """
    wanted = (note, go_live_at, expire_at)
    if wanted == (page.note, page.go_live_at, page.expire_at) and page.latest_revision is not None:
        return page.latest_revision
    refuse_locked(page, user)
    page.note, page.go_live_at, page.expire_at = wanted
    return page.save_revision(user=user, log_action=True)


def refuse_locked(page: TemplatePage, user: User) -> None:
    """Raise PermissionDenied for whoever can't change the page, or can't now."""
    permissions = page.permissions_for_user(user)
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied


@transaction.atomic
def submit(page: TemplatePage, user: User) -> None:
    """Submit the latest draft for approval. Raises TemplateRefused when it isn't ready."""
    from aimwell_cms.authoring.approval.setup import provide_approval

    refuse_locked(page, user)
    refuse_unready(page)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
        return
    workflow = page.get_workflow() or provide_approval(page.organisation)
    workflow.start(page, user)


@transaction.atomic
def decide(page: TemplatePage, user: User, *, approve: bool, comment: str) -> None:
    """Approve what was submitted, which publishes or schedules it; or ask for changes."""
    state = page.current_workflow_task_state
    if state is None:
        raise PermissionDenied
    if approve:
        refuse_unready(page)
    action = "approve" if approve else "reject"
    state.task.specific.on_action(state, user, action, comment=comment)


def take_back(page: TemplatePage, user: User) -> None:
    """End a submission without a decision."""
    state = page.current_workflow_state
    if state is None or not state.user_can_cancel(user):
        raise PermissionDenied
    state.cancel(user=user)


@transaction.atomic
def publish(page: TemplatePage, revision: Revision, user: User) -> None:
    """Publish or schedule a draft where one person alone may. Raises TemplateRefused."""
    refuse_locked(page, user)
    refuse_unapproved(page, revision)
    refuse_unready(page)
    PublishPageRevisionAction(revision, user=user).execute()
