"""What a page's test cases say to publishing it: a change that nobody has accepted stops it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from aimwell_cms.authoring.cases.replaying import CHANGED, NEW, Replay, cases_of, replay, trial_with
from aimwell_cms.authoring.findings import Context, Finding

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

CASES = "cases"
MOST_NAMED = 3


def unaccepted_changes(page: TemplatePage, context: Context) -> Iterable[Finding]:
    """Whether every case comes out as it was accepted. Nothing while it has problems, or no case."""
    cases = cases_of(page) if page.pk and not context.problems else []
    if not cases:
        return
    trial = trial_with(page, context.written, context.measures)
    replays = [replay(trial, case) for case in cases]
    url = reverse("aimwell_cases", args=[page.pk])
    changed = [each for each in replays if each.state == CHANGED]
    new = [each for each in replays if each.state == NEW]
    if changed:
        title = f"{len(changed)} of {_cases(len(cases))} {'has' if len(changed) == 1 else 'have'} changed."
        detail = f"{_told(changed)} Accept each change under Test cases, or put the form right."
        yield Finding(id=CASES, state="stop", title=title, detail=detail, url=url)
    if new:
        title = f"{_cases(len(new))} {'was' if len(new) == 1 else 'were'} never checked."
        detail = "Look through what the form does with it, then accept it."
        yield Finding(id=CASES, state="advice", title=title, detail=detail, url=url)
    if not changed and not new:
        title = "The test case passes." if len(cases) == 1 else f"All {len(cases)} test cases pass."
        yield Finding(id=CASES, state="ok", title=title, detail="", url=url)


def _cases(number: int) -> str:
    return "1 test case" if number == 1 else f"{number} test cases"


def _told(changed: Sequence[Replay]) -> str:
    """The first changes, by case."""
    told = [f"“{each.case.name}”: {each.changes[0]}." for each in changed[:MOST_NAMED]]
    return " ".join(told)
