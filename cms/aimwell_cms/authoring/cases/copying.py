"""A page that is copied takes its test cases along: its blocks keep their ids, so the answers fit."""

from __future__ import annotations

from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.cases.replaying import cases_of
from aimwell_cms.authoring.pages.template import TemplatePage


def copy_cases(page: TemplatePage, copied: TemplatePage) -> None:
    """Give a copy of a page, within its organisation, the cases of the page as they were accepted."""
    with acting_for(page.organisation):
        if copied.organisation != page.organisation:
            return
        for case in cases_of(page):
            case.pk, case.page = None, copied
            case._state.adding = True
            case.save(force_insert=True)
