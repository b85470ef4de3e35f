"""What a manager sees first: her forms, with what is live and what isn't yet."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from aimwell.organisations.models import Organisation, RuleTableSubmission, User
from aimwell.organisations.roles import May
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.approval.stage import waiting_among
from aimwell_cms.authoring.firststeps import first_steps
from aimwell_cms.authoring.models import OrganisationPage, TemplatePage
from aimwell_cms.authoring.standing import standings_of
from aimwell_cms.authoring.views.doors import organisations_where


class FormsPanel(Component):
    """The forms of one organisation."""

    template_name = "aimwell_authoring/home_panel.html"

    def __init__(self, organisation: Organisation, user: User, order: int) -> None:
        self.organisation, self.user, self.order = organisation, user, order

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Each form with how it stands."""
        page = OrganisationPage.objects.filter(organisation=self.organisation).first()
        pages = []
        if page is not None:
            found = TemplatePage.objects.descendant_of(page).select_related("publication")
            pages = list(found.defer("body").order_by("draft_title"))
        for each in pages:
            each.organisation = self.organisation
        may_author = self.organisation in organisations_where(self.user, May.AUTHOR)
        return {
            "organisation": self.organisation,
            "forms": standings_of(pages),
            "waiting": waiting_among(pages),
            "waiting_rules": _waiting_rules(self.organisation),
            "steps": first_steps(self.organisation, pages) if may_author and _is_new(pages) else [],
            "start_url": reverse("aimwell_start", args=[self.organisation.slug]) if may_author else "",
        }


def _waiting_rules(organisation: Organisation) -> list[RuleTableSubmission]:
    """What of its decision tables waits for approval, oldest first."""
    with acting_for(organisation):
        waiting = RuleTableSubmission.objects.filter(organisation=organisation, outcome="waiting")
        return list(waiting.select_related("table", "submitted_by").order_by("pk"))


def _is_new(pages: list[TemplatePage]) -> bool:
    return not any(page.is_in_library for page in pages)


def forms_panels(user: User) -> list[FormsPanel]:
    """A panel for each organisation in which somebody writes or publishes forms."""
    found = organisations_where(user, May.PUBLISH)
    return [FormsPanel(organisation, user, 10 + number) for number, organisation in enumerate(found)]
