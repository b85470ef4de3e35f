"""From a template to the editor's blocks. Nothing of it is lost: see ``fields`` and ``merge``."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from aimwell.formschema.shape import FLAT_SECTION, is_flat, properties, widget_of
from aimwell_cms.authoring.convert.calculations import calculate_of, said_of
from aimwell_cms.authoring.convert.conditions import ALWAYS, Targets, rows_of, when_of
from aimwell_cms.authoring.convert.field import Field, Path, at
from aimwell_cms.authoring.convert.fields import BLOCK_OF_WIDGET, QUESTIONS, ROOT, SECTION
from aimwell_cms.authoring.convert.merge import CALCULATE, WHEN, Inside, Origin, Placed, build, values_of
from aimwell_cms.authoring.convert.placing import Form, Placing
from aimwell_cms.authoring.convert.translating import by_block
from aimwell_cms.authoring.convert.writing import CALCULATED, CARRIED, write

Json = Any
_NOT_IN_A_ROW = ("group", "guidance", "measure", "calculated")


@dataclass(frozen=True, kw_only=True)
class _Read:
    """A block that was made, and what it was made from."""

    block: dict[str, Json]
    schema: Mapping[str, Json]
    fields: tuple[Field, ...]
    holder: Path | None = None
    group: str = ""


@dataclass
class _Desk:
    read: list[_Read] = field(default_factory=list)

    def add(self, block_type: str, key: str, made_from: _Read) -> dict[str, Json]:
        """Put the values into a new block, and note what it was made from."""
        values = values_of(made_from.fields, made_from.schema)
        made_from.block.update(
            type=block_type,
            id=str(uuid.uuid4()),
            value={**values, "key": key, "when": dict(ALWAYS), "origin": ""},
        )
        self.read.append(made_from)
        return made_from.block


def read_template(template: Mapping[str, Json]) -> Form:
    """The form that a template says, for the editor. ``write`` of it gives the same template again.

    Takes any JSON object; a part that no block can show stands in a block that carries it.
    """
    desk = _Desk()
    flat = is_flat(template)
    if flat:
        sections = [_flat_section(template, desk)]
    else:
        sections = [_section(key, schema, desk) for key, schema in properties(template).items()]
    head = values_of(ROOT, template)
    translations = head.pop("translations")
    form = Form(head=head, sections=sections, flat=flat)
    targets = Placing(form, {}).targets
    for made in desk.read:
        _finish(made, targets)
    if not _is_plain_root(form, template, translations):
        form = replace(form, origin=Origin.of(template, ()).text())
    if translations is None:
        return form
    return replace(form, translations=by_block(translations, template, write(form).places))


def _flat_section(template: Mapping[str, Json], desk: _Desk) -> dict[str, Json]:
    """The one section of a template without sections. Its own values stay empty: the form's head has them."""
    value = {"title": "", "intro": "", "key": FLAT_SECTION, "when": dict(ALWAYS), "origin": ""}
    return {
        "type": "section",
        "id": str(uuid.uuid4()),
        "value": {**value, "questions": _questions(template, desk)},
    }


def _section(key: str, schema: Mapping[str, Json], desk: _Desk) -> dict[str, Json]:
    block = desk.add("section", key, _Read(block={}, schema=schema, fields=SECTION, holder=()))
    block["value"]["questions"] = _questions(schema, desk)
    return block


def _questions(holder: Json, desk: _Desk, group: str = "") -> list[dict[str, Json]]:
    required = holder.get("required") if isinstance(holder, Mapping) else None
    blocks = []
    for key, schema in properties(holder).items():
        block = _question(key, schema, desk, group)
        block["value"]["required"] = isinstance(required, list) and key in required
        blocks.append(block)
    return blocks


def _question(key: str, schema: Json, desk: _Desk, group: str) -> dict[str, Json]:
    block_type = _block_type(schema, bool(group))
    if block_type == CARRIED:
        return _carried(key, schema)
    holder: Path | None = ("items",) if block_type == "group" else None
    block = desk.add(
        block_type,
        key,
        _Read(block={}, schema=schema, fields=QUESTIONS[block_type], holder=holder, group=group),
    )
    if block_type == "group":
        block["value"]["questions"] = _questions(schema["items"], desk, group=block["id"])
    return block


def _block_type(schema: Json, in_a_row: bool) -> str:
    if not isinstance(schema, Mapping):
        return CARRIED
    block_type = BLOCK_OF_WIDGET.get(widget_of(schema) or "", CARRIED)
    if block_type == "group" and not isinstance(at(schema, ("items", "properties")), Mapping):
        return CARRIED
    return CARRIED if in_a_row and block_type in _NOT_IN_A_ROW else block_type


def _carried(key: str, schema: Json) -> dict[str, Json]:
    title = schema.get("title") if isinstance(schema, Mapping) else None
    return {
        "type": CARRIED,
        "id": str(uuid.uuid4()),
        "value": {
            "title": title if isinstance(title, str) else key,
            "key": key,
            "schema": json.dumps(schema, ensure_ascii=False),
        },
    }


def _finish(made: _Read, targets: Targets) -> None:
    """Say the condition in rows; carry the part as it was imported, unless we would write it just so."""
    value = made.block["value"]
    value["when"] = rows_of(at(made.schema, WHEN), targets, made.group)
    inside = None
    if made.holder is not None:
        keys = properties(at(made.schema, made.holder))
        required = [block["value"]["key"] for block in value["questions"] if block["value"]["required"]]
        inside = Inside(dict.fromkeys(keys, 0), required, made.holder)
    placed = [Placed(WHEN, when_of(value["when"], targets, made.group))]
    if made.block["type"] == CALCULATED:
        value["calculation"] = said_of(at(made.schema, CALCULATE), value["gives"], targets)
        placed.append(Placed(CALCULATE, calculate_of(value["calculation"], value["gives"], targets)))
    ours = build(made.fields, value, placed=placed, inside=inside)
    if json.dumps(ours) != _shell(made.schema, made.holder):
        value["origin"] = Origin.of(made.schema, made.holder).text()


def _is_plain_root(form: Form, template: Mapping[str, Json], translations: Json) -> bool:
    required = [
        block["value"]["key"]
        for section in form.sections
        for block in section["value"].get("questions", ())
        if form.flat and block["value"]["required"]
    ]
    inside = Inside(dict.fromkeys(properties(template), 0), required)
    head = {**form.head, "translations": translations}
    return json.dumps(build(ROOT, head, inside=inside)) == _shell(template, ())


def _shell(schema: Mapping[str, Json], holder: Path | None) -> str:
    """A part as text, the parts inside it left out: they speak for themselves."""
    if holder is None or not isinstance(at(schema, (*holder, "properties")), Mapping):
        return json.dumps(schema)
    shell = json.loads(json.dumps(schema))
    outer = at(shell, holder)
    outer["properties"] = dict.fromkeys(outer["properties"], 0)
    return json.dumps(shell)
