"""The test cases of a template page: the list, one case, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from aimwell.formschema import prune
from aimwell.organisations.scope import acting_for
from aimwell.records.answers import told
from aimwell_cms.authoring.cases import coverage
from aimwell_cms.authoring.cases.filling import steps_of
from aimwell_cms.authoring.cases.looking import fingerprint, groups_of, still_checked
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import CHANGED, Replay, replay, replays_of, trial_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

TAB = "aimwell_cases"
MOST = 100
"""Cases of one form: more can't be looked through."""

View = Callable[..., HttpResponse]


class NameForm(forms.Form):
    """What a case is called."""

    name = forms.CharField(
        max_length=200,
        label="Name of the case",
        help_text="Somebody made up, and what should happen: “Mrs A, lives alone, should reach High”.",
    )


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


@require_safe
@of_page(writes=False)
def index(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """Every case with how it stands, what no case reaches, and cases that are proposed."""
    return _index(request, page, NameForm())


@require_POST
@of_page(writes=True)
def add(request: HttpRequest, page: TemplatePage) -> HttpResponse:
    """Begin a case: with its name, or as it was proposed."""
    covers = request.POST.get("proposal", "")
    proposal = coverage.proposal_named(trial_of(page), covers) if covers else None
    form = NameForm({"name": proposal.name} if proposal else request.POST)
    if Case.objects.filter(page=page.pk, deleted_at=None).count() >= MOST:
        form.add_error("name", f"A form has at most {MOST} cases. Delete one that isn’t needed any more.")
    if not form.is_valid():
        return _index(request, page, form, status=422)
    case = Case(organisation=page.organisation, page=page, made_by=request.user, **form.cleaned_data)
    if proposal is not None:
        case.covers, case.answers, case.titles = proposal.covers, proposal.answers, proposal.titles
        case.save()
        messages.success(request, f"“{case.name}” is a case now. Look through it, then accept it.")
        return redirect("aimwell_case", page.pk, case.pk)
    case.save()
    trial = trial_of(page)
    first = next(iter(steps_of(trial, case)), None) if trial else None
    if first is None:
        messages.warning(request, "The form has problems. Put them right, then fill the case in.")
        return redirect("aimwell_case", page.pk, case.pk)
    return redirect("aimwell_case_answers", page.pk, case.pk, first)


@require_http_methods(["GET", "HEAD"])
@of_page(writes=False)
def detail(request: HttpRequest, page: TemplatePage, case_id: int) -> HttpResponse:
    """One case: what the form does with it, what has changed, its answers."""
    return _detail(request, page, case_of(page, case_id), NameForm())


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
    case.accept(seen, by=request.user, names=ticked)
    messages.success(request, f"“{case.name}” is accepted as it is now.")
    return redirect(TAB, page.pk)


@require_POST
@of_page(writes=True)
def rename(request: HttpRequest, page: TemplatePage, case_id: int) -> HttpResponse:
    """Call a case otherwise."""
    case = case_of(page, case_id, lock=True)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _detail(request, page, case, form, status=422)
    case.name = form.cleaned_data["name"]
    case.save(update_fields=["name"])
    messages.success(request, f"It is called “{case.name}” now.")
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
        answers=case.answers,
        unread=case.unread,
        titles=case.titles,
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


def _index(request: HttpRequest, page: TemplatePage, form: NameForm, status: int = 200) -> HttpResponse:
    trial = trial_of(page)
    replays = replays_of(page, trial)
    deleted = Case.objects.filter(page=page.pk, deleted_at__isnull=False).order_by("-deleted_at")[:20]
    just_deleted = [case for case in deleted if str(case.pk) == request.GET.get("deleted")]
    context = {
        **page_context(page, TAB, f"Test cases of {page.title}", "check"),
        "form": form,
        "rows": [{"replay": each, "seen": fingerprint(each.seen)} for each in replays],
        "changed": sum(each.state == CHANGED for each in replays),
        "has_problems": trial is None,
        "unreached": coverage.unreached(trial, replays),
        "proposals": coverage.proposals(trial, replays),
        "deleted": deleted,
        "just_deleted": just_deleted,
        "may_write": may_write(request, page),
    }
    return render(request, "aimwell_authoring/cases.html", context, status=status)


def _detail(
    request: HttpRequest, page: TemplatePage, case: Case, form: NameForm, status: int = 200
) -> HttpResponse:
    trial = trial_of(page)
    found: Replay = replay(trial, case)
    answers = prune(trial.schema, trial.places.answers(case.answers)) if trial else {}
    context = page_context(page, TAB, case.name, "check")
    context["breadcrumbs_items"][-1]["url"] = reverse(TAB, args=[page.pk])
    context["breadcrumbs_items"].append({"url": "", "label": case.name})
    context |= {
        "case": case,
        "form": form if form.is_bound else NameForm(initial={"name": case.name}),
        "replay": found,
        "seen": fingerprint(found.seen),
        "groups": groups_of(found),
        "sections": [
            {"told": each, "step": trial.places.spot(each.section.pointer)}
            for each in (told(trial.outline, answers) if trial else ())
        ],
        "may_write": may_write(request, page),
    }
    return render(request, "aimwell_authoring/case.html", context, status=status)
