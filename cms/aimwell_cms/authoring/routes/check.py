"""What the routes of a form add to its readiness, and to the problems in the editor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from aimwell.formschema import Problem
from aimwell.formschema.routes import NEVER_ASKED, route_problems
from aimwell_cms.authoring.findings import Context, Finding
from aimwell_cms.authoring.problems import Told

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage


def told_routes(found: Iterable[Problem], context: Context) -> list[Told]:
    """Problems of routes, each with its block.

    A condition with a problem of its own is left out: until that is put right, it says nothing.
    """
    faulty = {told.block for told in context.problems if told.problem.id.startswith("condition-")}
    told = [Told(block=context.written.block_at(problem.place), problem=problem) for problem in found]
    return [each for each in told if each.block not in faulty]


_ADVICE = frozenset({"always-asked", "part-never-true", "routes-unchecked"})


def is_advice(finding: Finding) -> bool:
    """Whether a line of the readiness list is advice about a condition."""
    return finding.id in _ADVICE


def is_stop(told: Told) -> bool:
    """Whether it keeps the form from being published: what can never be asked does."""
    return told.problem.id == NEVER_ASKED


def routes_lead_somewhere(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """That every question can be asked."""
    told = told_routes(route_problems(context.template), context)
    url = reverse("aimwell_routes", args=[page.pk]) if page.pk else ""
    if not told:
        yield Finding(id="routes", state="ok", title="Every question can be asked.", detail="")
    for each in told:
        yield Finding(
            id=each.problem.id,
            state="stop" if is_stop(each) else "advice",
            title=each.problem.message,
            detail=each.problem.remedy,
            url=f"{url}#route-{each.block}" if url and each.block else url,
        )
