"""Load people with their forms, each saved and signed on its own day, and what was done between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from aimwell.library.models import FormTemplate, TemplateVersion
from aimwell.organisations.models import Organisation, Service, User
from aimwell.people.models import CareTeamMember, Person
from aimwell.records.decisions import advice_for, decide
from aimwell.records.drafts import Entry, Source, amend, save_section, start
from aimwell.records.models import Draft, Record
from aimwell.records.signing import sign
from aimwell_cms.demo.acts import DemoAct
from aimwell_cms.demo.acts_loading import do
from aimwell_cms.demo.caseload import Case, FilledForm, caseload
from aimwell_cms.demo.organisations import DemoOrganisation
from aimwell_cms.demo.workdays import workday

STATEMENT = "I have checked these answers. They are a true record of what was said and seen."
_AMENDED_AFTER = timedelta(days=3)
_SHARED = 4


def load_people(
    organisation: Organisation,
    told: DemoOrganisation,
    members: Mapping[str, User],
    services: Mapping[str, Service],
    today: date,
) -> None:
    """Load the whole caseload. Call it acting for the organisation."""
    live = {
        template.kind: template.live
        for template in FormTemplate.objects.filter(organisation=organisation).select_related("live")
    }
    workers = [members[staff.email] for staff in told.staff if staff.role == "practitioner"]
    for case in caseload(told, today):
        user = members[case.person.key_worker.email]
        person = _person(organisation, case, user, services)
        if case.person.number % _SHARED == 0:
            other = _other(workers, user)
            CareTeamMember.objects.create(
                organisation=organisation, person=person, user=other, role=other.profession
            )
        for step in case.steps:
            if isinstance(step, DemoAct):
                do(person, step, _other(workers, user) if step.colleague else user)
            else:
                _fill(person, step, live[step.visit.kind], user)
        Person.objects.filter(pk=person.pk).update(created_at=case.steps[0].at - timedelta(minutes=10))


def _other(workers: list[User], user: User) -> User:
    return next(worker for worker in workers if worker != user)


def _person(
    organisation: Organisation, case: Case, key_worker: User, services: Mapping[str, Service]
) -> Person:
    told = case.person
    return Person.objects.create(
        organisation=organisation,
        service=services[told.service],
        given_name=told.given_name,
        family_name=told.family_name,
        date_of_birth=told.date_of_birth,
        nhs_number=told.nhs_number,
        communication_needs=told.communication_needs,
        key_worker=key_worker,
    )


def _fill(person: Person, form: FilledForm, version: TemplateVersion, user: User) -> None:
    draft = start(version=version, person=person, user=user)
    _save(draft, form.answers, user)
    if not form.visit.signed:
        Draft.objects.filter(pk=draft.pk).update(started_at=form.visit.at, saved_at=form.visit.at)
        return
    _decide(draft, form)
    record = _sign(draft, user, form.visit.at)
    if form.amended is not None:
        amendment = amend(record, user=user, reason=form.amend_reason)
        _save(amendment, form.amended, user)
        _decide(amendment, form)
        day = workday((form.visit.at + _AMENDED_AFTER).date())
        _sign(amendment, user, datetime.combine(day, form.visit.at.timetz()))


def _save(draft: Draft, answers: Mapping[str, object], user: User) -> None:
    for section in draft.version.outline.sections:
        if section.key in answers:
            entry = Entry(answers=answers[section.key], unread={})
            source = Source(base=draft.revision)
            save_section(draft, section, entry, source=source, user=user, complete=True)


def _decide(draft: Draft, form: FilledForm) -> None:
    """Decide on a form that asks a triage rule's facts; nothing where it asks none."""
    advice = advice_for(draft.organisation, draft.version.outline, draft.answers)
    if advice is None:
        return
    assert advice.recommendation is not None, advice.failure
    decision = form.decided or advice.recommendation.decision
    wrong = decide(draft, advice, decision=decision, reason=form.override_reason)
    assert not wrong, wrong


def _sign(draft: Draft, user: User, at: datetime) -> Record:
    signed = sign(draft.token, user=user, statement=STATEMENT, at=at)
    assert isinstance(signed, Record), [error.pointer for error in signed.errors]
    return signed
