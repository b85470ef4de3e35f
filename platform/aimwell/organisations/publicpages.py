"""An organisation's public pages, as the engine knows them: what can be offered to somebody who asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from aimwell.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class PublicPage:
    """A page that everybody can read. ``address``: the whole one, for a letter. ``level``: 1 or 2."""

    title: str
    address: str
    level: int


def public_pages(organisation: Organisation) -> tuple[PublicPage, ...]:
    """The live topics of an organisation's public site, in its own order.

    The site is none of the engine's: ``AIMWELL_PUBLIC_PAGES`` names the function that knows it.
    """
    found: tuple[PublicPage, ...] = import_string(settings.AIMWELL_PUBLIC_PAGES)(organisation)
    return found
