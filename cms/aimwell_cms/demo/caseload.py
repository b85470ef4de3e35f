"""A caseload of fictional people with a year of forms and acts. Pure; one day always gives the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from aimwell.contracts import Json
from aimwell.library.models import Kind
from aimwell_cms.demo.acts import DemoAct, acts_of
from aimwell_cms.demo.forms.asking import override_reason, request, triage, weighing
from aimwell_cms.demo.forms.planning import plan
from aimwell_cms.demo.forms.reviewing import review
from aimwell_cms.demo.forms.understanding import assessment
from aimwell_cms.demo.journeys import Visit, journey_of
from aimwell_cms.demo.organisations import DemoOrganisation
from aimwell_cms.demo.people import DemoPerson, people_of
from aimwell_cms.demo.telling import Telling

_FILL: Mapping[Kind, Callable[[Telling, Visit], Json]] = {
    Kind.REQUEST: request,
    Kind.TRIAGE: triage,
    Kind.ASSESSMENT: assessment,
    Kind.SUPPORT_PLAN: plan,
    Kind.REVIEW: review,
}
# A form that somebody left: its last sections are empty.
_LEFT_OUT = 2


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """A form with its answers, ``{section: {question: answer}}``, and its amendment, where there is one.

    ``decided``: what was decided on it; empty where that is what its rule recommends.
    """

    visit: Visit
    answers: Json
    decided: str = ""
    override_reason: str = ""
    amended: Json | None = None
    amend_reason: str = ""

    @property
    def at(self) -> datetime:
        return self.visit.at


@dataclass(frozen=True, kw_only=True)
class Case:
    """A person with their forms and what was done between them, each oldest first."""

    person: DemoPerson
    forms: tuple[FilledForm, ...]
    acts: tuple[DemoAct, ...] = ()

    @property
    def steps(self) -> list[FilledForm | DemoAct]:
        """Everything in the order in which it happened."""
        return sorted([*self.forms, *self.acts], key=lambda step: step.at)


def caseload(organisation: DemoOrganisation, today: date) -> tuple[Case, ...]:
    """The caseload as it stands on a day."""
    return tuple(
        _case(organisation, person, today)
        for person in people_of(organisation, today, _chance(organisation.slug))
    )


def _case(organisation: DemoOrganisation, person: DemoPerson, today: date) -> Case:
    chance = _chance(f"{organisation.slug} {person.number}")
    journey = journey_of(person.number, today, chance)
    telling = Telling(organisation=organisation, person=person, journey=journey, chance=chance)
    return Case(
        person=person,
        forms=tuple(_filled(telling, visit) for visit in journey.visits),
        acts=acts_of(telling, organisation.acts, today),
    )


def _filled(telling: Telling, visit: Visit) -> FilledForm:
    answers = _FILL[visit.kind](telling, visit)
    if not visit.signed:
        answers = dict(list(answers.items())[:-_LEFT_OUT])
    if not visit.amended:
        if visit.kind is not Kind.TRIAGE:
            return FilledForm(visit=visit, answers=answers)
        decided, reason = weighing(telling).decided, override_reason(telling)
        return FilledForm(visit=visit, answers=answers, decided=decided, override_reason=reason)
    person = telling.person
    return FilledForm(
        visit=visit,
        answers=answers,
        amended={
            **answers,
            "now": {**answers["now"], "health": f"{telling.phrase('health')} Allergic to latex."},
        },
        amend_reason=f"{person.close} rang: an allergy to latex was not written down.",
    )


def _chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - believable, not secret
