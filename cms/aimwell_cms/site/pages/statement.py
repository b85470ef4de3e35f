"""The accessibility statement that the law asks of public bodies."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from aimwell_cms.site.blocks import RICH_TEXT
from aimwell_cms.site.pages.public import PublicPage


class AccessibilityStatementPage(PublicPage):
    """What works for everybody, what doesn't yet, how it was tested and whom to tell.

    Source: Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018,
    regulation 8.
    """

    works = RichTextField("what works", features=RICH_TEXT)
    does_not_work = RichTextField("what does not work yet", features=RICH_TEXT)
    tested = RichTextField("how it was tested", features=RICH_TEXT)
    prepared_on = models.DateField()
    reviewed_on = models.DateField()

    template = "site/statement.jinja"
    parent_page_types = ["aimwell_site.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    show_in_menus_default = False
    content_panels = [
        *Page.content_panels,
        FieldPanel("works"),
        FieldPanel("does_not_work"),
        FieldPanel("tested"),
        FieldPanel("prepared_on"),
        FieldPanel("reviewed_on"),
    ]

    class Meta:
        verbose_name = "accessibility statement"
