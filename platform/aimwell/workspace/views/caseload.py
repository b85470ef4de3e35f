from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.rules.states import LABELS as STATES
from aimwell.workspace.caseload import FILTERS, Asked, caseload


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """My people or everybody's, with what waits to be done."""
    asked = Asked.from_query(request.GET)
    page = caseload(request.organisation, request.user, asked)
    return render(
        request,
        "workspace/caseload.jinja",
        {
            "caseload": page,
            "asked": page.asked,
            "filters": FILTERS,
            "states": STATES,
            "services": request.organisation.services.all(),
            "numbers": _page_numbers(page.asked.page, page.pages),
        },
    )


def _page_numbers(page: int, pages: int) -> list[int]:
    """The pages to link to: the first, the last and those beside this one; 0 stands for a gap."""
    near = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    numbers: list[int] = []
    for number in near:
        if numbers and number - numbers[-1] > 1:
            numbers.append(0)
        numbers.append(number)
    return numbers
