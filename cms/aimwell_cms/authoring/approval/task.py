"""The one step of an organisation's workflow: a second person approves a form, or asks for changes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from aimwell.formschema import Problem, TemplateRefused
from aimwell.organisations.models import Organisation, User

OWN_WORK = Problem(
    id="own-work",
    place="",
    message="You submitted this form yourself.",
    remedy="Somebody else who may publish has to approve it.",
)


class ApprovalLock(WorkflowLock):
    """Nobody changes a form while it is looked at, so that what is approved is what was seen."""

    def get_message(self, user: User) -> str:
        """Why it can't be edited, and what can be done."""
        return (
            "This form waits for a second person’s approval, so nobody can change it now. Open “Check and "
            "publish” to approve it, to ask for changes, or to take it back."
        )

    def get_locked_by(self, user: User, can_lock: bool = False) -> str:
        """Shown beside the lock."""
        return "Locked while it waits for approval"

    def get_description(self, user: User, can_lock: bool = False) -> str:
        """What the lock means."""
        return "Nobody can change the form until it is approved, sent back or taken back"


class ApprovalTask(AbstractGroupApprovalTask):
    """Approval by anybody who may publish in the organisation, but not by who submitted the form."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="approval_task")

    lock_class = ApprovalLock
    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "organisation"]

    class Meta:
        verbose_name = "approval by a second person"

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Begin to wait. Whoever submits a form again has submitted it."""
        if user is not None:
            workflow_state.requested_by = user
        return super().start(workflow_state, user=user)

    def locked_for_user(self, page: models.Model, user: User) -> bool:
        """Locked for everybody."""
        return True

    def get_actions(self, page: models.Model, user: User) -> list[tuple[str, str, bool]]:
        """Approve or ask for changes; nothing for whoever submitted the form."""
        state = page.current_workflow_state
        if state is None or state.requested_by_id == user.pk:
            return []
        return super().get_actions(page, user)

    def on_action(self, task_state: TaskState, user: User, action_name: str, **options: Any) -> Any:
        """Approve, or ask for changes. Raises PermissionDenied, and TemplateRefused for one's own work.

        Asked of the state itself: Wagtail's address names a page and a state, and looks at the page alone.
        """
        if task_state.task_id != self.pk or not (user.is_superuser or self._user_in_groups(user)):
            raise PermissionDenied
        if task_state.workflow_state.requested_by_id == user.pk:
            raise TemplateRefused(OWN_WORK)
        return super().on_action(task_state, user, action_name, **options)
