"""Names for sections and questions: made from the label, never the same twice, kept once published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Any

LONGEST = 40
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")
# Names that every object in a browser has already.
_TAKEN = frozenset({"constructor", "prototype"})


def key_from(label: str, otherwise: str) -> str:
    """A snake_case key made from a label; from ``otherwise`` when the label has no letter of use."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = _NOT_IN_A_KEY.sub("_", plain).strip("_")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("_")[0] or words[:LONGEST]
    if not words:
        return otherwise
    return f"q_{words}" if not words[0].isalpha() or words in _TAKEN else words


@dataclass(frozen=True)
class Keys:
    """Gives each block of a form its key. ``published``: block id to the key under which answers are kept."""

    published: Mapping[str, str] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    """The ids of the blocks that stand in the form now."""

    def give(self, blocks: Iterable[Mapping[str, Json]]) -> list[str]:
        """A key for each of the blocks that share one section, row or form, in their order.

        A published key stays with its block, wherever its label goes. One that was typed is taken as typed.
        All others are made from the label, and never reuse the key of a published question that is gone:
        its old answers would be read as answers to the new one.
        """
        listed = list(blocks)
        kept = [self.published.get(block.get("id") or "") or _typed(block) for block in listed]
        retired = {key for block_id, key in self.published.items() if block_id not in self.present}
        spoken_for = {key for key in kept if key}
        given: list[str] = []
        used: set[str] = set()
        for block, key in zip(listed, kept, strict=True):
            if not key or key in used:
                label = block["value"].get("title") or ""
                key = _free(key or key_from(label, block["type"]), used | spoken_for | retired)
            used.add(key)
            given.append(key)
        return given


def _typed(block: Mapping[str, Json]) -> str:
    return (block["value"].get("key") or "").strip()


def _free(wanted: str, used: set[str]) -> str:
    if wanted not in used:
        return wanted
    number = 2
    while f"{wanted}_{number}" in used:
        number += 1
    return f"{wanted}_{number}"
