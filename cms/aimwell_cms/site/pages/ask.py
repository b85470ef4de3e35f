"""How to ask for help."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from aimwell_cms.site.blocks import RICH_TEXT, RedFlagStream
from aimwell_cms.site.pages.public import PublicPage


class AskForHelpPage(PublicPage):
    """Whom to ring or write to, when, who may ask, what happens then, and what to do in an emergency."""

    emergency = StreamField(RedFlagStream(), help_text="What to do when it can't wait. Stands first.")
    who_can_ask = RichTextField(features=RICH_TEXT)
    phone = models.CharField(max_length=30)
    email = models.EmailField("e-mail")
    hours = models.CharField("opening hours", max_length=200)
    other_ways = RichTextField(
        features=RICH_TEXT, help_text="Interpreters, text relay, large print, easy read, somebody who asks."
    )
    what_happens_next = RichTextField(features=RICH_TEXT)

    template = "site/ask.jinja"
    parent_page_types = ["aimwell_site.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [
        *Page.content_panels,
        FieldPanel("emergency"),
        FieldPanel("who_can_ask"),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("hours")], heading="Contact"),
        FieldPanel("other_ways"),
        FieldPanel("what_happens_next"),
    ]

    class Meta:
        verbose_name = "how to ask for help"

    @property
    def phone_link(self) -> str:
        """The number as a telephone dials it."""
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
