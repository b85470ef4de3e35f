"""“Offer what stands elsewhere”: a question's source, as an author chooses it and as a template says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.formschema.prefilling import parse
from aimwell.formschema.shape import NOTE
from aimwell_cms.authoring.convert.field import Field, Path, at

Json = Any
_PLACE: Path = (NOTE, "prefill")
NOWHERE = {"source": "", "field": "", "kind": "", "question": ""}
"""The choices of a question to which nothing is offered."""


def _read(schema: Mapping[str, Json]) -> dict[str, str]:
    found = parse(at(schema, _PLACE))
    if found is None:
        return dict(NOWHERE)
    return {"source": found.source, "field": found.field, "kind": found.kind, "question": found.question}


def _write(chosen: Mapping[str, str]) -> Mapping[Path, Json]:
    source = chosen.get("source")
    names = {"person": ("field",), "record": ("kind", "question")}.get(source or "")
    if names is None:
        return {}
    return {_PLACE: {"source": source, **{name: chosen.get(name) or "" for name in names}}}


PREFILL = Field(name="prefill", owns=(_PLACE,), read=_read, write=_write)
