"""Every text of a template that people read: what can be said in another language, and where it stands.

A text is named by its JSON pointer. An option is named by its value (``…/x-aimwell/labels/<value>``), whether
its words stand in ``labels``, in ``oneOf`` or are the value itself: options move, and their values don't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.shape import (
    NOTE,
    escaped,
    is_flat,
    note,
    option_pairs,
    properties,
    title_of,
    type_of,
    widget_of,
)

Json = Any
Schema = dict[str, Json]

OPTION = "option/"
"""What the name of an option's text begins with; the option's value follows."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text. ``name``: title, description, hint, guidance, unit, left, right, noun, or ``option/<value>``.

    ``holder`` is the pointer of the form, section or question that says it, ``asked`` the title of that;
    ``section`` is the pointer of its section, empty for what stands at the head of the form.
    """

    pointer: str
    name: str
    text: str
    holder: str
    asked: str
    section: str


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A text in a document that may be changed: how to put other words there, and the parts that show it."""

    text: Text
    put: Callable[[str], None]
    shown_by: tuple[Schema, ...]


def texts(template: Mapping[str, Json]) -> tuple[Text, ...]:
    """Every text, in the order of the form. What has no letter in it needs no translation and is left out."""
    return tuple(slot.text for slot in slots(template))


def slots(template: Mapping[str, Json]) -> Iterator[Slot]:
    """Every text of a template or a compiled schema, with its place in that very object."""
    title = template.get("title")
    head = _Part(template, "", title if isinstance(title, str) else "Form", "")
    yield from head.plain("title", "description")
    if is_flat(template):
        yield from _questions(template, "", "")
        return
    for key, section in properties(template).items():
        place = f"/properties/{escaped(key)}"
        if isinstance(section, Mapping):
            yield from _Part(section, place, title_of(key, section), place).plain("title", "description")
            yield from _questions(section, place, place)


def _questions(holder: Json, place: str, section: str, *, ends_are_set: bool = False) -> Iterator[Slot]:
    """``ends_are_set``: the settings of a measure say the words at the ends of its questions' scales."""
    for key, schema in properties(holder).items():
        if not isinstance(schema, Mapping):
            continue
        where = f"{place}/properties/{escaped(key)}"
        part = _Part(schema, where, title_of(key, schema), section)
        yield from part.plain("title", "description")
        yield from part.noted("hint", "guidance")
        yield from part.options()
        yield from part.noted("unit")
        if not ends_are_set:
            yield from part.anchors()
        widget = widget_of(schema)
        if widget == "group":
            yield from part.noun()
            yield from _questions(schema.get("items"), f"{where}/items", section)
        elif widget == "measure":
            ends = list(part.ends())
            yield from ends
            yield from _questions(schema, where, section, ends_are_set=len(ends) == 2)


@dataclass(frozen=True)
class _Part:
    schema: Mapping[str, Json]
    place: str
    asked: str
    section: str

    def plain(self, *keywords: str) -> Iterator[Slot]:
        for keyword in keywords:
            yield from self._slot(f"/{keyword}", keyword, self.schema, keyword)

    def noted(self, *names: str) -> Iterator[Slot]:
        for name in names:
            yield from self._slot(f"/{NOTE}/{name}", name, note(self.schema), name)

    def noun(self) -> Iterator[Slot]:
        yield from self._slot("/items/title", "noun", self.schema["items"], "title")

    def anchors(self) -> Iterator[Slot]:
        found = note(self.schema).get("anchors")
        if isinstance(found, list) and len(found) == 2:
            for index, name in enumerate(("left", "right")):
                yield from self._slot(f"/{NOTE}/anchors/{index}", name, found, index)

    def options(self) -> Iterator[Slot]:
        for value, label in option_pairs(self.schema):
            if isinstance(value, str):
                yield from self._text(
                    f"/{NOTE}/labels/{escaped(value)}", OPTION + value, label, self._labeller(value)
                )

    def ends(self) -> Iterator[Slot]:
        """The settings of a measure that name the ends of its scales; they show in its compiled questions."""
        settings = note(self.schema).get("settings")
        if not isinstance(settings, dict) or not {"left", "right"} <= set(settings):
            return
        scales = [
            inner
            for inner in properties(self.schema).values()
            if isinstance(inner, dict) and isinstance(note(inner).get("anchors"), list)
        ]
        for index, name in enumerate(("left", "right")):
            yield from self._text(
                f"/{NOTE}/settings/{name}",
                name,
                settings[name],
                _ending(settings, name, scales, index),
                *scales,
            )

    def _slot(self, path: str, name: str, holder: Json, key: str | int) -> Iterator[Slot]:
        text = holder.get(key) if isinstance(holder, Mapping) else holder[key]
        yield from self._text(path, name, text, _setter(holder, key))

    def _text(
        self, path: str, name: str, text: Json, put: Callable[[str], None], *also: Schema
    ) -> Iterator[Slot]:
        if isinstance(text, str) and any(character.isalpha() for character in text):
            told = Text(
                pointer=self.place + path,
                name=name,
                text=text,
                holder=self.place,
                asked=self.asked,
                section=self.section,
            )
            shown_by = tuple(part for part in (self.schema, *also) if isinstance(part, dict))
            yield Slot(text=told, put=put, shown_by=shown_by)

    def _labeller(self, value: str) -> Callable[[str], None]:
        def put(words: str) -> None:
            schema: Json = self.schema
            holder = schema["items"] if type_of(schema)[0] == "array" else schema
            if isinstance(holder.get("oneOf"), list):
                for entry in holder["oneOf"]:
                    if isinstance(entry, dict) and entry.get("const") == value:
                        entry["title"] = words
                return
            notes = schema.setdefault(NOTE, {})
            if not isinstance(notes.get("labels"), dict):
                notes["labels"] = {}
            notes["labels"][value] = words

        return put


def _setter(holder: Json, key: str | int) -> Callable[[str], None]:
    def put(words: str) -> None:
        holder[key] = words

    return put


def _ending(settings: Schema, name: str, scales: list[Schema], index: int) -> Callable[[str], None]:
    def put(words: str) -> None:
        settings[name] = words
        for scale in scales:
            scale[NOTE]["anchors"][index] = words

    return put
