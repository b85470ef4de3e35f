"""Record an act of a practitioner where it is legal, and derive what follows from it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from aimwell.contracts import Json
from aimwell.organisations.models import User
from aimwell.pathway.deriving import derive_locked, locked
from aimwell.pathway.models import Act
from aimwell.pathway.rules.events import UNDO
from aimwell.pathway.rules.folding import refusal_of
from aimwell.pathway.rules.moving import Refusal
from aimwell.pathway.stream import event_of, events_of
from aimwell.people.models import Person


def perform(
    person: Person,
    kind: str,
    said: Mapping[str, Json],
    *,
    by: User,
    why: str = "",
    evidence: Sequence[str] = (),
    undoes: str = "",
    token: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Act:
    """Record an act on a person's pathway, acting for their organisation. Raises Refusal if it isn't legal.

    ``token``: of the page that it is entered on; a token that made an act already gives that act.
    ``at``: when it was done, where that was earlier than now.
    """
    with transaction.atomic():
        person = locked(person)
        if token is not None:
            earlier = Act.objects.filter(token=token).first()
            if earlier is not None:
                return earlier
        before = events_of(person)
        act = Act.objects.create(
            organisation_id=person.organisation_id,
            person=person,
            service_id=person.service_id,
            token=token or uuid.uuid4(),
            kind=kind,
            said=dict(said),
            why=why,
            evidence=list(evidence),
            undoes=undoes,
            by=by,
            at=at or timezone.now(),
        )
        fresh = event_of(act)
        if reason := refusal_of(before, fresh):
            # Leaving the block with an exception takes the act back: it was never recorded.
            raise Refusal(reason)
        derive_locked(person, [*before, fresh])
        return act


def undo(person: Person, key: str, *, by: User, why: str, token: uuid.UUID | None = None) -> Act:
    """Take an event (``act:7``, ``record:12``) of a person back, as an act of its own. Raises Refusal."""
    return perform(person, UNDO, {}, by=by, why=why, undoes=key, token=token)
