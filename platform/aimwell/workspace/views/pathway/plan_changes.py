"""Changes of the support plan, each on a short page: a part, an action or milestone, who agrees."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from aimwell.contracts import Json
from aimwell.organisations.access import member
from aimwell.organisations.roles import May
from aimwell.pathway.acting import perform
from aimwell.pathway.rules.moving import Refusal
from aimwell.pathway.rules.personal import PersonalOutcome
from aimwell.pathway.rules.plan import CONTRIBUTORS, PARTIES, PARTS, STATUSES, Step
from aimwell.workspace.views.pathway.acting import ActForm, act_page
from aimwell.workspace.views.pathway.finding import FoundPerson, person_found_or_404
from aimwell.workspace.views.pathway.offerforms import text

ALL = "All of it"
DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")
STEPS = {"action": "Add an action", "milestone": "Add a milestone"}


def _line(label: str, *, hint: str = "", required: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        help_text=hint,
        required=bool(required),
        error_messages={"required": required},
    )


def _outcomes(outcomes: Sequence[PersonalOutcome]) -> list[tuple[str, str]]:
    return [("", ALL), *((one.key, one.words[:120]) for one in outcomes if one.wanted)]


class PartForm(ActForm):
    """What one part of the plan says now, and whose contribution it is."""

    kind = "write_plan"
    words = text("What the plan says", rows=6, required="Write down what the plan says.")
    contributor = forms.ChoiceField(
        label="Whose contribution is it?",
        choices=list(CONTRIBUTORS.items()),
        widget=forms.RadioSelect,
        initial="practitioner",
    )
    name = _line("Their name, or the agency", hint="If it is not you or the person.")
    why = text("Why is it written anew?", rows=2)

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        self.fields["words"].label = PARTS[part]

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        by_whom = {"contributor": given["contributor"], "name": given["name"]}
        return {"plan": {self.part: given["words"]}, "by_whom": by_whom}


class StepForm(ActForm):
    """An action or a milestone. ``step``: the one that is changed; none where one is added."""

    what = _line("What", required="Write down what is to be done or reached.")
    who = _line("By whom", hint="A name: the person, family, a colleague, an agency.")
    when = _line("By when", hint="A date, like 1 December 2026, or words such as “every morning”.")
    outcome = forms.ChoiceField(label="For which outcome", required=False)
    status = forms.ChoiceField(
        label="Where it stands", choices=list(STATUSES.items()), widget=forms.RadioSelect
    )
    note = _line("What came of it")

    def __init__(
        self, *args: Any, kind: str, step: Step | None, outcomes: Sequence[PersonalOutcome], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.step = kind, step
        self.fields["outcome"].choices = _outcomes(outcomes)
        for name in ("status", "note") if step is None else ("outcome",):
            del self.fields[name]
        for name, field in self.fields.items():
            if step is not None and name != "token":
                field.initial = step.day if name == "when" else getattr(step, name)

    def clean_when(self) -> str:
        """A day in any usual way of writing becomes a date; other words stay as they are."""
        words: str = self.cleaned_data["when"]
        for pattern in DAYS:
            with suppress(ValueError):
                return datetime.strptime(words, pattern).date().isoformat()
        return words

    def said(self) -> dict[str, Json]:
        told = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return {"step": told} if self.step is None else {"step_key": self.step.key, "step": told}


class AgreeForm(ActForm):
    """Whether somebody agrees."""

    kind = "agree"
    party = forms.ChoiceField(
        label="Who",
        choices=list(PARTIES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say who agrees or disagrees."},
    )
    name = _line("Their name")
    outcome = forms.ChoiceField(label="With what", required=False)
    agrees = forms.ChoiceField(
        label="Do they agree?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they agree."},
    )
    reason = text("Why, and what was done to bring the views together", rows=3)
    how = _line("How they said so", hint="For example: signed a copy, by telephone, with an advocate.")

    def __init__(self, *args: Any, outcomes: Sequence[PersonalOutcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = _outcomes(outcomes)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("agrees") == "no" and not given.get("reason"):
            self.add_error("reason", "Write down why they disagree.")
        return given

    def said(self) -> dict[str, Json]:
        given = self.cleaned_data
        told: dict[str, Json] = {name: given[name] for name in ("party", "name", "outcome", "reason", "how")}
        return {"agreement": {**told, "agrees": given["agrees"] == "yes"}}


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def write_part(request: HttpRequest, person: int, part: str) -> HttpResponse:
    """Write one part of the plan anew."""
    if part not in PARTS:
        raise Http404("No such part of a plan.")
    found = person_found_or_404(request, person)
    form = PartForm(request.POST or None, part=part, initial={"words": found.story.plan.text(part)})
    return _page(request, found, form, heading=PARTS[part], button="Save it", done="The plan is saved.")


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def add_step(request: HttpRequest, person: int, sort: str) -> HttpResponse:
    """Add an action or a milestone."""
    if sort not in STEPS:
        raise Http404("Neither an action nor a milestone.")
    found = person_found_or_404(request, person)
    form = StepForm(request.POST or None, kind=f"add_{sort}", step=None, outcomes=found.story.outcomes)
    return _page(request, found, form, heading=STEPS[sort], button="Add it", done="It is in the plan.")


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_step(request: HttpRequest, person: int, plan_step: str) -> HttpResponse:
    """Change an action or a milestone, or say that it is done."""
    found = person_found_or_404(request, person)
    step = _step_or_404(found, plan_step)
    form = StepForm(request.POST or None, kind="change_step", step=step, outcomes=())
    return _page(request, found, form, heading="Change the plan", button="Save it", done="The plan is saved.")


@member(May.WRITE_RECORDS)
@require_POST
def tick(request: HttpRequest, person: int, plan_step: str) -> HttpResponse:
    """An action or milestone is done, or is to be done again: one press on the plan."""
    found = person_found_or_404(request, person)
    step = _step_or_404(found, plan_step)
    status = "open" if request.POST.get("status") == "open" else "done"
    said: dict[str, Json] = {"step_key": step.key, "step": {"status": status}}
    try:
        perform(found.person, "change_step", said, by=request.user)
    except Refusal as refusal:
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, f"{STATUSES[status]}: {step.what}")
    return redirect("workspace:plan", organisation=request.organisation.slug, person=person)


def _step_or_404(found: FoundPerson, key: str) -> Step:
    plan = found.story.plan
    step = next((one for one in (*plan.actions, *plan.milestones) if one.key == key), None)
    if step is None:
        raise Http404("No such action or milestone.")
    return step


@member(May.WRITE_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, person: int) -> HttpResponse:
    """Who agrees with the plan, or with one outcome, and who does not."""
    found = person_found_or_404(request, person)
    form = AgreeForm(request.POST or None, outcomes=found.story.outcomes)
    return _page(
        request,
        found,
        form,
        heading="Agreement",
        intro="Each may see it differently. The reasons are kept beside the plan.",
        button="Record it",
        done="It is recorded.",
    )


def _page(request: HttpRequest, found: FoundPerson, form: ActForm, **said: str) -> HttpResponse:
    return act_page(request, found.person, form, back="plan", **said)
