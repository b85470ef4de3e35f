"""An organisation's library: keep things in it, offer them, withdraw them, find them. Call it acting for the
organisation. What others offer is there to be read beside one's own."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable

from django.db.models import F, QuerySet
from django.utils import timezone

from aimwell.formschema.following.items import LOCKS, Item
from aimwell.formschema.following.keeping import Kept
from aimwell.formschema.following.references import in_section
from aimwell.library.models import ItemVersion, KeptVersion, LibraryItem
from aimwell.library.models.items import Offered
from aimwell.organisations.models import Organisation, User


def keep(
    organisation: Organisation,
    kept: Kept,
    *,
    title: str,
    by: User,
    description: str = "",
    locks: Collection[str] = (),
    item: LibraryItem | None = None,
    note: str = "",
) -> ItemVersion:
    """Keep a part as the next version of an item; without one, as a new item."""
    if item is None:
        item = LibraryItem.objects.create(organisation=organisation, kind=kept.kind, title=title)
    item = LibraryItem.objects.select_for_update().get(pk=item.pk)
    latest = item.versions.first()
    # The name of a question is what it is known by in the forms that follow it.
    key = kept.key if latest is None else latest.key
    part = in_section(kept.part, kept.key, key)
    text = json.dumps(part, ensure_ascii=False, indent=2) + "\n"
    version = ItemVersion.objects.create(
        organisation=organisation,
        item=item,
        number=1 if latest is None else latest.number + 1,
        kind=item.kind,
        title=title,
        description=description,
        key=key,
        required=kept.required,
        locks=[lock for lock in LOCKS if lock in locks],
        text=text,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
        made_by=by,
        note=note,
    )
    item.title = title
    item.save(update_fields=["title"])
    return version


def offer(item: LibraryItem, offered: Offered) -> None:
    """Say whether other organisations may use an item, and who says so. Those who follow it keep theirs."""
    item.offered = offered
    item.save(update_fields=["offered"])


def withdraw(item: LibraryItem) -> None:
    """Offer an item to nobody any longer, not even here. Forms that follow it keep what they have."""
    item.withdrawn_at = timezone.now()
    item.save(update_fields=["withdrawn_at"])


def put_back(item: LibraryItem) -> None:
    """Undo a withdrawal."""
    item.withdrawn_at = None
    item.save(update_fields=["withdrawn_at"])


def own_items(organisation: Organisation) -> QuerySet[LibraryItem]:
    """The organisation's own items, withdrawn ones too."""
    return LibraryItem.objects.filter(organisation=organisation)


def newest_versions(organisation: Organisation, item_ids: Iterable[str] | None = None) -> list[ItemVersion]:
    """The newest version of each item that can be used now: one's own, and what others offer, by title."""
    found = (
        ItemVersion.objects.filter(item__withdrawn_at=None, organisation=F("item__organisation"))
        .order_by("item_id", "-number")
        .distinct("item_id")
        .select_related("item", "organisation")
    )
    if item_ids is not None:
        found = found.filter(item_id__in=_uuids(item_ids))
    return sorted(found, key=lambda version: (version.organisation_id != organisation.pk, version.title))


def known_items(organisation: Organisation, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Item]:
    """The versions of items that the organisation has or had: its own, offered ones, and those it kept."""
    asked = set(wanted)
    ids = _uuids(item_id for item_id, _ in asked)
    if not ids:
        return {}
    kept = KeptVersion.objects.filter(organisation=organisation, item_id__in=ids)
    found = {(str(version.item_id), version.number): version.as_item(version.owner) for version in kept}
    present = ItemVersion.objects.filter(
        item_id__in=ids, organisation=F("item__organisation")
    ).select_related("organisation")
    for version in present:
        found[str(version.item_id), version.number] = version.as_item(version.organisation.name)
    return {key: item for key, item in found.items() if key in asked}


def hold(organisation: Organisation, item: Item) -> None:
    """Keep another organisation's version for as long as it may be followed here."""
    if own_items(organisation).filter(pk=item.id).exists():
        return
    version = ItemVersion.objects.filter(item_id=item.id, number=item.version).first()
    if version is None:
        return
    KeptVersion.objects.get_or_create(
        organisation=organisation,
        item_id=version.item_id,
        number=version.number,
        defaults={
            "owner": item.owner,
            **{
                name: getattr(version, name)
                for name in ("kind", "title", "key", "required", "locks", "text", "fingerprint")
            },
        },
    )


def _uuids(texts: Iterable[str]) -> set[uuid.UUID]:
    """Those of the texts that are the id of an item as it is written."""
    found = set()
    for text in texts:
        try:
            one = uuid.UUID(text)
        except ValueError:
            continue
        if str(one) == text:
            found.add(one)
    return found
