"""Build one part of a template out of a block, over what was imported for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.shape import NOTE
from aimwell_cms.authoring.convert.field import Field, Path, at, put, take

Json = Any

WHEN: Path = (NOTE, "when")
CALCULATE: Path = (NOTE, "calculate")


@dataclass(frozen=True)
class Placed:
    """What a block says that names other questions: where it stands, and what it says.

    ``usual``: what was imported there, as this editor would have written it.
    """

    path: Path
    now: Json
    usual: Json = None


@dataclass(frozen=True)
class Inside:
    """What a section, a group or a form asks: its parts by key, and which of them are required."""

    parts: Mapping[str, Json]
    required: Sequence[str] = ()
    holder: Path = ()
    """Where the parts stand in the schema: in itself, or in the ``items`` of a group."""


@dataclass(frozen=True)
class Origin:
    """A part as it was imported. ``asked``: the keys of what it held then; None when it held nothing."""

    schema: Mapping[str, Json]
    asked: Sequence[str] | None = None

    @classmethod
    def of(cls, schema: Mapping[str, Json], holder: Path | None) -> Origin:
        """The origin of a schema, without the parts that stand in it."""
        found = at(schema, (*holder, "properties")) if holder is not None else None
        if not isinstance(found, Mapping):
            return cls(schema)
        shell = json.loads(json.dumps(schema))
        put(shell, (*holder, "properties"), {})
        return cls(shell, list(found))

    @classmethod
    def read(cls, text: str) -> Origin | None:
        """The origin that a block carries as text."""
        if not text:
            return None
        found = json.loads(text)
        return cls(found["schema"], found.get("asked"))

    def text(self) -> str:
        """The text for a block to carry."""
        asked = {} if self.asked is None else {"asked": list(self.asked)}
        return json.dumps({"schema": self.schema, **asked}, ensure_ascii=False)


def build(
    fields: Sequence[Field],
    value: Mapping[str, Json],
    *,
    placed: Sequence[Placed] = (),
    inside: Inside | None = None,
    origin: Origin | None = None,
) -> dict[str, Json]:
    """The schema that a block says.

    Without an ``origin`` it is written out in one settled order. With one, only what the author changed since
    the import is changed in it; everything else stays as it came, also what this editor has no field for.
    ``placed``: its condition and its calculation.
    """
    schema = _fresh(fields, value) if origin is None else _changed(fields, value, origin.schema)
    for one in placed:
        if json.dumps(one.now) != json.dumps(one.usual):
            take(schema, one.path)
            if one.now is not None:
                put(schema, one.path, one.now)
    if inside is not None:
        _hold(schema, inside, origin)
    return schema


def values_of(fields: Sequence[Field], schema: Mapping[str, Json]) -> dict[str, Json]:
    """The block's values for a schema."""
    return {field.name: field.read(schema) for field in fields if field.name}


def _fresh(fields: Sequence[Field], value: Mapping[str, Json]) -> dict[str, Json]:
    schema: dict[str, Json] = {}
    for field in fields:
        for path, what in field.write(_value(field, value)).items():
            put(schema, path, what)
    if NOTE in schema:
        schema[NOTE] = schema.pop(NOTE)
    return schema


def _changed(
    fields: Sequence[Field], value: Mapping[str, Json], imported: Mapping[str, Json]
) -> dict[str, Json]:
    schema: dict[str, Json] = json.loads(json.dumps(imported))
    for field in fields:
        now = _value(field, value)
        if not field.name or now == _tidy(field.read(imported)):
            continue
        for path in field.owns:
            take(schema, path)
        for path, what in field.write(now).items():
            put(schema, path, what)
    return schema


def _hold(schema: dict[str, Json], inside: Inside, origin: Origin | None) -> None:
    if origin is not None and origin.asked is None and not inside.parts:
        return
    put(schema, (*inside.holder, "properties"), dict(inside.parts))
    required = _required(inside, origin)
    if required is None:
        take(schema, (*inside.holder, "required"))
    else:
        put(schema, (*inside.holder, "required"), required)


def _required(inside: Inside, origin: Origin | None) -> Json:
    """The names that are required, in the order in which they were imported; None for no list at all.

    Names that were never asked (a fault of the imported document) stay: the check tells the author.
    """
    now = list(inside.required)
    before = at(origin.schema, (*inside.holder, "required")) if origin is not None else None
    if not isinstance(before, list):
        return now or before
    asked_before = (origin.asked if origin is not None else None) or ()
    kept = [name for name in before if name in now or name not in asked_before]
    merged = kept + [name for name in now if name not in kept]
    return merged if merged or not before else None


def _value(field: Field, value: Mapping[str, Json]) -> Json:
    """A block's value; what an empty schema would give where the block has none yet."""
    found = value.get(field.name)
    return _tidy(field.read({}) if found is None else found)


def _tidy(value: Json) -> Json:
    """A browser ends lines with CR LF and a form strips: neither is a change by the author."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, Mapping):
        return {key: _tidy(part) for key, part in value.items()}
    return value
