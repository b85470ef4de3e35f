"""Which words of a text changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
MOST_WORDS = 2_000
"""Of longer texts every word is shown as changed: comparing takes the square of their number."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of words of two texts: ``same`` in both, ``gone`` from the earlier one, or ``new``."""

    kind: Literal["same", "gone", "new"]
    text: str


def changed_words(before: str, now: str) -> tuple[Piece, ...]:
    """Two texts as one run of pieces, word by word."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    if max(len(old), len(new)) > MOST_WORDS and before != now:
        return (Piece(kind="gone", text=before), Piece(kind="new", text=now))
    found: list[Piece] = []
    for verb, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append(Piece(kind="same", text="".join(old[start:end])))
            continue
        if start < end:
            found.append(Piece(kind="gone", text="".join(old[start:end])))
        if begin < stop:
            found.append(Piece(kind="new", text="".join(new[begin:stop])))
    return tuple(found)
