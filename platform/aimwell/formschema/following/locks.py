"""Whether a template keeps to the locks of what it follows, whichever way it was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aimwell.formschema.following.aspects import Difference, differences
from aimwell.formschema.following.items import Claim, Item, Items, claims
from aimwell.formschema.problems import Problem

Json = Any

Remembered = Mapping[str, tuple[str, int]]
"""What a template is known to follow, outside of what it says itself: by place, the item and its version."""

LOCK_PROBLEMS = frozenset(
    {
        "library-unknown",
        "library-unlinked",
        "library-locks",
        *(f"locked-{aspect}" for aspect in ("wording", "options", "required", "order", "missing")),
    }
)
"""The ids of the problems told here."""

PUT_BACK = "Open “Library” and choose “Put back”, or stop following there: it is then your own."
STOP = "Open “Library” and choose “Stop following”: it is then your own copy."


def breaches(template: Mapping[str, Json], items: Items, remembered: Remembered) -> list[Problem]:
    """Every place where a template differs from what it follows in something that is locked.

    What is ``remembered`` must still be followed, in this version or a later one: taking the note away
    doesn't undo a lock. Empty when all locks hold. Never raises.
    """
    found = {claim.place: claim for claim in claims(template)}
    problems = list(_unlinked(found, items, remembered))
    for claim in found.values():
        if claim.follows:
            problems += _of(claim, items.get(claim.wanted))
    return problems


def is_kept(claim: Claim, items: Items) -> bool:
    """Whether a claim to follow holds: the item is there, and nothing locked differs."""
    return not _of(claim, items.get(claim.wanted))


def _unlinked(found: Mapping[str, Claim], items: Items, remembered: Remembered) -> Iterator[Problem]:
    for place, (item_id, version) in remembered.items():
        claim = found.get(place)
        if claim and claim.follows and claim.item == item_id and claim.version >= version:
            continue
        item = items.get((item_id, version))
        named = item.named if item else "an item of the library"
        yield Problem(
            id="library-unlinked",
            place=place,
            message=f"This follows version {version} of {named}, but the draft no longer says so.",
            remedy=PUT_BACK,
        )


def _of(claim: Claim, item: Item | None) -> list[Problem]:
    if item is None or item.kind != claim.kind:
        return [
            Problem(
                id="library-unknown",
                place=claim.place,
                message=f"This says that it follows version {claim.version} of an item that your library "
                "doesn’t have.",
                remedy=STOP,
            )
        ]
    problems = [_problem(difference, item) for difference in differences(claim, item)]
    if claim.locks != item.locks:
        problems.append(
            Problem(
                id="library-locks",
                place=claim.place,
                message=f"What is locked here isn’t what {item.named} locks.",
                remedy=PUT_BACK,
            )
        )
    return problems


def _problem(difference: Difference, item: Item) -> Problem:
    title = f"“{difference.title}”" if difference.title else "this"
    message = {
        "missing": f"{item.named} also has {title}, and it is gone.",
        "order": f"The order of {title} was changed. It is locked by {item.named}.",
        "options": f"The answers of {title} were changed. They are locked by {item.named}.",
        "wording": f"The wording of {title} was changed. It is locked by {item.named}.",
        "required": f"Whether {title} is asked and must be answered was changed. "
        f"It is locked by {item.named}.",
    }[difference.aspect]
    message = message[:1].upper() + message[1:]
    return Problem(id=f"locked-{difference.aspect}", place=difference.place, message=message, remedy=PUT_BACK)
