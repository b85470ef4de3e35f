"""What stands elsewhere already is offered beside a question, with where and when; never put in by itself.

One look at the database finds every source that a page needs: the newest form of each template of the kinds
that its questions name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import timezone

from aimwell.contracts import Json
from aimwell.formschema import PERSON_FIELDS, Prefill, Question, Section, misfit
from aimwell.formschema.conditions import is_blank
from aimwell.library.models import Kind
from aimwell.organisations.models import User
from aimwell.people.models import Person
from aimwell.records.answers import Told, tell
from aimwell.records.models import Draft, Record

Taken = Mapping[str, Json]
"""What is kept of an offer that was decided on: see ``Draft.prefilled``."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A value that may be the answer to ``question``.

    ``origin``: where it stands, in words; ``told``: what stands there, as it was asked there; ``source``: the
    record it is from, or None for the person's own. ``misfit``: why it can't be the answer here, in words.
    """

    question: Question
    value: Json
    told: Told
    origin: str
    source: Record | None
    misfit: str = ""

    @property
    def token(self) -> str:
        """What a page says to name exactly this offer: another one, found meanwhile, has another."""
        return f"record-{self.source.pk}" if self.source is not None else "person"

    @property
    def is_for_staff_there(self) -> bool:
        """Whether the answer was for staff only where it stands, and isn't here."""
        return self.told.question.audience == "staff" and self.question.audience != "staff"


def offers_for(draft: Draft, section: Section) -> dict[str, Offer]:
    """What may be offered for the questions of a section, by key. An amendment keeps what its record had."""
    asking = [question for question in section.questions if question.prefill is not None]
    if not asking or draft.amends_id is not None:
        return {}
    kinds = {question.prefill.kind for question in asking if question.prefill and question.prefill.kind}
    records = newest_records(draft.person, kinds)
    found = (_offer(question, draft.person, records) for question in asking)
    return {offer.question.key: offer for offer in found if offer is not None}


def newest_records(person: Person, kinds: Iterable[str]) -> list[Record]:
    """The newest record of each template of these kinds that wasn't amended since, the newest first."""
    wanted = sorted(kinds)
    if not wanted:
        return []
    records = Record.objects.filter(person=person, version__kind__in=wanted, amended_by=None)
    newest = records.order_by("version__template_id", "-signed_at", "-pk").distinct("version__template_id")
    return sorted(
        newest.select_related("signed_by"), key=lambda record: (record.signed_at, record.pk), reverse=True
    )


def _offer(question: Question, person: Person, records: list[Record]) -> Offer | None:
    prefill = question.prefill
    assert prefill is not None
    if prefill.source == "person":
        return _from_person(question, prefill, person)
    for record in records:
        if record.version.kind != prefill.kind:
            continue
        asked = record.version.outline.question(f"/{prefill.question}")
        if asked is None:
            continue  # Another form of this kind: an older one may have asked.
        value = answer_at(record, prefill.question)
        if is_blank(value):
            return None
        return Offer(
            question=question,
            value=value,
            told=tell(asked, value),
            origin=origin_of(record),
            source=record,
            misfit=misfit(question, value),
        )
    return None


def _from_person(question: Question, prefill: Prefill, person: Person) -> Offer | None:
    value = getattr(person, prefill.field)
    if not value:
        return None
    if isinstance(value, date):
        is_text = question.widget != "date"
        value = f"{value.day} {value:%B %Y}" if is_text else value.isoformat()
    return Offer(
        question=question,
        value=value,
        told=tell(question, value),
        origin=f"the person’s record, {PERSON_FIELDS[prefill.field]}",
        source=None,
        misfit=misfit(question, value),
    )


def answer_at(record: Record, name: str) -> Json:
    """The answer that a record holds to ``section/key``; None where there is none."""
    section, _, key = name.partition("/")
    inside = record.answers.get(section)
    return inside.get(key) if isinstance(inside, Mapping) else None


def origin_of(record: Record) -> str:
    """Which record it is, in words."""
    day = timezone.localdate(record.signed_at)
    kind = Kind(record.version.kind).label
    kind = kind[:1].lower() + kind[1:]
    return f"the {kind} of {day.day} {day:%B %Y} (signed by {record.signed_by})"


Decision = Literal["used", "left"]


def decided(offer: Offer, decision: Decision, user: User) -> dict[str, Json]:
    """What is kept of an offer once somebody used it, or left it out."""
    source, prefill = offer.source, offer.question.prefill
    return {
        "decision": decision,
        "origin": offer.origin,
        "source": "person" if source is None else "record",
        "record": None if source is None else source.pk,
        "version": None if source is None else source.version_id,
        "question": (prefill.question or prefill.field) if prefill is not None else "",
        "value": offer.value,
        "by": user.pk,
        "at": timezone.now().isoformat(),
    }


def outcomes(prefilled: Mapping[str, Taken], answers: Mapping[str, Json]) -> dict[str, Taken]:
    """What became of each offer, for the record: ``unchanged``, ``changed``, ``cleared`` or ``left``."""
    found = {}
    for pointer, taken in prefilled.items():
        section, key = pointer.strip("/").split("/")
        if section in answers:
            found[pointer] = {**taken, "became": became(taken, answers[section].get(key))}
    return found


def became(taken: Taken, answer: Json) -> str:
    """What became of a value that was offered, by the answer that stands there now."""
    if taken["decision"] == "left":
        return "left"
    if is_blank(answer):
        return "cleared"
    return "unchanged" if answer == taken["value"] else "changed"


_WORDS = {
    "unchanged": "Taken from {origin}",
    "changed": "Taken from {origin}, and changed",
    "cleared": "Offered from {origin}, and cleared",
    "left": "Offered from {origin}, and left out",
}


def in_words(taken: Taken) -> str:
    """Where an answer came from and what became of it, as people read it."""
    return _WORDS[str(taken["became"])].format(origin=taken["origin"])


def in_words_by_pointer(prefilled: Mapping[str, Taken]) -> dict[str, str]:
    """Where each answer of a record came from, in words."""
    return {pointer: in_words(taken) for pointer, taken in prefilled.items()}
