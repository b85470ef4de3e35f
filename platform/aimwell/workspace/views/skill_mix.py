"""The skill mix report, and the shares that it compares with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.levels.duty import LEVELS, duty_of
from aimwell.levels.hours import hours
from aimwell.levels.mix import recommend, recommended, report
from aimwell.levels.models import RecommendedShare
from aimwell.levels.periods import PERIODS, period
from aimwell.levels.shares import BANDS, FEW_PEOPLE, LITTLE_TIME, RECOMMENDED
from aimwell.organisations.access import member
from aimwell.organisations.models import Service
from aimwell.organisations.roles import May
from aimwell.workspace.work_forms import SharesForm

_RECENT = 20


@member(May.RUN_SERVICE)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Time by level and band in a period, of one service or of all."""
    code = request.GET.get("period")
    code = code if code in PERIODS else "12-months"
    services = list(request.organisation.services.all())
    service = _asked(services, request.GET.get("service", ""))
    when = period(code, localdate())
    return render(
        request,
        "workspace/skill_mix.jinja",
        {
            "report": report(request.organisation, when, service),
            "code": code,
            "periods": PERIODS,
            "when": when,
            "services": services,
            "service": service,
            "levels": LEVELS,
            "duty_of": duty_of,
            "hours": hours,
            "few_people": FEW_PEOPLE,
            "little_time": LITTLE_TIME,
            "is_the_sources": recommended(request.organisation) == RECOMMENDED,
        },
    )


@member(May.RUN_SERVICE)
@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest) -> HttpResponse:
    """Set what is recommended for each band; who set what, and why."""
    now = recommended(request.organisation)
    form = SharesForm(request.POST or None, initial={f"band_{band}": now[band] for band in BANDS})
    if form.is_valid():
        changed = recommend(
            request.organisation, form.shares, reason=form.cleaned_data["reason"], user=request.user
        )
        said = "The recommended shares are saved." if changed else "Nothing changed: the shares are the same."
        messages.success(request, said)
        return redirect("workspace:work-skill-mix", organisation=request.organisation.slug)
    history = RecommendedShare.objects.filter(organisation=request.organisation).select_related("set_by")
    context = {"form": form, "bands": BANDS, "sources": RECOMMENDED, "history": history[:_RECENT]}
    return render(request, "workspace/recommended_shares.jinja", context)


def _asked(services: list[Service], asked: str) -> Service | None:
    return next((one for one in services if str(one.pk) == asked), None)
