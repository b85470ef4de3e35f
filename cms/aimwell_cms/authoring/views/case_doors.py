"""The door of every page about test cases: the template page that they belong to, and its organisation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.views.pages import page_for

View = Callable[..., HttpResponse]


def of_page(*, writes: bool) -> Callable[[View], View]:
    """Give a view the page that its address names, acting for the page's organisation.

    ``writes``: only for those who may edit the page; others who work on it may look.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, page_id: int, **named: Any) -> HttpResponse:
            page = page_for(request, page_id)
            if writes and not may_write(request, page):
                raise PermissionDenied
            with acting_for(page.organisation):
                return view(request, page, **named)

        return guarded

    return guard


def may_write(request: HttpRequest, page: TemplatePage) -> bool:
    """Whether somebody may change the page's cases."""
    return bool(page.permissions_for_user(request.user).can_edit())


def case_of(page: TemplatePage, case_id: int, *, lock: bool = False) -> Case:
    """A case of a page, by its number; 404 where there is none."""
    cases = Case.objects.select_for_update(of=("self",)) if lock else Case.objects.all()
    return get_object_or_404(cases.select_related("accepted_by"), pk=case_id, page=page.pk, deleted_at=None)
