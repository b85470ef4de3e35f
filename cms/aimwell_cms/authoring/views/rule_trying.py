"""Try a decision table, and keep what was tried as cases that are replayed at each save."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from aimwell.contracts import Json
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.organisations.table_making import save_table
from aimwell.ruletables import GUARDS, CaseResult, Table, case_results, decide, facts_words, table_of
from aimwell_cms.authoring.ruletables.rows import TableRow, text_of
from aimwell_cms.authoring.ruletables.trying import CaseForm, FactsForm, expecting, with_case, without_case
from aimwell_cms.authoring.views.rule_pages import base_of, page, row_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@member(May.PUBLISH)
def try_it(request: HttpRequest, rules: str) -> HttpResponse:
    """Choose facts and see the decision; an author may keep them as a case."""
    row = row_or_404(request, rules)
    table = _table(request, row)
    if table is None:
        return _page(request, row, table, {})
    posted = request.POST if request.method == "POST" else None
    form = FactsForm(table, posted)
    context: dict[str, Any] = {"form": form}
    if posted is None or not form.is_valid():
        return _page(request, row, table, context)
    found = decide(table, form.facts)
    context |= {
        "found": found,
        "label": table.decision[found.decision].label,
        "because": [(GUARDS.get(rule.id, rule.id), rule.reason) for rule in found.rules],
        "case_form": CaseForm(table, initial={"decision": found.decision}),
    }
    if posted.get("action") != "keep":
        return _page(request, row, table, context)
    if not request.membership.may(May.AUTHOR):
        raise PermissionDenied
    case = CaseForm(table, posted)
    if not case.is_valid():
        return _page(request, row, table, {**context, "case_form": case}, status=422)
    document = with_case(row.document, case.cleaned_data["name"], form.facts, case.cleaned_data["decision"])
    return _saved(request, row, document, "The case is kept. It is replayed at each save.")


@require_POST
@member(May.AUTHOR)
def cases(request: HttpRequest, rules: str) -> HttpResponse:
    """Take a case out, or expect of it what it comes to now (``remove:2``, ``accept:2``)."""
    row = row_or_404(request, rules)
    what, _, place = request.POST.get("action", "").partition(":")
    results = row.cases
    index = int(place) if place.isdecimal() and len(place) < 4 else -1
    is_stale = request.POST.get("base") != base_of(row.table)
    if is_stale or not 0 <= index < len(results) or what not in ("remove", "accept"):
        messages.warning(request, "The table has changed since you opened the page. Look at the cases again.")
        return redirect(_cases_url(request, rules))
    if what == "remove":
        told = "The case is taken out. “Undo the last change” on the page Edit brings it back."
        return _saved(request, row, without_case(row.document, index), told)
    document = expecting(row.document, index, results[index].found.decision)
    return _saved(request, row, document, "The case now expects what the table says.")


def _saved(request: HttpRequest, row: TableRow, document: dict[str, Json], told: str) -> HttpResponse:
    save_table(row.table, row.table.label, text_of(document), by=request.user)
    messages.success(request, told)
    return redirect(_cases_url(request, row.table.name))


def _cases_url(request: HttpRequest, name: str) -> str:
    return f"{reverse('aimwell_rules_try', args=[request.organisation.slug, name])}#cases"


def _table(request: HttpRequest, row: TableRow) -> Table | None:
    """What is tried: by an author the draft, by who only approves what waits for it."""
    if row.waiting is not None and not request.membership.may(May.AUTHOR):
        return table_of(json.loads(row.waiting.text))
    return row.as_table


def _page(
    request: HttpRequest, row: TableRow, table: Table | None, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    results = [] if table is None else [_result(table, result) for result in case_results(table)]
    more = {"can_try": table is not None, "results": results, "base": base_of(row.table), **context}
    return page(request, "rules_try.html", more, row=row, current="aimwell_rules_try", status=status)


def _result(table: Table, result: CaseResult) -> dict[str, Any]:
    case = result.case
    return {
        "name": case.name,
        "facts": facts_words(table, case.facts),
        "expected": table.decision[case.decision].label,
        "found": table.decision[result.found.decision].label,
        "as_expected": result.is_as_expected,
    }
