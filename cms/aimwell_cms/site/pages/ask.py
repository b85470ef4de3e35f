"""How to ask for help."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from aimwell.organisations.scope import acting_for
from aimwell.pathway.incoming import live_request_form
from aimwell_cms.authoring.pages.organisation import organisation_of
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
    online_form = models.BooleanField(
        "can be asked online",
        default=False,
        help_text="Your live request form, for everybody, on one page. What comes in waits in the workspace, "
        "under “Queue”, until somebody says whose it is: switch it on once somebody looks there every day.",
    )

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
        FieldPanel("online_form"),
    ]

    class Meta:
        verbose_name = "how to ask for help"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "online": self._online}

    @property
    def _online(self) -> str:
        """The address of the online form; empty while it is off, or no request form fits on one page."""
        if not self.online_form:
            return ""
        organisation = organisation_of(self)
        with acting_for(organisation):
            fits = live_request_form(organisation) is not None
        return reverse("ask-online", kwargs={"organisation": organisation.slug}) if fits else ""

    @property
    def phone_link(self) -> str:
        """The number as a telephone dials it."""
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
