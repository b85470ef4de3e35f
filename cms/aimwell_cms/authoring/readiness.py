"""Whether a form is ready to be published: every check, in the order in which an author reads them.

A check stands in a module of its own and imports ``Finding`` and ``Context`` from ``findings``; a line in
``CHECKS`` plugs it in. Whatever it calls a stop refuses publication in every way: the editor's button,
approval, bulk actions, copies and schedules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from aimwell.formschema import Problem, TemplateRefused
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.cases.finding import unaccepted_changes
from aimwell_cms.authoring.findings import Check, Context, Finding
from aimwell_cms.authoring.languages.finding import translations_to_do
from aimwell_cms.authoring.licences import measures_licensed
from aimwell_cms.authoring.pathway import tells_the_pathway
from aimwell_cms.authoring.problems import offers_for, problems_of
from aimwell_cms.authoring.routes.check import routes_lead_somewhere
from aimwell_cms.authoring.ruletables.linking import rule_is_in_force
from aimwell_cms.authoring.shelf.check import newer_in_the_library
from aimwell_cms.authoring.sources import missing_sources
from aimwell_cms.authoring.wording.readiness import advice_left

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

PROBLEM = "problem"


def context_of(page: TemplatePage) -> Context:
    """What the checks of a page are given."""
    measures = offers_for(page.organisation).measures
    written = page.written()
    return Context(
        organisation=page.organisation,
        measures=measures,
        written=written,
        problems=tuple(problems_of(page, measures, written)),
    )


def findings_of(page: TemplatePage, context: Context | None = None) -> list[Finding]:
    """The readiness list of a page as it stands."""
    context = context or context_of(page)
    with acting_for(page.organisation):
        return [finding for check in CHECKS for finding in check(page, context)]


def refuse_unready(page: TemplatePage) -> None:
    """Raise TemplateRefused with everything that stops the page from being published, if anything does."""
    context = context_of(page)
    stops = [told.problem for told in context.problems]
    stops += [as_problem(finding) for finding in other_stops(findings_of(page, context))]
    if stops:
        raise TemplateRefused(*stops)


def other_stops(found: Iterable[Finding]) -> list[Finding]:
    """What stops publication beside the problems, which stand at their questions."""
    return [finding for finding in found if finding.state == "stop" and finding.id != PROBLEM]


def as_problem(finding: Finding) -> Problem:
    """A finding about the form as a whole, as a refusal tells it."""
    return Problem(id=finding.id, place="", message=finding.title, remedy=finding.detail)


def without_problems(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """Each problem, or that there is none."""
    if not context.problems:
        yield Finding(id=PROBLEM, state="ok", title="The form has no problems.", detail="")
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else ""
    for told in context.problems:
        at = f"{editor}#block-{told.block}-section" if editor and told.block else editor
        yield Finding(
            id=PROBLEM, state="stop", title=told.problem.message, detail=told.problem.remedy, url=at
        )


CHECKS: tuple[Check, ...] = (
    without_problems,
    measures_licensed,
    unaccepted_changes,
    missing_sources,
    routes_lead_somewhere,
    rule_is_in_force,
    tells_the_pathway,
    advice_left,
    translations_to_do,
    newer_in_the_library,
)
