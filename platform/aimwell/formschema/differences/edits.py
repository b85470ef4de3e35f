"""What turns one JSON document into another, exactly: values, and the order of keys too.

An edit names its place by keys, never by numbers, so it fits other documents of the same making. The entries
of a list that have names of their own (texts; options by their ``const``) are named as the keys of an object
are; any other list is one value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aimwell.formschema.shape import NOTE

Json = Any
Path = tuple[str, ...]
Step = tuple["Edit", ...]
"""Edits that belong together: one of an entry, with what makes room for it or clears up after it."""

_IN_PHASES = ("order", "drop", "ensure", "put", "clear")
_OPENED = frozenset({NOTE, "required", "properties"})
"""Holders whose entries are told one by one also where the whole holder comes or goes."""


class CannotApply(ValueError):
    """An edit of a place that the document doesn't have. ``path`` is that place."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The document has no place {'/'.join(path)}.")
        self.path = path


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One edit.

    ``order``: bring the entries of the holder at ``path`` into the order ``among``, others staying in place.
    ``drop``: take the entry out. ``put``: replace it, or insert it where ``among`` says.
    ``ensure``: the same with an empty holder, unless one is there. ``clear``: take the holder out if empty.
    """

    verb: Literal["order", "drop", "ensure", "put", "clear"]
    path: Path
    value: Json = None
    among: Path = ()


def steps(before: Mapping[str, Json], after: Mapping[str, Json]) -> list[Step]:
    """The edits that turn one document into the other."""
    return list(_steps(before, after, ()))


def _steps(before: Json, after: Json, path: Path) -> Iterator[Step]:
    old, new = _entries(before), _entries(after)
    among = tuple(new)
    common = tuple(key for key in old if key in new)
    if common != (wanted := tuple(key for key in new if key in old)):
        yield (Edit(verb="order", path=path, among=wanted),)
    for key, value in old.items():
        if key not in new:
            yield from _gone(value, (*path, key))
    for key, value in new.items():
        place = (*path, key)
        if key not in old:
            yield from _come(value, place, among)
        elif _are_alike(old[key], value):
            yield from _steps(old[key], value, place)
        elif json.dumps(value) != json.dumps(old[key]):
            yield (Edit(verb="put", path=place, value=value, among=among),)


def _gone(value: Json, path: Path) -> Iterator[Step]:
    if not _is_opened(path, value):
        yield (Edit(verb="drop", path=path),)
        return
    clear = Edit(verb="clear", path=path)
    for key in _entries(value):
        yield (Edit(verb="drop", path=(*path, key)), clear)
    if not value:
        yield (clear,)


def _come(value: Json, path: Path, among: Path) -> Iterator[Step]:
    if not _is_opened(path, value):
        yield (Edit(verb="put", path=path, value=value, among=among),)
        return
    room = Edit(verb="ensure", path=path, value=type(value)(), among=among)
    entries = _entries(value)
    for key, inner in entries.items():
        yield (Edit(verb="put", path=(*path, key), value=inner, among=tuple(entries)), room)
    if not value:
        yield (room,)


def _is_opened(path: Path, value: Json) -> bool:
    # Not a question that happens to be named so.
    return path[-1] in _OPENED and bool(split(path)[1]) and _is_holder(value)


def split(path: Path) -> tuple[Path, Path]:
    """A path as that of the section, question or column that it leads into, and the rest."""
    owner, rest = path[:0], path
    while True:
        length = 3 if rest[:2] == ("items", "properties") else 2 if rest[:1] == ("properties",) else 0
        if not length or len(rest) < length:
            return owner, rest
        owner, rest = owner + rest[:length], rest[length:]


def applied(document: Mapping[str, Json], edits: Iterable[Edit]) -> dict[str, Json]:
    """A copy of the document with the edits made, in whatever order they are given. Raises CannotApply."""
    found: dict[str, Json] = _fresh(dict(document))
    for edit in sorted(edits, key=lambda each: _IN_PHASES.index(each.verb)):
        _apply(found, edit)
    return found


def _fresh(value: Json) -> Json:
    """A copy in which nothing stands twice, as it can in a document that a program made."""
    if isinstance(value, dict):
        return {key: _fresh(inner) for key, inner in value.items()}
    return [_fresh(inner) for inner in value] if isinstance(value, list) else value


def _apply(document: dict[str, Json], edit: Edit) -> None:
    if edit.verb == "order":
        holder = _holder(document, edit.path, edit.path)
        _refill(holder, _reordered(_entries(holder), edit.among))
        return
    holder = _holder(document, edit.path[:-1], edit.path)
    entries, key = dict(_entries(holder)), edit.path[-1]
    if edit.verb == "drop":
        if key not in entries:
            raise CannotApply(edit.path)
        del entries[key]
    elif edit.verb == "clear":
        if key not in entries or entries[key]:
            return
        del entries[key]
    elif key not in entries:
        entries = _inserted(entries, key, _fresh(edit.value), edit.among)
    elif edit.verb == "put":
        entries[key] = _fresh(edit.value)
    _refill(holder, entries)


def _holder(document: Json, path: Path, whole: Path) -> Json:
    for key in path:
        if not _is_holder(document) or key not in (entries := _entries(document)):
            raise CannotApply(whole)
        document = entries[key]
    if not _is_holder(document):
        raise CannotApply(whole)
    return document


def _inserted(entries: dict[str, Json], key: str, value: Json, among: Path) -> dict[str, Json]:
    """After the nearest of those that stand before it in ``among``."""
    before = next((name for name in reversed(among[: among.index(key)]) if name in entries), None)
    found: dict[str, Json] = {} if before is not None else {key: value}
    for name, inner in entries.items():
        found[name] = inner
        if name == before:
            found[key] = value
    return found


def _reordered(entries: Mapping[str, Json], among: Path) -> dict[str, Json]:
    listed = iter([key for key in among if key in entries])
    wanted = set(among)
    order = [next(listed) if key in wanted else key for key in entries]
    return {key: entries[key] for key in order}


def _refill(holder: Json, entries: Mapping[str, Json]) -> None:
    if isinstance(holder, list):
        holder[:] = entries.values()
    else:
        kept = dict(entries)
        holder.clear()
        holder.update(kept)


def _are_alike(old: Json, new: Json) -> bool:
    """Whether both are objects, or lists of which each entry keeps its kind."""
    if isinstance(old, dict) or isinstance(new, dict):
        return isinstance(old, dict) and isinstance(new, dict)
    return _is_holder(old) and _is_holder(new) and len({type(entry) for entry in (*old, *new)}) < 2


def _is_holder(value: Json) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and _names(value) is not None)


def _entries(holder: Json) -> dict[str, Json]:
    if isinstance(holder, list):
        return dict(zip(_names(holder) or (), holder, strict=True))
    return dict(holder)


def _names(items: list[Json]) -> list[str] | None:
    """The names of the entries of a list: texts themselves, options by ``const``; or None."""
    found: list[str] = []
    for item in items:
        name = item.get("const") if isinstance(item, dict) else item
        if not isinstance(name, str):
            return None
        found.append(name)
    mixed = len({isinstance(item, str) for item in items}) > 1
    return None if mixed or len(set(found)) < len(found) else found
