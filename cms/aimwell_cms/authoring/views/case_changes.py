"""What can be done with one test case: accept what it shows, rename, copy, delete, bring back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from aimwell_cms.authoring.cases.looking import fingerprint, still_checked
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import Replay, replay, replays_of, trial_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.views.case_doors import case_of, of_page
from aimwell_cms.authoring.views.cases import TAB, DetailsForm, show


@require_POST
@of_page(writes=True)
def accept(request: HttpRequest, page: TemplatePage, case_id: int) -> HttpResponse:
    """Expect from now on what the form does with a case now. Refused if that isn't what was looked at."""
    case = case_of(page, case_id, lock=True)
    seen = replay(trial_of(page), case).seen
    if not seen or request.POST.get("seen") != fingerprint(seen):
        messages.error(request, "The form or the case has changed since you opened the page. Look again.")
        return redirect("aimwell_case", page.pk, case.pk)
    ticked = request.POST.getlist("check") if "ticks" in request.POST else still_checked(case, seen)
    others = _changed_alike(page, case) if "alike" in request.POST else []
    case.accept(seen, by=request.user, names=ticked)
    for other in others:
        other.case.accept(other.seen, by=request.user, names=still_checked(other.case, other.seen))
    also = f", and {len(others)} that changed in the same way" if others else ""
    messages.success(request, f"“{case.name}” is accepted as it is now{also}.")
    return redirect(TAB, page.pk)


def _changed_alike(page: TemplatePage, case: Case) -> list[Replay]:
    """The other cases of a page in which the very same has changed."""
    replays = {each.case.pk: each for each in replays_of(page)}
    changes = replays.pop(case.pk).changes
    return [each for each in replays.values() if changes and each.changes == changes]


@require_POST
@of_page(writes=True)
def rename(request: HttpRequest, page: TemplatePage, case_id: int) -> HttpResponse:
    """Call a case otherwise, or say when and of whom it tells."""
    case = case_of(page, case_id, lock=True)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return show(request, page, case, form, status=422)
    for name, value in form.cleaned_data.items():
        setattr(case, name, value)
    case.save(update_fields=list(form.cleaned_data))
    messages.success(request, f"“{case.name}” is saved.")
    return redirect("aimwell_case", page.pk, case.pk)


@require_POST
@of_page(writes=True)
def copy(request: HttpRequest, page: TemplatePage, case_id: int) -> HttpResponse:
    """A second case with the same answers, to be changed; nobody has accepted it yet."""
    case = case_of(page, case_id)
    twin = Case.objects.create(
        organisation=page.organisation,
        page=page,
        name=f"Copy of {case.name}"[:200],
        **{name: getattr(case, name) for name in ("day", "born", "answers", "unread", "titles")},
        made_by=request.user,
    )
    messages.success(request, f"“{twin.name}” is here. Change its name and its answers.")
    return redirect("aimwell_case", page.pk, twin.pk)


@require_POST
@of_page(writes=True)
def delete(request: HttpRequest, page: TemplatePage, case_id: int) -> HttpResponse:
    """Take a case out; it can be brought back."""
    case = case_of(page, case_id, lock=True)
    case.deleted_at = timezone.now()
    case.save(update_fields=["deleted_at"])
    return redirect(f"{reverse(TAB, args=[page.pk])}?deleted={case.pk}")


@require_POST
@of_page(writes=True)
def restore(request: HttpRequest, page: TemplatePage, case_id: int) -> HttpResponse:
    """Bring a deleted case back."""
    case = get_object_or_404(Case, pk=case_id, page=page.pk, deleted_at__isnull=False)
    case.deleted_at = None
    case.save(update_fields=["deleted_at"])
    messages.success(request, f"“{case.name}” is back.")
    return redirect(TAB, page.pk)
