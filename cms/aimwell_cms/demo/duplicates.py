"""Somebody who was entered twice: a conversation on the second entry, and the two said to be one person."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from aimwell.organisations.models import Organisation, User
from aimwell.pathway.acting import perform
from aimwell.people.merging import merge
from aimwell.people.models import Person
from aimwell_cms.demo.organisations import DemoOrganisation
from aimwell_cms.demo.workdays import LONDON, workday

_RANG = timedelta(days=2)


def load_duplicate(organisation: Organisation, told: DemoOrganisation, by: User, today: date) -> None:
    """Enter somebody a second time, as ``pathway.toml`` tells it, and merge the two."""
    twice = told.twice
    kept = Person.objects.get(
        organisation=organisation, given_name=twice["given_name"], family_name=twice["family_name"]
    )
    second = Person.objects.create(
        organisation=organisation,
        service=kept.service,
        given_name=twice["given_name"],
        family_name=twice["misspelt"],
        date_of_birth=kept.date_of_birth,
        key_worker=kept.key_worker,
    )
    at = datetime.combine(workday(today - _RANG), time(11, 40), LONDON)
    perform(second, "conversation", {"request": twice["request"]}, by=by, at=at)
    merge(kept, second, by=by, why=twice["why"])
