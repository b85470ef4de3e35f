"""Make library items, as the pages do."""

from __future__ import annotations

import json
from typing import Any

from aimwell.formschema.following.items import FOLLOW, LOCKS
from aimwell.formschema.following.keeping import Kept, inserted
from aimwell.library.models import ItemVersion, LibraryItem
from aimwell.library.models.items import Offered
from aimwell.library.shelf import keep, offer
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for

Json = Any

FALLS: Json = {
    "type": "object",
    "title": "Falls",
    "properties": {
        "fallen": {"type": "boolean", "title": "Have you fallen?"},
        "how_often": {
            "type": "integer",
            "title": "How often?",
            "minimum": 1,
            "x-aimwell": {"when": {"question": "falls/fallen", "operator": "equals", "value": True}},
        },
        "where": {"type": "string", "title": "Where?", "enum": ["Home", "Outside"]},
    },
    "required": ["fallen"],
}


def make_item(
    organisation: Organisation,
    user: User,
    part: Json = None,
    *,
    offered: Offered = Offered.NO,
    locks: Any = tuple(LOCKS),
    item: LibraryItem | None = None,
) -> ItemVersion:
    """A section in the organisation's library, or a next version of one."""
    kept = Kept(kind="section", key="falls", part=part or FALLS, required=False, left_out=())
    with acting_for(organisation):
        version = keep(organisation, kept, title="Falls", by=user, locks=locks, item=item)
        offer(version.item, offered)
        return version


def document_with(version: ItemVersion, document: Json, after: str = "", mode: str = FOLLOW) -> Json:
    """A document with an item in it."""
    return inserted(document, version.as_item(version.organisation.name), mode, after)[0]


def text_of(document: Json) -> bytes:
    return json.dumps(document).encode()
