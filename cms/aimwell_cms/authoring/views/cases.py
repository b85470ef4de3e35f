"""The test cases of a template page: the list, and one case."""

from __future__ import annotations

from collections import Counter

from django import forms
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from aimwell.records.answers import told
from aimwell_cms.authoring.cases import coverage
from aimwell_cms.authoring.cases.filling import pruned_of, steps_of
from aimwell_cms.authoring.cases.looking import fingerprint, groups_of
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import CHANGED, Replay, replay, replays_of, trial_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.case_doors import case_of, may_write, of_page

TAB = "aimwell_cases"
MOST = 100
"""Cases of one form: more can't be looked through."""


class NameForm(forms.Form):
    """What a case is called."""

    name = forms.CharField(
        max_length=200,
        label="Name of the case",
        help_text="Somebody made up, and what should happen: “Mrs A, lives alone, should reach High”.",
    )


class DetailsForm(NameForm):
    """What else is said of a case beside its answers."""

    day = forms.DateField(
        label="Day on which the answers are given",
        help_text="Ages and times are worked out as on this day, so that the case stays the same.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    born = forms.DateField(
        label="Date of birth, made up",
        help_text="Needed only where the form works out an age.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )


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
    return show(request, page, case_of(page, case_id), DetailsForm())


def _index(request: HttpRequest, page: TemplatePage, form: NameForm, status: int = 200) -> HttpResponse:
    trial = trial_of(page)
    replays = replays_of(page, trial)
    alike = Counter(tuple(each.changes) for each in replays)
    deleted = Case.objects.filter(page=page.pk, deleted_at__isnull=False).order_by("-deleted_at")[:20]
    just_deleted = [case for case in deleted if str(case.pk) == request.GET.get("deleted")]
    context = {
        **page_context(page, TAB, f"Test cases of {page.title}", "check"),
        "form": form,
        "rows": [
            {"replay": each, "seen": fingerprint(each.seen), "alike": alike[tuple(each.changes)]}
            for each in replays
        ],
        "changed": sum(each.state == CHANGED for each in replays),
        "has_problems": trial is None,
        "unreached": coverage.unreached(trial, replays),
        "proposals": coverage.proposals(trial, replays),
        "deleted": deleted,
        "just_deleted": just_deleted,
        "may_write": may_write(request, page),
    }
    return render(request, "aimwell_authoring/cases.html", context, status=status)


def show(
    request: HttpRequest, page: TemplatePage, case: Case, form: DetailsForm, status: int = 200
) -> HttpResponse:
    """The page of one case."""
    trial = trial_of(page)
    found: Replay = replay(trial, case)
    answers = pruned_of(trial, case, trial.places.answers(case.answers)) if trial else {}
    context = page_context(page, TAB, case.name, "check")
    context["breadcrumbs_items"][-1]["url"] = reverse(TAB, args=[page.pk])
    context["breadcrumbs_items"].append({"url": "", "label": case.name})
    context |= {
        "case": case,
        "form": form if form.is_bound else DetailsForm(initial=model_to_dict(case, DetailsForm.base_fields)),
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
