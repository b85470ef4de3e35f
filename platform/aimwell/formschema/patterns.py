"""Patterns, by RE2: its time grows with the text alone, whatever the pattern.

A schema goes to other programs too, whose engines may try every way to match: what would run away there is
refused as well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import re2

LENGTH_LIMIT = 500
OPEN_REPETITIONS = 3
"""With so many, no engine needs more steps than the cube of the text's length."""
FEW = 5
"""So often a group may repeat that matches in several ways."""
_NO_LIMIT = 1_000_000

_FOREIGN = re.compile(r"(?<!\\)(?:\\\\)*(\\(?![dDwWsSbnrt])[A-Za-z0-9]|\(\?(?!:)|\[\[:)")
"""Escapes (but for the few known to all), group flags and classes that not every engine reads alike."""

_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|.", re.DOTALL)
"""One step of a pattern: an escape, a class, a counted repetition or a character."""


def fault_of(pattern: str) -> str | None:
    """Why a pattern can't be used, in words; None when it can."""
    if len(pattern) > LENGTH_LIMIT:
        return f"The pattern is longer than {LENGTH_LIMIT} characters."
    if found := _FOREIGN.search(pattern):
        return f"The pattern uses “{found.group(1)}”, which not every program reads alike."
    try:
        _compiled(pattern)
        re.compile(pattern)
    except (re2.error, re.error, OverflowError, RecursionError):
        return "The pattern can't be read, or is too large."
    return _running_away(pattern)


def found_in(pattern: str, text: str) -> bool:
    """Whether a pattern that has no fault is found in a text."""
    return _compiled(pattern).search(text) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    return re2.compile(pattern, options=options)


def _running_away(pattern: str) -> str | None:
    """Whether an engine that goes back and tries again could do so without end, as with “(a+)+”."""
    many_ways = [False]
    """For the whole and each open group: whether its contents match one text in several ways."""
    parts = [found.group() for found in _PART.finditer(pattern.replace("(?:", "("))]
    closed = False
    for part in parts:
        most = _most(part)
        if closed and most > FEW:
            return "The pattern repeats a group that itself repeats, or has a choice or an option."
        if part == "(":
            many_ways.append(False)
        elif part == "|" or most > 0:
            many_ways[-1] = True
        closed = part == ")" and many_ways.pop()
        many_ways[-1] = many_ways[-1] or closed
    if sum(_most(part) == _NO_LIMIT for part in parts) > OPEN_REPETITIONS:
        return f"The pattern has more than {OPEN_REPETITIONS} repetitions without a limit."
    return None


def _most(part: str) -> int:
    """How often a repetition repeats at most; 0 for anything else, or for a set number of times."""
    if part == "?":
        return 1
    if part in ("*", "+"):
        return _NO_LIMIT
    if len(part) < 3 or part[0] != "{" or "," not in part:
        return 0
    return int(part[1:-1].partition(",")[2] or _NO_LIMIT)
