"""Requests that come in from the public: kept as typed, then taken in by a member of staff, or set aside."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from aimwell.contracts import Json
from aimwell.library.models import FormTemplate, Kind, TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.pathway.models import IncomingRequest
from aimwell.people.models import Person
from aimwell.records.drafts import start
from aimwell.records.models import Record
from aimwell.records.signing import NotSignable, sign_draft

_LETTERS = "ACDEFGHJKLMNPQRTUVWXY3479"
"""Those that nobody takes for another when a reference is read out on the telephone."""

_NEED_THE_WIZARD = frozenset({"group", "measure", "calculated", "path"})


@dataclass(frozen=True, kw_only=True)
class TakenInAlready(Exception):
    """Somebody else took a request in, or set it aside, meanwhile."""

    incoming: IncomingRequest


def live_request_form(organisation: Organisation) -> TemplateVersion | None:
    """The version of the request form that is live; None where there is none that fits on one page.

    Sections that have a question of the same name can't stand on one page: their fields would be one. Rows
    that are added, measures and what is worked out need the wizard.
    """
    templates = FormTemplate.objects.filter(organisation=organisation, kind=Kind.REQUEST)
    template = templates.exclude(live=None).select_related("live").order_by("title").first()
    if template is None:
        return None
    version: TemplateVersion = template.live
    questions = [question for section in version.outline.sections for question in section.questions]
    fits = len({question.key for question in questions}) == len(questions)
    return version if fits and not any(one.widget in _NEED_THE_WIZARD for one in questions) else None


def receive(
    version: TemplateVersion, about: Mapping[str, str], answers: Mapping[str, Json]
) -> IncomingRequest:
    """Keep a request as it was typed, acting for the organisation."""
    reference = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return IncomingRequest.objects.create(
        organisation_id=version.organisation_id,
        version=version,
        reference=f"{reference[:4]}-{reference[4:]}",
        about=dict(about),
        answers=dict(answers),
    )


def take_in(incoming: IncomingRequest, person: Person, *, by: User) -> Record:
    """Make it a signed record of a person, as it was received. Raises TakenInAlready."""
    with transaction.atomic():
        locked = IncomingRequest.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
        if locked.record_id is not None or locked.set_aside_why:
            raise TakenInAlready(incoming=locked)
        draft = start(version=locked.version, person=person, user=by)
        draft.answers = locked.answers
        draft.save(update_fields=["answers"])
        received = date_format(localtime(locked.received_at), "j F Y, H:i")
        signed = sign_draft(
            draft,
            user=by,
            statement=f"As received from the public site on {received}, reference {locked.reference}. "
            f"{by} says whom it is about, and has changed nothing.",
        )
        # The same version validated the same answers when they came in.
        assert not isinstance(signed, NotSignable)
        locked.record = signed
        locked.save(update_fields=["record"])
        return signed


def set_aside(incoming: IncomingRequest, *, by: User, why: str) -> None:
    """Say why it becomes no record. Taken back by ``take_back``."""
    waiting = IncomingRequest.objects.filter(pk=incoming.pk, record=None)
    if not waiting.update(set_aside_why=why, set_aside_by=by):
        incoming.refresh_from_db()
        raise TakenInAlready(incoming=incoming)


def take_back(incoming: IncomingRequest) -> None:
    """Let a request that was set aside wait again."""
    IncomingRequest.objects.filter(pk=incoming.pk, record=None).update(set_aside_why="", set_aside_by=None)
