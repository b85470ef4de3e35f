"""Save a section of a draft. What somebody else saved meanwhile is never overwritten in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from aimwell.contracts import Json
from aimwell.formschema import Question, Section
from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import User
from aimwell.people.models import Carer, Person
from aimwell.records.answers import reason_left
from aimwell.records.carrying import carried_over
from aimwell.records.models import Draft, Record


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a form for one section holds: answers that were read, and texts that could not be (by pointer)."""

    answers: Mapping[str, Json]
    unread: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Source:
    """The page that a save comes from, and which of its saves it is (they may arrive out of order).

    ``base``: the revision of the draft that the page was made from. ``page``: an id of the page, made anew
    each time it is shown, so that what a page saved itself is no conflict with it. Empty: not known.
    """

    base: int
    page: str = ""
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One question to which two savers gave different answers."""

    question: Question
    mine: Json
    theirs: Json


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Somebody saved this section since the page was opened, and said something else. Nothing was saved."""

    by: User
    at: datetime
    revision: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True)
class Saved:
    """The section is in the database, as this revision of the draft."""

    revision: int
    at: datetime


def start(*, version: TemplateVersion, person: Person, user: User, carer: Carer | None = None) -> Draft:
    """Begin a form with a person, or for them with a carer. Call it acting for the organisation.

    A review lists again what the person chose to rate at the baseline, without the earlier ratings.
    """
    return Draft.objects.create(
        organisation_id=person.organisation_id,
        version=version,
        person=person,
        answers=carried_over(version, person, carer),
        carer=carer,
        started_by=user,
        saved_by=user,
    )


def amend(record: Record, *, user: User, reason: str) -> Draft:
    """Begin an amendment: a draft with the record's answers, on the version that the record was made with."""
    return Draft.objects.create(
        organisation_id=record.organisation_id,
        version=record.version,
        person=record.person,
        answers=record.answers,
        language=record.language,
        prefilled=record.prefilled,
        carer_id=record.carer_id,
        amends=record,
        amend_reason=reason,
        started_by=user,
        saved_by=user,
    )


def save_section(
    draft: Draft,
    section: Section,
    entry: Entry,
    *,
    source: Source,
    user: User,
    complete: bool = False,
) -> Saved | Conflict:
    """Save what was entered in ``section``. ``draft`` must be locked (``select_for_update``) by the caller.

    A section that another page saved since this one was made, with other content, is a conflict; the same
    content (a repeated request) is simply saved again. A save that was overtaken by a later one of the same
    page changes nothing. ``complete``: the section was looked through and has no fault.
    """
    last = draft.sections.get(section.key)
    if last is not None and last["revision"] > source.base:
        if source.page and last.get("page") == source.page:
            if source.number < last["number"]:
                return Saved(revision=draft.revision, at=datetime.fromisoformat(last["at"]))
        elif differences := compare(draft, section, entry):
            return Conflict(
                by=User.objects.get(pk=last["by"]),
                at=datetime.fromisoformat(last["at"]),
                revision=draft.revision,
                differences=differences,
            )
    origin = {"page": source.page, "number": source.number, "complete": complete}
    # A script saves before it lets the form be sent, so most sections that are sent are there already.
    if last is not None and source.page and last | origin == last and _holds(draft, section, entry):
        return Saved(revision=draft.revision, at=datetime.fromisoformat(last["at"]))
    return _write(draft, section, entry, origin=origin, user=user)


def compare(draft: Draft, section: Section, entry: Entry) -> tuple[Difference, ...]:
    """The questions of ``section`` that are answered one way in the draft and another way in ``entry``."""
    stored = entry_of(draft, section)
    return tuple(
        Difference(question=question, mine=_told(question, entry), theirs=_told(question, stored))
        for question in section.questions
        # What is calculated nobody typed: an amendment holds it from its record, an entry never does.
        if question.widget != "calculated" and _told(question, entry) != _told(question, stored)
    )


def entry_of(draft: Draft, section: Section) -> Entry:
    """What the draft holds for a section."""
    prefix = f"{section.pointer}/"
    return Entry(
        answers=draft.answers.get(section.key, {}),
        unread={pointer: text for pointer, text in draft.unread.items() if pointer.startswith(prefix)},
    )


def _told(question: Question, entry: Entry) -> Json:
    """A question's answer with any text in or under it that could not be read, and why it isn't asked."""
    unread = {pointer: text for pointer, text in entry.unread.items() if is_of(pointer, question)}
    answer, left = entry.answers.get(question.key), reason_left(entry.answers, question.key)
    return {"answer": answer, "unread": unread, "left": left} if unread or left else answer


def is_of(pointer: str, question: Question) -> bool:
    """Whether a pointer leads to a section's question, into it, or to why it isn't asked."""
    return pointer in (question.pointer, question.reason_pointer) or pointer.startswith(
        f"{question.pointer}/"
    )


def _holds(draft: Draft, section: Section, entry: Entry) -> bool:
    stored = entry_of(draft, section)
    return stored.answers == entry.answers and stored.unread == entry.unread


def _write(draft: Draft, section: Section, entry: Entry, *, origin: Mapping[str, Json], user: User) -> Saved:
    now = timezone.now()
    prefix = f"{section.pointer}/"
    kept = {pointer: text for pointer, text in draft.unread.items() if not pointer.startswith(prefix)}
    draft.answers = {**draft.answers, section.key: dict(entry.answers)}
    draft.unread = {**kept, **entry.unread}
    draft.revision += 1
    saved = {"revision": draft.revision, "by": user.pk, "at": now.isoformat(), **origin}
    draft.sections = {**draft.sections, section.key: saved}
    draft.saved_by = user
    draft.saved_at = now
    draft.save(update_fields=["answers", "unread", "revision", "sections", "saved_by", "saved_at"])
    return Saved(revision=draft.revision, at=now)
