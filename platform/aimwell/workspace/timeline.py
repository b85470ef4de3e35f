"""A person's signed records, newest first, each amendment with the records that it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from aimwell.people.merging import family_of
from aimwell.people.models import Carer, Person
from aimwell.records.models import Record

PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record that stands, and those that it amended, newest first."""

    record: Record
    originals: tuple[Record, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """One page of a timeline. ``total`` counts the records that stand."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int


def timeline(person: Person, page: int) -> Timeline:
    """A page of the records of a person: three statements, however many records there are."""
    standing = _light(person).filter(amended_by=None)
    total = standing.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    shown = list(standing[(page - 1) * PAGE : page * PAGE])
    amended = {record.pk: record for record in _light(person).exclude(amended_by=None)}
    return Timeline(
        entries=tuple(Entry(record=record, originals=_originals(record, amended)) for record in shown),
        total=total,
        page=page,
        pages=pages,
    )


def contributions(carer: Carer) -> list[Record]:
    """What was signed for a carer and stands, newest first."""
    records = carer.records.filter(amended_by=None).select_related("signed_by")
    return list(records.defer("answers", "statement").order_by("-signed_at", "-pk"))


def _light(person: Person) -> QuerySet[Record]:
    """Records without their texts, which a list has no use for."""
    records = Record.objects.filter(person_id__in=family_of(person))
    return (
        records.select_related("signed_by", "carer")
        .defer("answers", "statement")
        .order_by("-signed_at", "-pk")
    )


def _originals(record: Record, amended: dict[int, Record]) -> tuple[Record, ...]:
    originals = []
    while record.amends_id is not None:
        record = amended[record.amends_id]
        originals.append(record)
    return tuple(originals)
