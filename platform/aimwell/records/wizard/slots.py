"""Markup with slots: rendered once, filled at each request by joining texts."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

# Unguessable, so that no title of a question can be taken for a slot.
_MARK = secrets.token_hex(8)
_SLOT = re.compile(f"slot{_MARK}x([a-z0-9]+)x")


def slot(name: str) -> str:
    """The text that stands for a slot while markup is rendered. It needs no escaping."""
    return f"slot{_MARK}x{name}x"


@dataclass(frozen=True)
class Slotted:
    """Markup in pieces: texts, and between them the names of slots (at the odd places)."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, markup: str) -> Slotted:
        """Take rendered markup apart at its slots."""
        return cls(tuple(_SLOT.split(markup)))

    def fill(self, values: Mapping[str, str]) -> str:
        """The markup with ``values`` (already escaped) in its slots; a slot without a value stays empty."""
        filled = list(self.pieces)
        for place in range(1, len(filled), 2):
            filled[place] = values.get(filled[place], "")
        return "".join(filled)
