"""What the readiness list says of a library: newer versions, and items that are gone. Locks are problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from aimwell_cms.authoring.findings import Context, Finding

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage


def newer_in_the_library(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """Advice, for a page that follows something."""
    from aimwell_cms.authoring.shelf.uses import uses_of

    if page.pk is None:
        return
    for use in uses_of(page):
        if not use.follows or use.item is None:
            continue
        if use.newer is not None:
            yield Finding(
                id="library-newer",
                state="advice",
                title=f"“{use.title}” follows version {use.version} of {use.item.named}; there is version "
                f"{use.newer.number}.",
                detail="See what is new, and take it over if you like.",
                url=f"{reverse('aimwell_form_library_newer', args=[page.pk])}?block={use.block}",
            )
        if use.is_gone:
            yield Finding(
                id="library-gone",
                state="advice",
                title=f"{use.item.named}, which “{use.title}” follows, is no longer offered.",
                detail="The form keeps what it has. Stop following it to make it your own.",
                url=reverse("aimwell_form_library", args=[page.pk]),
            )
