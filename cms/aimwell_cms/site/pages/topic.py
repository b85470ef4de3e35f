"""A topic on which people can help themselves."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from aimwell_cms.site.blocks import RedFlagStream, TextStream
from aimwell_cms.site.pages.public import PublicPage


class Level(models.IntegerChoices):
    """For whom a page is. Levels 3 and 4 are help for one person, and so never a public page."""

    UNIVERSAL = 1, "Information for everyone"
    TARGETED = 2, "For groups who may need more, and those who work with them"


class TopicPage(PublicPage):
    """Self-help, red flags and where to turn: to be read before, or instead of, asking for help."""

    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.UNIVERSAL)
    summary = models.TextField(max_length=300, help_text="One or two sentences; shown on the home page too.")
    self_help = StreamField(TextStream(), verbose_name="what you can do yourself")
    red_flags = StreamField(
        RedFlagStream(),
        help_text="What to look out for: first what can wait, then what is urgent, last what needs 999.",
    )
    last_reviewed = models.DateField()
    review_by = models.DateField("review again by")

    template = "site/topic.jinja"
    parent_page_types = ["aimwell_site.HomePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("level"),
        FieldPanel("summary"),
        FieldPanel("self_help"),
        FieldPanel("red_flags"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("last_reviewed"), FieldPanel("review_by")])], heading="Review"
        ),
    ]

    class Meta:
        verbose_name = "topic"
