"""Two entries that are one person: said by somebody, with a reason, and undone at any time.

A merge moves nothing. Records, scores and drafts stay with the entry that they were made for; whatever shows
what there is of a person asks for all of ``family_of(person)``.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.dispatch import Signal

from aimwell.organisations.models import Organisation, User
from aimwell.people.models import Merge, Person

people_merged = Signal()
"""Sent inside the transaction with ``kept`` and ``merged`` (Person), ``undone`` (bool) and ``merge``: for
whatever is derived from a person's records. When a merge is undone, ``kept`` is the one whom the others stay
with, and both have their own again."""


class MergeRefused(ValueError):
    """A merge that can't be, or can't be undone; says why, in plain words."""


class NumbersDiffer(MergeRefused):
    """The two have different NHS numbers, and nobody has said yet that it is one person all the same."""


def family_of(person: Person) -> tuple[int, ...]:
    """The keys of all entries that are this person, their own first. Asks the database nothing."""
    return (person.pk, *person.same_as)


def kept_of(person: Person) -> Person:
    """The entry that a person goes by: their own, unless it was merged into another."""
    return person if person.merged_into_id is None else person.merged_into


def standing_merges(person: Person) -> list[Merge]:
    """The merges that make up a person, the oldest first; asks nothing where nobody was merged."""
    if not person.same_as:
        return []
    return list(_standing(family_of(person)).select_related("kept", "merged", "by"))


def merge(kept: Person, merged: Person, *, by: User, why: str, numbers_differ: bool = False) -> Merge:
    """Say that ``merged`` is the same person as ``kept``, who stays. Call it acting for the organisation.

    ``numbers_differ``: ``by`` has seen both NHS numbers and says that it is one person all the same.
    Raises MergeRefused, NumbersDiffer where only that is missing.
    """
    with transaction.atomic():
        _one_at_a_time(kept.organisation_id)
        kept, merged = _fresh(kept), _fresh(merged)
        _check(kept, merged)
        numbers = numbers_of(kept) | numbers_of(merged)
        if len(numbers) > 1 and not numbers_differ:
            raise NumbersDiffer(
                f"{kept} and {merged} have different NHS numbers. Look again; if it is one person all the "
                "same, say so."
            )
        act = Merge.objects.create(
            organisation_id=kept.organisation_id,
            kept=kept,
            merged=merged,
            why=why,
            numbers_differ=len(numbers) > 1,
            by=by,
        )
        _derive({*family_of(kept), *family_of(merged)})
        _tell(act, _fresh(kept), _fresh(merged), undone=False)
        return act


def unmerge(act: Merge, *, by: User, why: str) -> Merge:
    """Undo a merge: everything is as if it had not been. Call it acting for the organisation.

    An NHS number that the kept entry took over from the merged one goes back. Raises MergeRefused.
    """
    with transaction.atomic():
        _one_at_a_time(act.organisation_id)
        if act.undoes_id is not None or Merge.objects.filter(undoes=act).exists():
            raise MergeRefused("This is undone already.")
        kept, merged = kept_of(_fresh(act.kept)), _fresh(act.merged)
        _give_number_back(kept, merged)
        undoing = Merge.objects.create(
            organisation_id=act.organisation_id,
            kept_id=act.kept_id,
            merged=merged,
            undoes=act,
            why=why,
            by=by,
        )
        _derive(family_of(merged))
        _tell(undoing, kept_of(_fresh(act.kept)), _fresh(merged), undone=True)
        return undoing


def numbers_of(person: Person) -> set[str]:
    """The NHS numbers of all entries that are a person."""
    family = Person.objects.filter(pk__in=family_of(person)).exclude(nhs_number="")
    return set(family.order_by().values_list("nhs_number", flat=True))


def _check(kept: Person, merged: Person) -> None:
    if kept.organisation_id != merged.organisation_id:
        raise MergeRefused("The two are people of different organisations.")
    if kept.pk == merged.pk:
        raise MergeRefused("That is one entry already: choose two.")
    for one in (merged, kept):
        if one.merged_into_id is not None:
            raise MergeRefused(f"{one} is merged into {one.merged_into} already.")


def _give_number_back(kept: Person, merged: Person) -> None:
    number = merged.nhs_number
    others = Person.objects.filter(
        organisation_id=merged.organisation_id, merged_into=None, nhs_number=number
    )
    holder = others.first() if number else None
    if holder is None:
        return
    if holder.pk != kept.pk:
        raise MergeRefused(
            f"{holder} has the NHS number of {merged} now. Take it away from one of the two first."
        )
    kept.nhs_number = ""
    kept.save(update_fields=["nhs_number"])


def _derive(people: Collection[int]) -> None:
    """Write who stands for whom, from the merges that stand."""
    into = dict(_standing(people).values_list("merged", "kept"))
    top = {pk: _top(pk, into) for pk in people}
    for person in Person.objects.filter(pk__in=people):
        merged_into = top[person.pk] if top[person.pk] != person.pk else None
        same_as = sorted(pk for pk in people if top[pk] == top[person.pk] and pk != person.pk)
        if (person.merged_into_id, person.same_as) != (merged_into, same_as):
            Person.objects.filter(pk=person.pk).update(merged_into=merged_into, same_as=same_as)


def _top(pk: int, into: dict[int, int]) -> int:
    while pk in into:
        pk = into[pk]
    return pk


def _standing(people: Collection[int]):
    return Merge.objects.filter(merged__in=people, undoes=None, undone_by=None).order_by("pk")


def _tell(act: Merge, kept: Person, merged: Person, *, undone: bool) -> None:
    people_merged.send(sender=Merge, kept=kept, merged=merged, undone=undone, merge=act)


def _fresh(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _one_at_a_time(organisation_id: int) -> None:
    """Two who merge in a circle at once: the second waits, and is refused. Nobody else waits."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
