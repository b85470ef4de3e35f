"""One value of a block, and where it stands in a schema: read one way, written the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aimwell.formschema.shape import NOTE

Json = Any
Path = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One value of a block. ``read`` takes it from a schema; ``write`` says what to put where for it.

    ``name`` is empty for what a block of this kind always says, such as its type.
    """

    name: str
    owns: tuple[Path, ...]
    read: Callable[[Mapping[str, Json]], Json]
    write: Callable[[Json], Mapping[Path, Json]]


def at(schema: Json, path: Path) -> Json:
    """What stands at a path of a schema; None when nothing does."""
    for step in path:
        if not isinstance(schema, Mapping) or step not in schema:
            return None
        schema = schema[step]
    return schema


def put(schema: dict[str, Json], path: Path, value: Json) -> None:
    """Set a value at a path of one or two steps."""
    *outer, last = path
    for step in outer:
        inner = schema.get(step)
        if not isinstance(inner, dict):
            inner = schema[step] = {}
        schema = inner
    schema[last] = value


def take(schema: dict[str, Json], path: Path) -> None:
    """Remove what stands at a path; an annotation left empty goes too."""
    inner = at(schema, path[:-1])
    if isinstance(inner, dict):
        inner.pop(path[-1], None)
        if not inner and path[:-1] == (NOTE,):
            schema.pop(NOTE)


def always(value: Json, *path: str) -> Field:
    """What every block of a kind says."""
    return Field(name="", owns=(path,), read=lambda schema: None, write=lambda _: {path: value})


def text(name: str, *path: str, default: str = "") -> Field:
    """A text; the default, and nothing, are left out."""

    def read(schema: Mapping[str, Json]) -> str:
        found = at(schema, path)
        return found if isinstance(found, str) else default

    return Field(
        name=name,
        owns=(path,),
        read=read,
        write=lambda value: {path: value} if value not in ("", default) else {},
    )


def choice(name: str, choices: Sequence[tuple[str, str]], *path: str) -> Field:
    """One of several; the first, and what isn't among them, are left out."""
    known, default = dict(choices), choices[0][0]
    plain_text = text(name, *path, default=default)

    def read(schema: Mapping[str, Json]) -> str:
        found = plain_text.read(schema)
        return found if found in known else default

    return replace(plain_text, read=read)


def number(name: str, *path: str) -> Field:
    """A number, whole where it is."""

    def read(schema: Mapping[str, Json]) -> float | int | None:
        found = at(schema, path)
        return found if isinstance(found, (int, float)) and not isinstance(found, bool) else None

    return Field(
        name=name, owns=(path,), read=read, write=lambda value: {} if value is None else {path: plain(value)}
    )


def count(name: str, *path: str) -> Field:
    """A whole number."""
    a_number = number(name, *path)

    def read(schema: Mapping[str, Json]) -> int | None:
        found = a_number.read(schema)
        return found if isinstance(found, int) else None

    return replace(a_number, read=read)


def flag(name: str, *path: str, on: Json = True) -> Field:
    """A box to tick: ``on`` stands at the path when it is ticked."""
    return Field(
        name=name,
        owns=(path,),
        read=lambda schema: type(at(schema, path)) is type(on) and at(schema, path) == on,
        write=lambda value: {path: on} if value else {},
    )


def plain(value: float | int) -> float | int:
    """3.0 as 3: an author typed a number, and not its kind."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
