"""Sign a draft: prune, validate against the frozen schema, make the record, score it."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from aimwell.contracts import Json
from aimwell.formschema import AnswerError, prune, shown, validate
from aimwell.organisations.models import User
from aimwell.records.models import Draft, Record
from aimwell.records.scoring import score_record

record_signed = Signal()
"""Sent inside the signing transaction, with ``record``: for whatever is derived from signed records."""


@dataclass(frozen=True, kw_only=True)
class NotSignable:
    """Why a draft can't be signed yet, place by place."""

    errors: tuple[AnswerError, ...]


def faults_of(draft: Draft) -> tuple[AnswerError, ...]:
    """What stands between a draft and its signature: answers that are missing, wrong or could not be read."""
    schema = draft.version.schema
    answers = prune(schema, draft.answers)
    unread = _unread(draft, answers)
    # A text that could not be read is told once, not as a missing answer too.
    told = {error.pointer for error in unread}
    return (*unread, *(error for error in validate(schema, answers) if error.pointer not in told))


def _unread(draft: Draft, answers: Json) -> tuple[AnswerError, ...]:
    return tuple(
        AnswerError(
            pointer=pointer, keyword="unread", message=f"The answer to ‘{question.title}’ could not be read"
        )
        for section in draft.version.outline.sections
        if shown(section, answers)
        for question in section.questions
        if shown(question, answers)
        for pointer in draft.unread
        if pointer == question.pointer or pointer.startswith(f"{question.pointer}/")
    )


def sign(token: uuid.UUID, *, user: User, statement: str) -> Record | NotSignable:
    """Make the record of the draft with this token; signing it again gives the record that is there.

    Call it acting for the organisation. Raises Draft.DoesNotExist when there is neither draft nor record.
    """
    with transaction.atomic():
        draft = (
            Draft.objects.select_for_update(of=("self",))
            .select_related("version", "person", "organisation")
            .filter(token=token, discarded_at=None)
            .first()
        )
        if draft is None:
            record = Record.objects.filter(token=token).first()
            if record is None:
                raise Draft.DoesNotExist
            return record
        errors = faults_of(draft)
        if errors:
            return NotSignable(errors=errors)
        answers = prune(draft.version.schema, draft.answers)
        record = Record.objects.create(
            organisation=draft.organisation,
            person=draft.person,
            version=draft.version,
            token=draft.token,
            answers=answers,
            fingerprint=fingerprint(answers),
            statement=statement,
            signed_by=user,
            signed_at=timezone.now(),
            amends=draft.amends,
            amend_reason=draft.amend_reason,
        )
        score_record(record)
        record_signed.send(sender=Record, record=record, draft=draft)
        draft.delete()
        return record


def fingerprint(answers: Json) -> str:
    """SHA-256 (hex) of answers in canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(answers, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
