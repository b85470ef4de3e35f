"""Fill in a test case: the steps of the wizard, in the editor, for nobody."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from aimwell.formschema.languages.speech import speech
from aimwell.records.wizard import pressing
from aimwell.records.wizard.fields import read_section
from aimwell.records.wizard.filling import Page, answers_elsewhere, fill_section
from aimwell.records.wizard.markup import render_section_markup
from aimwell_cms.authoring.cases.filling import Step, held, steps_of
from aimwell_cms.authoring.cases.model import Case
from aimwell_cms.authoring.cases.replaying import trial_of
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.views.case_doors import case_of, of_page


@require_http_methods(["GET", "HEAD", "POST"])
@of_page(writes=True)
def answers(request: HttpRequest, page: TemplatePage, case_id: int, section: str) -> HttpResponse:
    """One section of a case. Whatever is typed is kept; then the button says where to go."""
    case = case_of(page, case_id, lock=request.method == "POST")
    trial = trial_of(page)
    if trial is None:
        messages.warning(request, "The form has problems. Put them right, then fill the case in.")
        return redirect("aimwell_case", page.pk, case.pk)
    asked = steps_of(trial, case)
    if section not in asked:
        return redirect("aimwell_case", page.pk, case.pk)
    if request.method != "POST":
        step = Step(trial=trial, case=case, section=asked[section], entry=held(trial, case, asked[section]))
        return _page(request, page, step, section, added=request.GET.get("add", ""))
    action, _, target = request.POST.get("action", "next").partition(":")
    entry = read_section(asked[section], pressing.typed(request.POST, action, target))
    step = Step(trial=trial, case=case, section=asked[section], entry=entry)
    step.save()
    if action == "next" and step.errors:
        return _page(request, page, step, section, errors=step.errors)
    return redirect(_next(page, case, list(steps_of(trial, case)), section, action, target))


def _next(page: TemplatePage, case: Case, asked: list[str], section: str, action: str, target: str) -> str:
    """Where a button leads: within the section, to another one, or back to the case."""
    here = reverse("aimwell_case_answers", args=[page.pk, case.pk, section])
    within = pressing.place_of(action, target)
    if within is not None:
        return f"{here}{within}"
    if action == "goto":
        wanted = target
    else:
        place = asked.index(section) + {"next": 1, "back": -1}.get(action, len(asked))
        wanted = asked[place] if 0 <= place < len(asked) else ""
    if wanted in asked:
        return reverse("aimwell_case_answers", args=[page.pk, case.pk, wanted])
    return reverse("aimwell_case", args=[page.pk, case.pk])


def _page(
    request: HttpRequest,
    page: TemplatePage,
    step: Step,
    section: str,
    *,
    added: str = "",
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    trial = step.trial
    filled = Page(
        entry=step.entry,
        pruned=step.whole.answers,
        worked={worked.question.pointer: worked for worked in step.whole.worked},
        errors=errors or {},
        added=added,
    )
    questions = fill_section(step.section, render_section_markup(trial.outline, step.section), filled)
    asked = steps_of(trial, step.case)
    context: dict[str, Any] = {
        "say": speech(trial.outline.language),
        "case": step.case,
        "form": trial.outline,
        "section": step.section,
        "questions": questions,
        "faults": filled.faults,
        "other_faults": [filled.errors[each] for each in filled.errors if each not in filled.placed],
        "elsewhere": json.dumps(answers_elsewhere(step.section, step.whole.answers), ensure_ascii=False),
        "stages": [
            {"step": block, "title": each.title, "is_current": block == section, "status": ""}
            for block, each in asked.items()
        ],
        "number": list(asked).index(section) + 1,
        "count": len(asked),
        "case_url": reverse("aimwell_case", args=[page.pk, step.case.pk]),
    }
    return render(request, "wizard/case.jinja", context)
