"""An old version as a new draft. What is live, and what was published, stays as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from wagtail.models import Revision

from aimwell.formschema import read
from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import User

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

_TAKEN_OVER = (
    "title",
    "description",
    "kind",
    "language",
    "origin",
    "flat",
    "translations",
    "imported_text",
)


def restore(page: TemplatePage, version: TemplateVersion, user: User) -> Revision:
    """Save a draft that says what a version says, byte for byte.

    A question that is in the draft too, at the same place, keeps its block; so does one that was published
    under the same name. So its name, its test cases and its translations stay with it.
    """
    from aimwell_cms.authoring.pages.template import new_from

    fresh = new_from(read(version.text), version.text)
    text = json.dumps(fresh.body.get_prep_value())
    for new, known in _known_blocks(page, fresh).items():
        text = text.replace(new, known)
        fresh.translations = json.loads(json.dumps(fresh.translations).replace(new, known))
    page.body = text
    for name in _TAKEN_OVER:
        setattr(page, name, getattr(fresh, name))
    page.note = f"Restored from version {version.number}."
    page.go_live_at = page.expire_at = None
    return page.save_revision(user=user, log_action=True)


def _known_blocks(page: TemplatePage, fresh: TemplatePage) -> Mapping[str, str]:
    """For each block that was read anew, the block that it is: id to id."""
    here = {place: block for place, block in page.written().places.items() if block}
    published = page.publication.keys if page.is_in_library else {}
    named: dict[str, list[str]] = {}
    for block, key in published.items():
        named.setdefault(key, []).append(block)
    found: dict[str, str] = {}
    taken = set(here.values())
    for place, block in fresh.written().places.items():
        if place in here:
            found[block] = here[place]
            continue
        candidates = [one for one in named.get(place.rpartition("/")[2], []) if one not in taken]
        if len(candidates) == 1:
            found[block] = candidates[0]
            taken.add(candidates[0])
    return {new: known for new, known in found.items() if new}
