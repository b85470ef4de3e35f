"""The page under which everything of one organisation stands: its templates and its public site."""

from __future__ import annotations

from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from aimwell.organisations.models import Organisation


class OrganisationPage(Page):
    """The root of an organisation's part of the page tree. Permissions given here hold for all below."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="page")

    parent_page_types = ["aimwell_site.IndexPage"]
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("organisation")]

    class Meta:
        verbose_name = "organisation"

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Lead to the organisation's public home; nothing else of it is public."""
        home = self.get_children().live().public().in_menu().first()
        if home is None:
            raise Http404("No such page.")
        return redirect(home.get_url(request))


def organisation_of(page: Page) -> Organisation | None:
    """The organisation under whose page ``page`` stands; None for pages of the whole installation."""
    if not page.path:
        return None
    steps = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    root = OrganisationPage.objects.select_related("organisation").filter(path__in=steps).first()
    return root.organisation if root else None
