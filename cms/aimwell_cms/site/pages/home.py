"""An organisation's public home page."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from aimwell_cms.site.blocks import TextStream
from aimwell_cms.site.pages.public import PublicPage


class HomePage(PublicPage):
    """Who we are, whom we help and with what. Leads to the topics and to how to ask for help."""

    lead = models.TextField("lead paragraph", max_length=500, help_text="What you do, in two sentences.")
    body = StreamField(TextStream(), blank=True)

    template = "site/home.jinja"
    parent_page_types = ["authoring.OrganisationPage"]
    subpage_types = [
        "aimwell_site.TopicPage",
        "aimwell_site.AskForHelpPage",
        "aimwell_site.AccessibilityStatementPage",
    ]
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = "public home page"

    @property
    def home(self) -> Page:
        return self
