"""Carers of the demonstration: what they do, what may be shared with them, and what they were offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from aimwell.organisations.models import Organisation, User
from aimwell.people.carers import give_consent
from aimwell.people.models import Carer, CarerAct, CareTeamMember, Person
from aimwell_cms.demo.organisations import DemoOrganisation
from aimwell_cms.demo.workdays import workday

_NOT_OF_THE_CARER = frozenset({"of", "shared", "acts", "partner"})


def load_carers(organisation: Organisation, told: DemoOrganisation, today: date) -> None:
    """Enter the carers that ``pathway.toml`` tells of, each for the person of a name."""
    for one in told.carers:
        given, family = one["of"].split(maxsplit=1)
        person = Person.objects.get(organisation=organisation, given_name=given, family_name=family)
        assert person.key_worker is not None
        carer = Carer.objects.create(
            organisation=organisation,
            person=person,
            **{name: value for name, value in one.items() if name not in _NOT_OF_THE_CARER},
        )
        by = person.key_worker
        on = workday(today - timedelta(days=30))
        give_consent(carer, one["shared"], given_by="person", on=on, note="", by=by)
        for act in one["acts"]:
            _act(carer, act, by, today)
        if "partner" in one:
            CareTeamMember.objects.create(organisation=organisation, person=person, **one["partner"])


def _act(carer: Carer, told: Mapping[str, Any], by: User, today: date) -> None:
    days = told.get("follow_up_in")
    CarerAct.objects.create(
        organisation=carer.organisation,
        carer=carer,
        kind=told["kind"],
        on=workday(today - timedelta(days=told["ago"])),
        text=told["text"],
        answer=told.get("answer", ""),
        follow_up_on=today + timedelta(days=days) if days is not None else None,
        by=by,
    )
