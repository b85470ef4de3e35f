"""What was agreed with the carers of a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from aimwell.organisations.models import User
from aimwell.people.merging import family_of
from aimwell.people.models import Carer, CarerAct, CarerConsent, Person


def carers_of(person: Person) -> list[Carer]:
    """The carers of a person, those who still are one first: one statement."""
    return list(Carer.objects.filter(person_id__in=family_of(person)).order_by("-ended_on", "pk"))


def consents_of(carer: Carer) -> list[CarerConsent]:
    """Everything that may be shared or might once, each with its withdrawal (``withdrawn_by``) if any."""
    given = carer.consents.filter(withdraws=None)
    return list(given.select_related("by", "withdrawn_by", "withdrawn_by__by"))


def may_be_shared(carer: Carer) -> frozenset[str]:
    """The scopes (codes of ``CarerConsent.Scope``) that stand today."""
    standing = carer.consents.filter(withdraws=None, withdrawn_by=None)
    return frozenset(standing.values_list("scope", flat=True))


def give_consent(
    carer: Carer, scopes: Iterable[str], *, given_by: str, on: date, note: str, by: User
) -> list[CarerConsent]:
    """Note what may be shared from now on; what may be already isn't noted twice."""
    with transaction.atomic():
        Carer.objects.select_for_update().get(pk=carer.pk)
        there = may_be_shared(carer)
        return CarerConsent.objects.bulk_create(
            CarerConsent(
                organisation_id=carer.organisation_id,
                carer=carer,
                scope=scope,
                given_by=given_by,
                on=on,
                note=note,
                by=by,
            )
            for scope in scopes
            if scope not in there
        )


def withdraw_consent(consent: CarerConsent, *, given_by: str, why: str, by: User) -> None:
    """Note that something may no longer be shared. The consent stays to be read, with its end."""
    CarerConsent.objects.get_or_create(
        withdraws=consent,
        defaults={
            "organisation_id": consent.organisation_id,
            "carer_id": consent.carer_id,
            "scope": consent.scope,
            "given_by": given_by,
            "note": why,
            "by": by,
        },
    )


def latest_offer(carer: Carer) -> CarerAct | None:
    """The last time that the carer was offered an assessment of their own."""
    return carer.acts.filter(kind=CarerAct.Kind.ASSESSMENT).first()
