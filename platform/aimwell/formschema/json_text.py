"""JSON text from anywhere, read so that nothing in it can hurt: bounded in size, depth and numbers."""

from __future__ import annotations

import json
import math
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any

from aimwell.formschema.shape import escaped

Json = Any

SIZE_LIMIT = 1_000_000
"""Bytes of a document: ten times the largest template known."""
DEPTH_LIMIT = 32
NUMBER_LIMIT = 10**15
"""Every number up to here is the same in every JSON reader."""


class Unreadable(ValueError):
    """A text that isn't JSON we take: where (a JSON pointer, empty when unknown), what, and what to do."""

    def __init__(self, message: str, remedy: str, place: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy, self.place = message, remedy, place


class NotJson(Unreadable):
    """A text that isn't JSON at all."""


def parse(text: str | bytes) -> Json:
    """The value that a JSON text holds, keys in their order. Raises Unreadable."""
    try:
        encoded = text.encode() if isinstance(text, str) else text
        if len(encoded) > SIZE_LIMIT:
            raise Unreadable("The document is larger than 1 MB.", "Split it, or take out what isn't needed.")
        value = json.loads(
            encoded.decode(),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_integer,
        )
    except RecursionError:
        raise _too_deep("") from None
    except UnicodeError:
        raise NotJson("The document isn't text in UTF-8.", "Save it in the encoding UTF-8.") from None
    except json.JSONDecodeError as error:
        if not encoded.strip():
            raise NotJson("The document is empty.", "Write a JSON object into it.") from None
        if encoded.startswith(BOM_UTF8):
            raise NotJson("The document has a byte order mark.", "Save it as UTF-8 without one.") from None
        where = f"line {error.lineno}, column {error.colno}"
        raise NotJson(f"This isn't JSON: {error.msg} at {where}.", "Correct it there.") from None
    for fault in faults(value):
        raise fault
    return value


def faults(value: Json) -> Iterator[Unreadable]:
    """What a value holds that plain, bounded JSON doesn't. Without recursion; stops at the depth limit."""
    waiting: list[tuple[Json, str, int]] = [(value, "", 1)]
    while waiting:
        item, place, depth = waiting.pop()
        if depth > DEPTH_LIMIT:
            yield _too_deep(place)
            return
        if isinstance(item, dict):
            for key, inner in item.items():
                if not isinstance(key, str) or not _is_clean(key):
                    yield Unreadable("A name has a character that can't be kept.", "Rename it.", place)
                else:
                    waiting.append((inner, f"{place}/{escaped(key)}", depth + 1))
        elif isinstance(item, list):
            waiting += [(inner, f"{place}/{index}", depth + 1) for index, inner in enumerate(item)]
        elif isinstance(item, str):
            if not _is_clean(item):
                yield Unreadable("A text has a character that can't be kept.", "Take it out.", place)
        elif isinstance(item, (int, float)):
            if not abs(item) <= NUMBER_LIMIT:
                yield _too_large(place)
        elif item is not None:
            yield Unreadable("Here is something that JSON doesn't have.", "Use JSON values only.", place)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable(
                f"The name “{key[:80]}” stands twice in one object.", "Take one out: only one would count."
            )
        found[key] = value
    return found


def _constant(name: str) -> Json:
    raise Unreadable(f"{name} isn't JSON.", "Use a number or null.")


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _too_large("")
    return value


def _integer(digits: str) -> int:
    if len(digits) > 20:
        raise _too_large("")
    return int(digits)


def _is_clean(text: str) -> bool:
    """Whether a text can be kept in UTF-8 by PostgreSQL: no lone surrogate, no null character."""
    if "\x00" in text:
        return False
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _too_deep(place: str) -> Unreadable:
    return Unreadable(f"The document is nested more than {DEPTH_LIMIT} deep.", "Flatten it.", place[:200])


def _too_large(place: str) -> Unreadable:
    return Unreadable(
        "A number is too large to be kept exactly.", "Use one below 10 to the power of 15.", place
    )
