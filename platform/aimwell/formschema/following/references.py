"""The questions that a part names, in its conditions and calculations: which ones, and under another name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aimwell.formschema.shape import NOTE, note, properties

Json = Any

CONDITION, CALCULATION = "when", "calculate"
_NAMING = ("question", "answer", "score")


def named_in(said: Json) -> Iterator[str]:
    """The questions that a condition or a calculation names, as ``section/key``."""
    if isinstance(said, Mapping):
        for word, value in said.items():
            if word in _NAMING and isinstance(value, str):
                if not value.startswith("./"):
                    yield value
            else:
                yield from named_in(value)
    elif isinstance(said, list):
        for one in said:
            yield from named_in(one)


def renamed(part: Json, rename: Callable[[str], str]) -> Json:
    """A part in which every condition and calculation names its questions as ``rename`` says."""
    if not isinstance(part, Mapping):
        return part
    changed = dict(part)
    notes = note(part)
    if CONDITION in notes or CALCULATION in notes:
        changed[NOTE] = {
            name: _renamed(said, rename) if name in (CONDITION, CALCULATION) else said
            for name, said in notes.items()
        }
    if properties(part):
        changed["properties"] = {key: renamed(inner, rename) for key, inner in properties(part).items()}
    if isinstance(part.get("items"), Mapping):
        changed["items"] = renamed(part["items"], rename)
    return changed


def _renamed(said: Json, rename: Callable[[str], str]) -> Json:
    if isinstance(said, Mapping):
        return {
            word: rename(value) if word in _NAMING and isinstance(value, str) else _renamed(value, rename)
            for word, value in said.items()
        }
    if isinstance(said, list):
        return [_renamed(one, rename) for one in said]
    return said


def in_section(part: Mapping[str, Json], before: str, now: str) -> Mapping[str, Json]:
    """A part whose section is called ``now`` instead of ``before``."""
    if before == now:
        return part
    start = f"{before}/"
    moved: Mapping[str, Json] = renamed(
        part, lambda name: f"{now}/{name[len(start) :]}" if name.startswith(start) else name
    )
    return moved
