"""A template page and the library items that it follows: what it says, what is remembered, what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aimwell.formschema import Problem
from aimwell.formschema.following.items import FOLLOW, Claim, Items, claims, is_library_note
from aimwell.formschema.following.locks import Remembered, breaches, is_kept
from aimwell.formschema.following.marking import additions, settled
from aimwell.formschema.shape import note, title_of
from aimwell.library.shelf import hold, known_items
from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.convert.merge import Origin
from aimwell_cms.authoring.convert.placing import every
from aimwell_cms.authoring.convert.writing import Written

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

Json = Any


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What a page says of a library, what it is known to follow, and the items to compare it with."""

    claims: tuple[Claim, ...]
    remembered: Remembered
    items: Items


def followed_by(page: TemplatePage, written: Written) -> Followed:
    """What a page as it stands has from a library."""
    with acting_for(page.organisation):
        found = claims(written.template)
        memory = _memory(page)
        remembered = {
            place: memory[block] for place, block in [("", ""), *written.places.items()] if block in memory
        }
        wanted = {claim.wanted for claim in found if claim.follows} | set(remembered.values())
        return Followed(
            claims=tuple(found),
            remembered=remembered,
            items=known_items(page.organisation, wanted),
        )


def _memory(page: TemplatePage) -> dict[str, tuple[str, int]]:
    from aimwell_cms.authoring.models import Following

    if page.pk is None:
        return {}
    rows = Following.objects.filter(page=page.pk).values_list("block", "item_id", "version")
    return {block: (str(item), version) for block, item, version in rows}


def library_problems(page: TemplatePage, written: Written) -> list[Problem]:
    """Where a page as it stands breaks a lock of what it follows."""
    followed = followed_by(page, written)
    return breaches(written.template, followed.items, followed.remembered)


def settle(page: TemplatePage) -> None:
    """Mark what a page adds to what it follows as local, in the page alone."""
    stream = page.body.get_prep_value()
    if not _says_anything(page, stream):
        return
    written = page.written()
    followed = followed_by(page, written)
    local = {
        written.places[place]: is_local
        for place, is_local in additions(written.template, followed.items).items()
        if place in written.places
    }
    if _mark(stream, local):
        page.body = json.dumps(stream)


def _says_anything(page: TemplatePage, stream: list[Json]) -> bool:
    """Whether anything of the page came from a library: asked at every save, so before it is written out."""
    return '"library"' in page.origin or any(block["value"].get("library") for block in every(stream))


def _mark(stream: list[Json], local: Mapping[str, bool]) -> bool:
    """Whether a mark was changed."""
    changed = False
    for block in every(stream):
        is_local = local.get(block.get("id") or "")
        text = block["value"].get("library") or ""
        said = _said(text)
        if is_local is None or is_local == (said.get("local") is True):
            continue
        said.pop("local", None)
        if is_local:
            said["local"] = True
        block["value"]["library"] = json.dumps(said) if said else ""
        changed = True
    return changed


def _said(text: str) -> dict[str, Json]:
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        found = {}
    return found if isinstance(found, dict) else {}


def remember(page: TemplatePage) -> None:
    """Remember what a saved page follows, as far as its locks hold. What is remembered is never lowered."""
    from aimwell_cms.authoring.models import Following

    if not _says_anything(page, page.body.get_prep_value()):
        return
    written = page.written()
    with acting_for(page.organisation):
        followed = followed_by(page, written)
        for claim in _honest(followed):
            before = followed.remembered.get(claim.place)
            if before and (before[0] != claim.item or before[1] >= claim.version):
                continue
            hold(page.organisation, followed.items[claim.wanted])
            Following.objects.update_or_create(
                page=page,
                block=written.places.get(claim.place, ""),
                defaults={
                    "organisation": page.organisation,
                    "item_id": claim.item,
                    "version": claim.version,
                },
            )


def _honest(followed: Followed) -> Iterable[Claim]:
    return [claim for claim in followed.claims if claim.follows and is_kept(claim, followed.items)]


def forget(page: TemplatePage, block: str) -> None:
    """Follow with this block no longer. Its template must say so too."""
    from aimwell_cms.authoring.models import Following

    with acting_for(page.organisation):
        Following.objects.filter(page=page.pk, block=block).delete()


def settled_for(
    organisation: Organisation, template: Mapping[str, Json]
) -> tuple[dict[str, Json], tuple[str, ...]]:
    """A document from outside as it may come in, and the titles of what must come in as a copy."""
    found = claims(template)
    if not found:
        return dict(template), ()
    with acting_for(organisation):
        items = known_items(organisation, {claim.wanted for claim in found if claim.follows})
    changed, refused = settled(template, items)
    titles = [title_of((claim.place or "/The form").rpartition("/")[2], claim.part) for claim in refused]
    return changed, tuple(titles)


def locks_of_the_whole(page: TemplatePage) -> list[str]:
    """What is locked in a form that follows an item as a whole: for the editor to show."""
    origin = Origin.read(page.origin)
    said = note(origin.schema).get("library") if origin else None
    return list(said.get("locks", ())) if is_library_note(said) and said["mode"] == FOLLOW else []
