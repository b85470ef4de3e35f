"""From the editor's blocks to a template: the document that is checked, previewed and published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from aimwell.formschema import Outline, outline
from aimwell.formschema.shape import escaped
from aimwell_cms.authoring.convert.calculations import NOTHING, calculate_of, said_of
from aimwell_cms.authoring.convert.conditions import ALWAYS, Targets, rows_of, when_of
from aimwell_cms.authoring.convert.field import Field, at
from aimwell_cms.authoring.convert.fields import NOTE, QUESTIONS, ROOT, SECTION
from aimwell_cms.authoring.convert.merge import CALCULATE, WHEN, Inside, Origin, Placed, build
from aimwell_cms.authoring.convert.placing import Block, Form, Placing
from aimwell_cms.authoring.convert.translating import by_pointer

Json = Any

CALCULATED = "calculated"
CARRIED = "carried"
"""The type of a block that holds what this editor can't show."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A template; the block that each JSON pointer of it comes from; the key that each block was given."""

    template: dict[str, Json]
    places: Mapping[str, str]
    keys: Mapping[str, str]

    @cached_property
    def outline(self) -> Outline:
        """The sections and questions of the template."""
        return outline(self.template)

    def block_at(self, place: str) -> str:
        """The id of the block that a place of the template comes from; empty when it is the form's head."""
        while place:
            if place in self.places:
                return self.places[place]
            place = place.rpartition("/")[0]
        return ""


@dataclass
class _Sheet:
    placing: Placing
    places: dict[str, str] = field(default_factory=dict)


def write(form: Form, published: Mapping[str, str] | None = None) -> Written:
    """The template that the blocks say. ``published``: block id to key, for what was published before."""
    sheet = _Sheet(Placing(form, published or {}))
    inside = _questions(form.sections[0], "", sheet) if form.is_flat else _sections(form, sheet)
    origin = Origin.read(form.origin)
    template = build(ROOT, {**form.head, "translations": None}, inside=inside, origin=origin)
    if form.translations is not None:
        # Only what the form says otherwise can tell which translations still have a text.
        given = by_pointer(form.translations, template, sheet.places)
        template = build(ROOT, {**form.head, "translations": given}, inside=inside, origin=origin)
    return Written(template=template, places=sheet.places, keys=sheet.placing.by_id)


def _sections(form: Form, sheet: _Sheet) -> Inside:
    parts: dict[str, Json] = {}
    for section, key in sheet.placing.sections():
        place = f"/properties/{escaped(key)}"
        sheet.places[place] = section.get("id") or ""
        if section["type"] == CARRIED:
            parts[key] = carried(section)
        else:
            parts[key] = _part(SECTION, section, sheet, inside=_questions(section, place, sheet))
    return Inside(parts, _listed_sections(form, parts))


def _listed_sections(form: Form, parts: Mapping[str, Json]) -> list[str]:
    """Sections need no list: each is required while it is asked. One that was imported is kept."""
    origin = Origin.read(form.origin)
    before = at(origin.schema, ("required",)) if origin else None
    return (
        [name for name in before if isinstance(name, str) and name in parts]
        if isinstance(before, list)
        else []
    )


def _questions(
    holder: Block, place: str, sheet: _Sheet, group: str = "", path: tuple[str, ...] = ()
) -> Inside:
    parts: dict[str, Json] = {}
    required: list[str] = []
    for block, key in sheet.placing.inside(holder):
        where = f"{place}/properties/{escaped(key)}"
        sheet.places[where] = block.get("id") or ""
        parts[key] = _question(block, where, sheet, group)
        if block["value"].get("required"):
            required.append(key)
    return Inside(parts, required, path)


def _question(block: Block, place: str, sheet: _Sheet, group: str) -> Json:
    if block["type"] == CARRIED:
        return carried(block)
    inside = None
    if block["type"] == "group":
        inside = _questions(block, f"{place}/items", sheet, block.get("id") or "", ("items",))
    return _part(QUESTIONS[block["type"]], block, sheet, inside=inside, group=group)


def _part(
    fields: Sequence[Field], block: Block, sheet: _Sheet, *, inside: Inside | None, group: str = ""
) -> dict[str, Json]:
    value, targets = block["value"], sheet.placing.targets
    origin = Origin.read(value.get("origin") or "")
    imported = at(origin.schema, WHEN) if origin else None
    when = Placed(
        WHEN,
        when_of(value.get("when") or ALWAYS, targets, group),
        when_of(rows_of(imported, targets, group), targets, group),
    )
    placed = [when, *_calculation(value, origin, targets)] if block["type"] == CALCULATED else [when]
    return build(fields, value, placed=placed, inside=inside, origin=origin)


def _calculation(value: Mapping[str, Json], origin: Origin | None, targets: Targets) -> Iterator[Placed]:
    gives = value.get("gives") or "number"
    now = calculate_of(value.get("calculation") or NOTHING, gives, targets)
    imported = at(origin.schema, CALCULATE) if origin else None
    if imported is None:
        yield Placed(CALCULATE, now)
        return
    was = QUESTIONS[CALCULATED][0].read(origin.schema if origin else {})
    yield Placed(CALCULATE, now, calculate_of(said_of(imported, was, targets), was, targets))


def carried(block: Block) -> Json:
    """A part that this editor can't show, as it was imported; or a block whose type is gone."""
    value = block["value"]
    if value.get("schema"):
        return json.loads(value["schema"])
    return {"title": value.get("title") or "", NOTE: {"widget": value.get("lost_type") or "unknown"}}
