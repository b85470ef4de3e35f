"""What stands elsewhere already is offered beside a question, with where and when; never put in by itself.

One look at the database finds every source that a page needs: the newest form of each template of the kinds
that its questions name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Q
from django.utils import timezone

from aimwell.contracts import Json
from aimwell.formschema import PERSON_FIELDS, Outline, Prefill, Question, Section, misfit
from aimwell.formschema.conditions import is_blank
from aimwell.library.models import Kind
from aimwell.organisations.models import User
from aimwell.people.merging import family_of, kept_of
from aimwell.people.models import Person
from aimwell.records.answers import Told, reason_left, tell
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


@dataclass(frozen=True, kw_only=True)
class LastTime:
    """What was answered the last time to a question that is asked again; ``origin``: when and where."""

    told: Told
    origin: str


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands beside the questions of a section, by key: offers, and in a review the last answers."""

    offers: Mapping[str, Offer]
    last: Mapping[str, LastTime]


def has_beside(outline: Outline, question: Question) -> bool:
    """Whether anything may stand beside a question of a section."""
    return question.prefill is not None or _is_asked_again(outline, question)


def _is_asked_again(outline: Outline, question: Question) -> bool:
    """In a review the last answer is shown, and never offered: the question is asked anew."""
    return outline.kind == Kind.REVIEW and question.review and question.measure is None


def beside_of(draft: Draft, section: Section) -> Beside:
    """What stands elsewhere for the questions of a section. An amendment keeps what its record had."""
    again = [question for question in section.questions if _is_asked_again(draft.outline, question)]
    asking = [one for one in section.questions if one.prefill is not None and one not in again]
    if not (again or asking) or draft.amends_id is not None:
        return Beside(offers={}, last={})
    kinds = {one.prefill.kind for one in (*asking, *again) if one.prefill and one.prefill.kind}
    wanted = {*kinds, *({Kind.REVIEW.value} if again else ())}
    records = newest_records(draft.person, wanted, draft.carer_id)
    person = kept_of(draft.person)
    offers = (_offer(question, person, records) for question in asking)
    last = ((question.key, _last(question, draft, records)) for question in again)
    return Beside(
        offers={offer.question.key: offer for offer in offers if offer is not None},
        last={key: found for key, found in last if found is not None},
    )


def _last(question: Question, draft: Draft, records: list[Record]) -> LastTime | None:
    """The last answer: in this form itself, or where the question says that it stood before."""
    own, prefill = question.pointer.lstrip("/"), question.prefill
    for record in records:
        name = own if record.version.template_id == draft.version.template_id else ""
        if not name and prefill is not None and record.version.kind == prefill.kind:
            name = prefill.question
        asked = record.version.outline.question(f"/{name}") if name else None
        if asked is not None:
            section, _, key = name.partition("/")
            inside = record.answers.get(section, {})
            value, left = answer_at(record, name), reason_left(inside, key)
            if not is_blank(value) or left:
                return LastTime(told=tell(asked, value, left), origin=origin_of(record))
    return None


def newest_records(person: Person, kinds: Iterable[str], carer: int | None = None) -> list[Record]:
    """The newest record of each template of these kinds that wasn't amended since, the newest first.

    What a carer told in confidence is found for a form of that ``carer`` alone.
    """
    wanted = sorted(kinds)
    if not wanted:
        return []
    records = Record.objects.filter(
        person_id__in=family_of(person), version__kind__in=wanted, amended_by=None
    )
    if carer is None:
        records = records.filter(third_party=False)
    else:
        records = records.filter(Q(third_party=False) | Q(carer=carer))
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
