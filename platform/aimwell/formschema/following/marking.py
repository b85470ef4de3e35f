"""Mark what a form added to what it follows, and let a part stop following."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from aimwell.formschema.following.items import COPY, Claim, Items, claims, part_at, set_note
from aimwell.formschema.following.locks import is_kept
from aimwell.formschema.shape import note, properties

Json = Any
Part = dict[str, Json]


def marked(template: Mapping[str, Json], items: Items) -> Part:
    """The template with what was added to a followed part marked as local, and nothing else inside it."""
    changed: Part = deepcopy(dict(template))
    for place, is_local in additions(changed, items).items():
        part = part_at(changed, place)
        if isinstance(part, dict) and is_local != (note(part).get("local") is True):
            set_note(part, "local", True if is_local else None)
    return changed


def additions(template: Mapping[str, Json], items: Items) -> dict[str, bool]:
    """Each part inside of something followed, by its place: whether it was added to it."""
    found: dict[str, bool] = {}
    for claim in claims(template):
        item = items.get(claim.wanted)
        if claim.follows and item is not None and item.kind == claim.kind:
            found |= _additions(claim.part, item.part, claim.place)
    return found


def _additions(ours: Json, theirs: Json, place: str) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for key, part in properties(ours).items():
        where = f"{place}/properties/{key.replace('~', '~0').replace('/', '~1')}"
        there = properties(theirs).get(key)
        found[where] = there is None
        if there is not None and isinstance(part, Mapping):
            found |= _additions(part, there, where)
    items, items_there = (part.get("items") if isinstance(part, Mapping) else None for part in (ours, theirs))
    if isinstance(items, Mapping):
        found |= _additions(items, items_there, f"{place}/items")
    return found


def settled(template: Mapping[str, Json], items: Items) -> tuple[Part, list[Claim]]:
    """A document that came from outside, and what of it doesn't follow its item after all.

    A claim to follow that doesn't hold becomes a copy: the part stays as it is, and says so.
    """
    changed: Part = deepcopy(dict(template))
    refused = [claim for claim in claims(template) if claim.follows and not is_kept(claim, items)]
    for claim in refused:
        stop_following(part_at(changed, claim.place), claim)
    return (marked(changed, items) if claims(changed) else changed), refused


def stop_following(part: Part, claim: Claim) -> None:
    """Make a part that follows an item a copy of it: nothing in it is locked or local any longer."""
    set_note(part, "library", {"item": claim.item, "version": claim.version, "mode": COPY})
    waiting = [part]
    while waiting:
        for inner in (*properties(waiting[-1]).values(), (waiting.pop()).get("items")):
            if isinstance(inner, dict):
                set_note(inner, "local", None)
                waiting.append(inner)
