"""The tab “Rule” of a form: which rule recommends a decision, and from which questions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from aimwell.contracts import TriageRule
from aimwell.formschema import TriageLink
from aimwell.organisations.scope import acting_for
from aimwell.organisations.tables import known_rule
from aimwell_cms.authoring.approval.steps import refuse_locked
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.problems import offers_for
from aimwell_cms.authoring.ruletables.linking import LinkForm, link
from aimwell_cms.authoring.tabs import page_context
from aimwell_cms.authoring.views.pages import page_for

TAB = "aimwell_form_rule"


@require_safe
def form_rule(request: HttpRequest, page_id: int) -> HttpResponse:
    """The rule of the form, or the one that is being chosen (``?rule=``), with a question for each fact."""
    return _page(request, page_for(request, page_id), request.GET.get("rule", ""))


@require_POST
def save(request: HttpRequest, page_id: int) -> HttpResponse:
    """Have a rule decide on the form, from the questions that were chosen; or no rule."""
    page = page_for(request, page_id)
    refuse_locked(page, request.user)
    if request.POST.get("action") == "none":
        link(page, "", {}, request.user)
        messages.success(request, "No rule decides on this form any more.")
        return redirect(TAB, page_id)
    outline = page.written().outline
    rule = _offered(page, outline.triage).get(request.POST.get("rule", ""))
    if rule is None:
        return _page(request, page, "", status=422)
    form = LinkForm(rule, outline, {}, request.POST)
    if not form.is_valid():
        return _page(request, page, rule.name, form=form, status=422)
    link(page, rule.name, form.facts, request.user)
    messages.success(request, f"“{rule.label}” decides on this form once you have published it.")
    return redirect(TAB, page_id)


def _page(
    request: HttpRequest, page: TemplatePage, asked: str, *, form: Any = None, status: int = 200
) -> HttpResponse:
    outline = page.written().outline
    linked = outline.triage
    offered = _offered(page, linked)
    chosen = offered.get(asked or (linked.rule if linked else ""))
    if form is None and chosen is not None:
        facts = linked.facts if linked is not None and linked.rule == chosen.name else {}
        form = LinkForm(chosen, outline, facts)
    permissions = page.permissions_for_user(request.user)
    context = {
        **page_context(page, TAB, f"Rule of {page.title}", "list-ul"),
        "linked": linked,
        "linked_rule": offered.get(linked.rule) if linked else None,
        "offered": list(offered.values()),
        "chosen": chosen,
        "form": form,
        "may_write": permissions.can_edit() and not permissions.page_locked(),
        "organisation": page.organisation,
    }
    return render(request, "aimwell_authoring/form_rule.html", context, status=status)


def _offered(page: TemplatePage, linked: TriageLink | None) -> dict[str, TriageRule]:
    """What the organisation has on and in force; and the rule that the form names, if it is there at all."""
    offered = dict(offers_for(page.organisation).triage_rules)
    if linked is not None and linked.rule not in offered:
        with acting_for(page.organisation):
            known = known_rule(page.organisation, linked.rule)
        if known is not None:
            offered[linked.rule] = known.rule
    return offered
