"""Patterns, by RE2: its time grows with the text alone, whatever the pattern."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import re2

LENGTH_LIMIT = 500

_FOREIGN = re.compile(r"(?<!\\)(?:\\\\)*(\\(?![dDwWsSbnrt])[A-Za-z0-9]|\(\?(?!:)|\[\[:)")
"""Escapes (but for the few known to all), group flags and classes that not every engine reads alike."""


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
    return None


def found_in(pattern: str, text: str) -> bool:
    """Whether a pattern that has no fault is found in a text."""
    return _compiled(pattern).search(text) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    return re2.compile(pattern, options=options)
