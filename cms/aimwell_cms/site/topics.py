"""The topics of an organisation's site, for those who offer them to people."""

from __future__ import annotations

from django.conf import settings

from aimwell.organisations.models import Organisation
from aimwell.organisations.publicpages import PublicPage
from aimwell_cms.site.pages.topic import TopicPage


def topics(organisation: Organisation) -> tuple[PublicPage, ...]:
    """The live topics that everybody may read, in the order in which the organisation put them."""
    home = getattr(organisation, "page", None)
    if home is None:
        return ()
    pages = TopicPage.objects.descendant_of(home).live().public().order_by("path")
    return tuple(
        PublicPage(title=page.title, address=f"{settings.WAGTAILADMIN_BASE_URL}{page.url}", level=page.level)
        for page in pages
        if page.url
    )
