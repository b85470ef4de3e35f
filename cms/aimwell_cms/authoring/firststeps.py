"""An organisation's way to its first published form, in five steps, each of which says when it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import Case, TemplatePage
from aimwell_cms.authoring.readiness import findings_of


@dataclass(frozen=True, kw_only=True)
class FirstStep:
    """One step: what to do, why, where. ``is_next``: the first one that isn't done."""

    title: str
    text: str
    url: str
    is_done: bool
    is_next: bool = False


def first_steps(organisation: Organisation, pages: list[TemplatePage]) -> list[FirstStep]:
    """The five steps, for an organisation none of whose forms (``pages``) was ever published."""
    page = max(
        pages, key=lambda page: page.latest_revision_created_at or page.first_published_at, default=None
    )
    start = reverse("aimwell_start", args=[organisation.slug])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""
    cases = reverse("aimwell_cases", args=[page.pk]) if page else ""
    found = [
        (
            "Choose a form to start from",
            "A starter form, a file that you have, or nothing. You can change everything in it.",
            start,
            page is not None,
        ),
        (
            "Make it yours",
            "Reword the questions, take out what you don’t need, add what you do.",
            edit,
            page is not None and page.revisions.count() > 1,
        ),
        (
            "Try it with somebody made up",
            "Fill it in once as a test case. It is tried again after each change.",
            cases,
            _has_case(page),
        ),
        (
            "Put right what is left",
            "The list at the head of the form says what and where.",
            edit,
            _is_ready(page),
        ),
        ("Publish it", "Practitioners then find it in their caseload.", edit, False),
    ]
    coming = next(number for number, step in enumerate(found) if not step[3])
    return [
        FirstStep(title=title, text=text, url=url, is_done=done, is_next=number == coming)
        for number, (title, text, url, done) in enumerate(found)
    ]


def _has_case(page: TemplatePage | None) -> bool:
    if page is None:
        return False
    with acting_for(page.organisation):
        return Case.objects.filter(page=page.pk, deleted_at=None).exists()


def _is_ready(page: TemplatePage | None) -> bool:
    """Whether nothing stops the draft, once something was done to it: a starter has no problems anyway."""
    if page is None or not page.revisions.count() > 1:
        return False
    draft = page.get_latest_revision_as_object()
    return all(finding.state != "stop" for finding in findings_of(draft))
