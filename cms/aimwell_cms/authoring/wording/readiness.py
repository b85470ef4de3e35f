"""The readiness check on wording: advice that nobody has followed or dismissed. It stops nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from aimwell_cms.authoring.findings import Context, Finding
from aimwell_cms.authoring.wording.advising import advice_for

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage


def advice_left(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """How much advice is left, with a link to it."""
    left = [advice for advice in advice_for(page, context) if advice.dismissed is None]
    if not left:
        yield Finding(id="wording", state="ok", title="There is no advice left on the wording.", detail="")
        return
    number = "1 piece of advice" if len(left) == 1 else f"{len(left)} pieces of advice"
    yield Finding(
        id="wording",
        state="advice",
        title=f"{number} on the wording.",
        detail="Follow it, or dismiss it with a reason.",
        url=reverse("aimwell_wording", args=[page.pk]) if page.pk else "",
    )
