"""The readiness check on the pathway: a form of one of its steps should tell it something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.urls import reverse

from aimwell.formschema.feeds import FEEDS
from aimwell.library.models import Kind
from aimwell_cms.authoring.findings import Context, Finding

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

_TOLD: Mapping[str, tuple[str, ...]] = {
    Kind.REQUEST: ("request.wanted", "request.asked_by"),
    Kind.TRIAGE: ("triage.harm", "offer.text"),
    Kind.ASSESSMENT: ("formulation.judgement", "outcomes"),
    Kind.SUPPORT_PLAN: ("episode.aim", "episode.intended"),
    Kind.REVIEW: ("review.decision", "review.next_on"),
    Kind.CLOSURE: ("handover.reason", "handover.risk"),
}
"""What the pathway looks for first in a form of each kind."""


def tells_the_pathway(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """That a form of a step of the pathway tells it something of that step."""
    wanted = _TOLD.get(page.kind)
    if wanted is None or context.outline.triage is not None:
        return
    things = {name.partition(".")[0] for name in wanted}
    told = {question.feeds for question in context.outline.all_questions() if question.feeds in FEEDS}
    if things & {name.partition(".")[0] for name in told}:
        yield Finding(id="pathway", state="ok", title="Its answers tell the person’s pathway.", detail="")
        return
    examples = " or ".join(f"“{FEEDS[name].label}”" for name in wanted)
    yield Finding(
        id="pathway",
        state="advice",
        title="No answer tells the person’s pathway what this form is for.",
        detail=f"Behind the cog of a question, choose what its answer tells the pathway, such as {examples}. "
        "Otherwise it must be entered there by hand.",
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else "",
    )
