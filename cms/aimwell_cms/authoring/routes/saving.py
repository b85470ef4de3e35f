"""Save one condition of a template as a new draft, as if it had been chosen in the editor."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from aimwell.organisations.models import User
from aimwell_cms.authoring.convert.conditions import rows_of
from aimwell_cms.authoring.convert.placing import Block, Placing, every, inner
from aimwell_cms.authoring.pages.template import TemplatePage

Json = Any


def save_condition(page: TemplatePage, block_id: str, when: Json, user: User) -> None:
    """Give the section or question of a block another condition (None: always asked), in a new draft.

    ``page``: the latest draft. Nothing else of it changes.
    """
    form = page.form
    targets = Placing(form, page.publication.keys if page.is_in_library else {}).targets
    group = next((outer.get("id") or "" for outer in every(form.sections) if _holds(outer, block_id)), "")
    said = rows_of(when, targets, group)
    page.body = json.dumps(_with_condition(form.sections, block_id, said))
    page.save_revision(user=user, log_action=True)


def _holds(outer: Block, block_id: str) -> bool:
    return outer["type"] == "group" and any(column.get("id") == block_id for column in inner(outer))


def _with_condition(blocks: Sequence[Block], block_id: str, said: Json) -> list[Block]:
    changed: list[Block] = []
    for block in blocks:
        value = dict(block["value"])
        if block.get("id") == block_id:
            value["when"] = said
        elif inner(block):
            value["questions"] = _with_condition(inner(block), block_id, said)
        changed.append({**block, "value": value})
    return changed
