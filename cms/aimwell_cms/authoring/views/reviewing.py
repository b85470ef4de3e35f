"""The tab “Review”: which questions are asked again, and the form that is made of them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.reviewing.making import catch_up, link_of, make, state_of
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

TAB = "aimwell_review"


@require_safe
def index(request: HttpRequest, page_id: int) -> HttpResponse:
    """What is asked again at review, and how the review form stands."""
    page = page_for(request, page_id)
    context = {
        **page_context(page, TAB, f"Review of {page.title}", "rotate"),
        "state": state_of(page),
        "may_write": _may_write(request, page),
    }
    return render(request, "aimwell_authoring/review.html", context)


@require_POST
def make_review(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make the review form. One that is there already is led to."""
    page = _editable(request, page_id)
    link = link_of(page)
    state = state_of(page)
    if link is None and not state.asked:
        messages.warning(request, "No question is marked yet: tick “Ask again at review” on some first.")
        return redirect(TAB, page.pk)
    if link is None:
        review = make(page, request.user)
        messages.success(request, f"“{review.title}” is here as a draft. Look it through, then publish it.")
        return redirect("wagtailadmin_pages:edit", review.pk)
    return redirect(TAB, page.pk)


@require_POST
def update_review(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take over into the review form what changed in the template since."""
    page = _editable(request, page_id)
    state = state_of(page)
    if state.review is None or state.behind is None:
        return redirect(TAB, page.pk)
    if not _may_write(request, state.review):
        raise PermissionDenied
    catch_up(state, request.user)
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[state.review.pk]), "Look it through")
    messages.success(request, "The draft of the review form is up to date.", buttons=[edit])
    return redirect(TAB, page.pk)


def _editable(request: HttpRequest, page_id: int) -> TemplatePage:
    page = page_for(request, page_id)
    if not _may_write(request, page):
        raise PermissionDenied
    return page


def _may_write(request: HttpRequest, page: TemplatePage) -> bool:
    return bool(page.permissions_for_user(request.user).can_edit())
