"""The first page of the installation: which organisations can be found here."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from aimwell_cms.site.pages.home import HomePage


class IndexPage(Page):
    """Lists the public homes of all organisations."""

    lead = models.TextField("lead paragraph", max_length=500, blank=True)

    template = "site/index.jinja"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["authoring.OrganisationPage"]
    max_count = 1
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = "list of organisations"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        homes = HomePage.objects.descendant_of(self).live().public().order_by("title")
        return {**super().get_context(request, *args, **kwargs), "homes": homes}
