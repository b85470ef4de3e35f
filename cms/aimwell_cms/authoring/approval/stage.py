"""Where a form stands on its way to being published, and what somebody may do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, TaskState, WorkflowState

from aimwell.organisations.models import User
from aimwell_cms.authoring.approval.rules import approvers_of

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What an approver said of a submission."""

    by: str
    at: datetime | None
    comment: str


@dataclass(frozen=True, kw_only=True)
class Stage:
    """``waiting``: submitted and not decided, by whom and when. ``sent_back``: the last “please change”.

    ``approvers``: who else may approve. ``scheduled``: when an approved draft goes live.
    """

    waiting_since: datetime | None
    submitted_by: str
    may_decide: bool
    may_take_back: bool
    sent_back: Decision | None
    may_edit: bool
    may_publish: bool
    approval_needed: bool
    approvers: tuple[str, ...]
    scheduled: datetime | None

    @property
    def is_alone(self) -> bool:
        """Whether approval is needed and nobody else is there to give it."""
        return self.approval_needed and not self.approvers


def stage_of(page: TemplatePage, user: User) -> Stage:
    """The stage of a page, as one user has it."""
    state = page.current_workflow_state
    task_state = page.current_workflow_task_state
    permissions = page.permissions_for_user(user)
    scheduled = page.scheduled_revision
    actions = task_state.task.specific.get_actions(page, user) if task_state is not None else []
    return Stage(
        waiting_since=task_state.started_at if task_state is not None else None,
        submitted_by=str(state.requested_by or "") if state is not None else "",
        may_decide=bool(actions),
        may_take_back=task_state is not None and state.user_can_cancel(user),
        sent_back=_sent_back(state),
        may_edit=permissions.can_edit() and not permissions.page_locked(),
        may_publish=permissions.can_publish(),
        approval_needed=page.organisation.approval_needed,
        approvers=tuple(str(one) for one in approvers_of(page.organisation, besides=user)),
        scheduled=scheduled.approved_go_live_at if scheduled is not None else None,
    )


def waiting_among(pages: Sequence[TemplatePage]) -> set[int]:
    """The ids of those pages that wait for approval."""
    found = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
    )
    return {int(pk) for pk in found.values_list("object_id", flat=True)}


def _sent_back(state: WorkflowState | None) -> Decision | None:
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    last = state.task_states.filter(status=TaskState.STATUS_REJECTED).order_by("-finished_at").first()
    if last is None:
        return None
    return Decision(by=str(last.finished_by or ""), at=last.finished_at, comment=last.comment)
