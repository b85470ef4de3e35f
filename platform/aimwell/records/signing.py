"""Sign a draft: prune, work out, validate against the frozen schema, make the record, score it."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from aimwell.contracts import Json
from aimwell.formschema import AnswerError, prune_and_work_out
from aimwell.organisations.models import User
from aimwell.records.calculating import keep_calculations, known_of
from aimwell.records.faults import faults_of
from aimwell.records.models import Draft, Record
from aimwell.records.prefilling import outcomes
from aimwell.records.reviews import review_due
from aimwell.records.scoring import score_record, settings_of_today
from aimwell.records.thirdparty import is_third_party

if TYPE_CHECKING:
    from aimwell.records.decisions import Advice

record_signed = Signal()
"""Sent inside the signing transaction, with ``record``: for whatever is derived from signed records."""


@dataclass(frozen=True, kw_only=True)
class NotSignable:
    """Why a draft can't be signed yet, place by place."""

    errors: tuple[AnswerError, ...]


def sign(token: uuid.UUID, *, user: User, statement: str, at: datetime | None = None) -> Record | NotSignable:
    """Make the record of the draft with this token; signing it again gives the record that is there.

    Call it acting for the organisation. ``at``: when it was signed, for a record that is brought in later;
    otherwise now. Raises Draft.DoesNotExist when there is neither draft nor record.
    """
    with transaction.atomic():
        draft = (
            Draft.objects.select_for_update(of=("self",))
            .select_related("person", "organisation")
            .filter(token=token, discarded_at=None)
            .first()
        )
        if draft is not None:
            return sign_draft(draft, user=user, statement=statement, at=at)
        record = Record.objects.filter(token=token).first()
        if record is None:
            raise Draft.DoesNotExist
        return record


def sign_draft(
    draft: Draft,
    *,
    user: User,
    statement: str,
    at: datetime | None = None,
    advice: Advice | None = None,
) -> Record | NotSignable:
    """Make the record of a draft that the caller has locked (``select_for_update``), in its transaction.

    ``advice``: what the form's rule made of the answers, where it was asked in this transaction already.
    """
    known = known_of(draft, at)
    errors = faults_of(draft, draft.answers, draft.unread, known=known)
    if errors:
        return NotSignable(errors=errors)
    pruned = prune_and_work_out(draft.version.schema, draft.answers, known)
    answers = pruned.answers
    signed_at = at or timezone.now()
    record = Record.objects.create(
        organisation=draft.organisation,
        person=draft.person,
        version=draft.version,
        token=draft.token,
        answers=answers,
        prefilled=outcomes(draft.prefilled, answers),
        fingerprint=fingerprint(answers),
        language=draft.language,
        statement=statement,
        signed_by=user,
        signed_at=signed_at,
        service_id=draft.person.service_id,
        review_due=review_due(draft.organisation, draft.version.kind, signed_at),
        settings=settings_of_today(draft.organisation, draft.version.measures),
        carer_id=draft.carer_id,
        third_party=is_third_party(draft, answers),
        amends=draft.amends,
        amend_reason=draft.amend_reason,
    )
    keep_calculations(record, pruned.worked, known)
    score_record(record)
    record_signed.send(sender=Record, record=record, draft=draft, advice=advice)
    draft.delete()
    return record


def fingerprint(answers: Json) -> str:
    """SHA-256 (hex) of answers in canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(answers, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
