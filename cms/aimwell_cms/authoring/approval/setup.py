"""An organisation's workflow: made with its place in the editor, on its folder while approval is needed."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from aimwell.organisations.models import Organisation
from aimwell.organisations.roles import May, roles_that
from aimwell_cms.authoring.approval.task import ApprovalTask
from aimwell_cms.authoring.models import OrganisationPage, TemplateFolderPage


def provide_approval(organisation: Organisation) -> Workflow:
    """The organisation's workflow, with everybody who may publish in it, on its folder or off it.

    Makes what is missing; may be called again.
    """
    task, made = ApprovalTask.objects.get_or_create(
        organisation=organisation, defaults={"name": f"Approval in {organisation.name}"[:255]}
    )
    task.groups.set(
        Group.objects.filter(
            of_organisation__organisation=organisation, of_organisation__role__in=roles_that(May.PUBLISH)
        )
    )
    if made:
        workflow = Workflow.objects.create(name=task.name)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    else:
        workflow = task.workflows.get()
    folders = TemplateFolderPage.objects.descendant_of(
        OrganisationPage.objects.get(organisation=organisation)
    )
    for folder in folders:
        if organisation.approval_needed:
            WorkflowPage.objects.update_or_create(page=folder, defaults={"workflow": workflow})
        else:
            WorkflowPage.objects.filter(page=folder).delete()
    return workflow


@transaction.atomic
def ask_for_approval(organisation: Organisation, needed: bool) -> None:
    """Switch approval by a second person on or off. What waits for approval meanwhile goes on waiting."""
    organisation.approval_needed = needed
    organisation.save(update_fields=["approval_needed"])
    provide_approval(organisation)
