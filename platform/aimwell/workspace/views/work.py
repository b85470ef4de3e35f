"""Work without a client record: list it, enter it, correct it, take it back, take it elsewhere."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from aimwell.levels.activities import ReplacedMeanwhile, chain, correct, enter, last_of, withdraw
from aimwell.levels.duty import LEVELS, duty_of
from aimwell.levels.export import as_csv
from aimwell.levels.hours import hours
from aimwell.levels.kinds import KINDS
from aimwell.levels.models import Activity, TargetGroup
from aimwell.levels.periods import PERIODS
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.workspace.work_forms import WithdrawalForm, WorkForm, proposed_next, typed_of
from aimwell.workspace.worklist import WHOSE, Asked, chosen, worklist

_ASKS = require_http_methods(["GET", "HEAD", "POST"])
_MEANWHILE = (
    "Somebody changed this entry while you were writing. Look at what it says now; "
    "save again if you still want to."
)


@member(May.READ_RECORDS)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What was done in a period, with totals."""
    found = worklist(request.organisation, request.user, _asked(request))
    return render(
        request,
        "workspace/work.jinja",
        {
            "work": found,
            "asked": found.asked,
            "periods": PERIODS,
            "whose": WHOSE,
            "levels": LEVELS,
            "duty_of": duty_of,
            "groups": TargetGroup.objects.filter(organisation=request.organisation),
            "hours": hours,
        },
    )


@member(May.RUN_SERVICE)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file for a spreadsheet, all of its pages."""
    asked = _asked(request)
    name = f"work-{asked.when.first}-to-{asked.when.last}.csv"
    return HttpResponse(
        as_csv(chosen(request.organisation, request.user, asked)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@member(May.WRITE_RECORDS)
@_ASKS
def add(request: HttpRequest) -> HttpResponse:
    """Enter something that I did."""
    last = last_of(request.organisation, request.user)
    proposed = proposed_next(last, request.organisation, same_day="another" in request.GET)
    form = WorkForm(request.POST or None, organisation=request.organisation, initial=proposed)
    if form.is_valid():
        entry = enter(request.organisation, form.work, user=request.user)
        messages.success(request, f"{entry.label}, {hours(entry.minutes)}, is saved.")
        if "another" in request.POST:
            return redirect(f"{reverse('workspace:work-add', args=[request.organisation.slug])}?another=1")
        return redirect("workspace:work", organisation=request.organisation.slug)
    return _ask(request, form, None)


@member(May.READ_RECORDS)
@require_GET
def entry(request: HttpRequest, activity: int) -> HttpResponse:
    """One entry, and what it replaced or was replaced by."""
    rows = chain(_found(request, activity))
    return render(
        request, "workspace/work_entry.jinja", {"latest": rows[-1], "rows": rows[::-1], "hours": hours}
    )


@member(May.WRITE_RECORDS)
@_ASKS
def change(request: HttpRequest, activity: int) -> HttpResponse:
    """Correct an entry, or bring back one that was taken back. It is the newest of its chain that counts."""
    wrong = _newest(request, activity)
    form = WorkForm(
        request.POST or None, organisation=request.organisation, corrects=wrong, initial=typed_of(wrong)
    )
    if form.is_valid():
        try:
            if wrong.pk != activity:
                raise ReplacedMeanwhile
            corrected = correct(wrong, form.work, user=request.user, reason=form.cleaned_data["reason"])
        except ReplacedMeanwhile:
            wrong = _newest(request, activity)
            form.add_error("reason", _MEANWHILE)
        else:
            messages.success(request, "The entry is corrected. What it said before stays readable.")
            return _to_entry(request, corrected.pk)
    return _ask(request, form, wrong)


@member(May.WRITE_RECORDS)
@_ASKS
def take_back(request: HttpRequest, activity: int) -> HttpResponse:
    """Say that an entry doesn't count, and why."""
    wrong = _newest(request, activity)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        try:
            if wrong.pk != activity:
                raise ReplacedMeanwhile
            withdraw(wrong, user=request.user, reason=form.cleaned_data["reason"])
        except ReplacedMeanwhile:
            wrong = _newest(request, activity)
            form.add_error("reason", _MEANWHILE)
        else:
            messages.success(
                request, "The entry no longer counts. It stays readable and can be brought back."
            )
            return _to_entry(request, wrong.pk)
    return render(request, "workspace/work_take_back.jinja", {"form": form, "entry": wrong, "hours": hours})


def _asked(request: HttpRequest) -> Asked:
    own = request.membership.may(May.WRITE_RECORDS) and not request.membership.may(May.RUN_SERVICE)
    return Asked.from_query(request.GET, whose="mine" if own else "everybody")


def _found(request: HttpRequest, activity: int) -> Activity:
    rows = Activity.objects.select_related("organisation", "by", "service", "target_group")
    return get_object_or_404(rows, organisation=request.organisation, pk=activity)


def _newest(request: HttpRequest, activity: int) -> Activity:
    return chain(_found(request, activity))[-1]


def _ask(request: HttpRequest, form: WorkForm, wrong: Activity | None) -> HttpResponse:
    context = {"form": form, "wrong": wrong, "kinds": KINDS, "levels": LEVELS, "duty_of": duty_of}
    return render(request, "workspace/work_form.jinja", context)


def _to_entry(request: HttpRequest, activity: int) -> HttpResponse:
    return redirect("workspace:work-entry", organisation=request.organisation.slug, activity=activity)
