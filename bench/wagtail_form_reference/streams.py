"""A page of Wagtail's with a stream of the very blocks that our templates are built from."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from aimwell_cms.authoring.blocks.carrying import TemplateField
from aimwell_cms.authoring.blocks.sections import SectionsBlock


class ReferenceStreamPage(Page):
    """Saved by Wagtail alone: no check, no conversion."""

    body = TemplateField(SectionsBlock(), blank=True)
    content_panels = [*Page.content_panels, FieldPanel("body")]
