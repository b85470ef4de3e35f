"""The advice on a template's wording: follow it in the editor, or dismiss it and say why."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import DismissedAdvice, TemplatePage
from aimwell_cms.authoring.readiness import context_of
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for
from aimwell_cms.authoring.wording.advising import Advice, advice_for

TAB = "aimwell_wording"


class ReasonForm(forms.Form):
    """Why a piece of advice is not followed."""

    key = forms.CharField(max_length=64)
    reason = forms.CharField(max_length=1000)


@require_safe
def index(request: HttpRequest, page_id: int) -> HttpResponse:
    """All the advice: what is left first, then what was dismissed."""
    return _page(request, page_for(request, page_id))


@require_POST
def dismiss(request: HttpRequest, page_id: int) -> HttpResponse:
    """Don't follow a piece of advice, and say why."""
    page = _editable(request, page_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        if "key" in form.errors:
            raise Http404("No such advice.")
        return _page(request, page, without_reason=form.cleaned_data["key"], status=422)
    key, reason = form.cleaned_data["key"], form.cleaned_data["reason"]
    with acting_for(page.organisation):
        if key not in {advice.key for advice in _advice(page)}:
            messages.warning(request, "The wording has changed meanwhile: this advice is gone.")
            return redirect(TAB, page.pk)
        DismissedAdvice.objects.update_or_create(
            page=page,
            key=key,
            defaults={"organisation": page.organisation, "reason": reason, "by": request.user},
        )
    messages.success(request, "The advice is dismissed. It comes back when the wording changes.")
    return redirect(TAB, page.pk)


@require_POST
def restore(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show dismissed advice again."""
    page = _editable(request, page_id)
    with acting_for(page.organisation):
        DismissedAdvice.objects.filter(page=page.pk, key=request.POST.get("key", "")).delete()
    messages.success(request, "The advice is back.")
    return redirect(TAB, page.pk)


def _editable(request: HttpRequest, page_id: int) -> TemplatePage:
    page = page_for(request, page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _advice(page: TemplatePage) -> list[Advice]:
    return advice_for(page, context_of(page))


def _page(
    request: HttpRequest, page: TemplatePage, without_reason: str = "", status: int = 200
) -> HttpResponse:
    with acting_for(page.organisation):
        found = _advice(page)
    context = {
        **page_context(page, TAB, f"Wording of {page.title}", "edit"),
        "left": [advice for advice in found if advice.dismissed is None],
        "dismissed": [advice for advice in found if advice.dismissed is not None],
        "without_reason": without_reason,
        "may_write": page.permissions_for_user(request.user).can_edit(),
    }
    return render(request, "aimwell_authoring/wording.html", context, status=status)
