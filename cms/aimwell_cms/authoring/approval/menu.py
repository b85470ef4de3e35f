"""The menu beside “Save draft”: publish, or submit for approval, as the organisation has it."""

from __future__ import annotations

from typing import Any

from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.models import Page

from aimwell_cms.authoring.models import TemplateFolderPage, TemplatePage
from aimwell_cms.authoring.pages.organisation import organisation_of


class SubmitItem(SubmitForModerationMenuItem):
    """Submit the form for approval."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Without the names of tasks and workflows, which authors never see."""
        return {**super().get_context_data(parent_context), "label": "Submit for approval"}


class TakeBackItem(CancelWorkflowMenuItem):
    """Take a submission back."""

    label = "Take back from approval"


_OURS = {SubmitForModerationMenuItem: SubmitItem, CancelWorkflowMenuItem: TakeBackItem}


def offer_what_may_be_done(items: list[ActionMenuItem], context: dict[str, Any]) -> None:
    """Take “Publish” out where a second person approves; name the steps of approval plainly."""
    page = _template_or_folder(context)
    organisation = organisation_of(page) if page is not None else None
    if organisation is None:
        return
    left_out = (RestartWorkflowMenuItem, PublishMenuItem)[: 2 if organisation.approval_needed else 1]
    items[:] = [
        _OURS[type(item)](item.order) if type(item) in _OURS else item
        for item in items
        if not isinstance(item, left_out)
    ]


def _template_or_folder(context: dict[str, Any]) -> Page | None:
    page = context.get("page")
    if isinstance(page, TemplatePage) and page.path:
        return page
    parent = context.get("parent_page")
    return parent if parent is not None and issubclass(parent.specific_class, TemplateFolderPage) else None
