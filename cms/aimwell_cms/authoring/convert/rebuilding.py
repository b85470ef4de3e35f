"""A form brought to another template: what stands at the same place keeps its block and published key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aimwell.formschema.following.items import part_at
from aimwell.formschema.shape import FLAT_SECTION
from aimwell_cms.authoring.convert.placing import Block, Form, every
from aimwell_cms.authoring.convert.reading import read_template
from aimwell_cms.authoring.convert.writing import Written, write

Json = Any

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def rebuilt(form: Form, template: Mapping[str, Json], published: Mapping[str, str]) -> Form:
    """The form that says ``template``; what stands in it at the same place as before keeps its block.

    A part that says the same as before keeps all of its block, also what a template doesn't hold.
    """
    before, fresh = write(form, published), read_template(template)
    after = write(fresh)
    known = _ids(form, before)
    ids = {block_id: known[place] for place, block_id in _places(fresh, after).items() if place in known}
    text = json.dumps(fresh.sections)
    sections = json.loads(_ID.sub(lambda found: ids.get(found[0], found[0]), text))
    old = {block.get("id") or "": block for block in every(form.sections)}
    said = _Said(
        {block_id: part_at(before.template, place) for place, block_id in before.places.items()},
        {ids.get(block_id, block_id): part_at(template, place) for place, block_id in after.places.items()},
        old,
    )
    return replace(
        fresh,
        sections=[_kept(block, said) for block in sections],
        translations=_renamed(fresh.translations, ids),
    )


def _renamed(translations: Mapping[str, Json] | None, ids: Mapping[str, str]) -> Mapping[str, Json] | None:
    """The translations under the ids that the blocks keep."""
    if translations is None:
        return None
    return {
        language: {
            _ID.sub(lambda found: ids.get(found[0], found[0]), name, count=1): entry
            for name, entry in given.items()
        }
        if isinstance(given, Mapping)
        else given
        for language, given in translations.items()
    }


def _ids(form: Form, written: Written) -> dict[str, str]:
    """The id of the block at each place, once: a block that was pasted twice is found at its first."""
    found: dict[str, str] = {}
    for place, block_id in _places(form, written).items():
        if block_id and block_id not in found.values():
            found[place] = block_id
    return found


def _places(form: Form, written: Written) -> dict[str, str]:
    """The id of the block at each place, as if a form without sections had the one that it is taken for."""
    if not form.is_flat:
        return dict(written.places)
    start = f"/properties/{FLAT_SECTION}"
    inside = {f"{start}{place}": block_id for place, block_id in written.places.items()}
    return {start: form.sections[0].get("id") or "", **inside}


@dataclass(frozen=True)
class _Said:
    """What each block said and says, by its id; and the blocks as they were."""

    before: Mapping[str, Json]
    now: Mapping[str, Json]
    blocks: Mapping[str, Block]


def _kept(block: dict[str, Json], said: _Said) -> Block:
    block_id = block["id"]
    old = said.blocks.get(block_id)
    same = block_id in said.before and json.dumps(said.before[block_id]) == json.dumps(said.now.get(block_id))
    if old is not None and old["type"] == block["type"] and same:
        if "required" not in block["value"]:
            return old
        return {**old, "value": {**old["value"], "required": block["value"]["required"]}}
    inside: Sequence[dict[str, Json]] = block["value"].get("questions") or ()
    if inside:
        block["value"]["questions"] = [_kept(inner, said) for inner in inside]
    return block
