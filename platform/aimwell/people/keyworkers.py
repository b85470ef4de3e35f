"""Give several people another key worker at once, and take that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from aimwell.organisations.models import Organisation, User
from aimwell.people.models import KeyWorkerChange, KeyWorkerMove, Person


class NothingToChange(ValueError):
    """Nobody is left whose key worker would change; says why, in plain words."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a change came to: who was ``left`` because somebody else gave them a key worker meanwhile."""

    change: KeyWorkerChange
    moved: int
    left: tuple[Person, ...]


def change_key_workers(
    organisation: Organisation,
    seen: Mapping[int, int | None],
    to: User | None,
    *,
    by: User,
    why: str,
) -> Done:
    """Make ``to`` the key worker of people. Call it acting for the organisation.

    ``seen``: by a person's key, the key worker that they had when ``by`` confirmed the list; whoever has
    another one now is left alone. Raises NothingToChange.
    """
    with transaction.atomic():
        people = _held(organisation, seen)
        going = [one for one in people if one.key_worker_id == seen[one.pk]]
        moving = [one for one in going if one.key_worker_id != (to.pk if to else None)]
        if not moving:
            raise NothingToChange("Nobody on the list would get another key worker.")
        change = KeyWorkerChange.objects.create(organisation=organisation, to=to, why=why, by=by)
        _move(change, dict.fromkeys(moving, to.pk if to else None))
        left = tuple(one for one in people if one not in going)
        return Done(change=change, moved=len(moving), left=left)


def undo_change(change: KeyWorkerChange, *, by: User, why: str) -> Done:
    """Give everybody of a change their former key worker back; whoever has got another one since is left.

    Raises NothingToChange.
    """
    with transaction.atomic():
        # Two who undo at once: the second waits here, and is told.
        KeyWorkerChange.objects.select_for_update(no_key=True).get(pk=change.pk)
        if change.undoes_id is not None or KeyWorkerChange.objects.filter(undoes=change).exists():
            raise NothingToChange("This is undone already.")
        moves = {move.person_id: move for move in change.moves.all()}
        people = _held(change.organisation, {pk: move.after_id for pk, move in moves.items()})
        back = [one for one in people if one.key_worker_id == moves[one.pk].after_id]
        if not back:
            raise NothingToChange("Everybody has got another key worker since.")
        undoing = KeyWorkerChange.objects.create(
            organisation=change.organisation, undoes=change, why=why, by=by
        )
        _move(undoing, {one: moves[one.pk].before_id for one in back})
        left = tuple(one for one in people if one not in back)
        return Done(change=undoing, moved=len(back), left=left)


def _held(organisation: Organisation, people: Mapping[int, int | None]) -> list[Person]:
    held = Person.objects.select_for_update(of=("self",)).filter(
        organisation=organisation, pk__in=list(people), merged_into=None
    )
    return list(held.order_by("pk"))


def _move(change: KeyWorkerChange, moving: Mapping[Person, int | None]) -> None:
    KeyWorkerMove.objects.bulk_create(
        KeyWorkerMove(
            organisation_id=change.organisation_id,
            change=change,
            person=person,
            before_id=person.key_worker_id,
            after_id=after,
        )
        for person, after in moving.items()
    )
    for after in set(moving.values()):
        people = [person.pk for person, to in moving.items() if to == after]
        Person.objects.filter(pk__in=people).update(key_worker_id=after)
