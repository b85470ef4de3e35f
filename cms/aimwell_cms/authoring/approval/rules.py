"""Whether a form may be published now: approved by a second person, where its organisation asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, QuerySet
from wagtail.models import Revision, TaskState

from aimwell.formschema import Problem, TemplateRefused
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import May, roles_that

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

NOT_APPROVED = Problem(
    id="not-approved",
    place="",
    message="A second person has to approve this form before it is published.",
    remedy="Open “Check and publish” and submit it for approval.",
)


def refuse_unapproved(page: TemplatePage, revision: Revision | None) -> None:
    """Raise TemplateRefused where a second person has to approve a revision and nobody has."""
    if page.organisation.approval_needed and not is_approved(page, revision):
        raise TemplateRefused(NOT_APPROVED)


def is_approved(page: TemplatePage, revision: Revision | None) -> bool:
    """Whether somebody else than its submitter has approved exactly this revision."""
    if revision is None:
        return False
    approved = TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        task__in=_tasks_of(page.organisation),
        finished_by__isnull=False,
    )
    return approved.exclude(finished_by=F("workflow_state__requested_by")).exists()


def _tasks_of(organisation: Organisation) -> QuerySet:
    from aimwell_cms.authoring.approval.task import ApprovalTask

    return ApprovalTask.objects.filter(organisation=organisation)


def approvers_of(organisation: Organisation, besides: User | None = None) -> list[User]:
    """Who may approve, by name; without the one who submits."""
    found = User.objects.filter(
        is_active=True, memberships__organisation=organisation, memberships__role__in=roles_that(May.PUBLISH)
    )
    if besides is not None:
        found = found.exclude(pk=besides.pk)
    return list(found.order_by("last_name", "first_name", "pk"))
