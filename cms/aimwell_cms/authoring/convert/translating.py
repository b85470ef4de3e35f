"""Translations as the editor keeps them: under the id of a text's block, so that they follow it.

``{language: {name: {"text", "of"}}}``. A name is the block's id and the place of the text in it
(``<id>/x-aimwell/hint``); ``/title`` and ``/description`` are the form's own. What came with an import and
belongs to no text goes by ``?`` and its JSON pointer, and is carried for the check to name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.formschema.languages.texts import texts

Json = Any

UNKNOWN = "?"


def by_block(
    translations: Mapping[str, Json], template: Mapping[str, Json], places: Mapping[str, str]
) -> dict[str, Json]:
    """The translations of a template under the ids of blocks. ``places``: pointer to block (``Written``)."""
    known = {text.pointer for text in texts(template)}
    return {
        language: {
            name_at(pointer, places) if pointer in known else UNKNOWN + pointer: entry
            for pointer, entry in given.items()
        }
        if isinstance(given, Mapping)
        else given
        for language, given in translations.items()
    }


def by_pointer(
    kept: Mapping[str, Json], template: Mapping[str, Json], places: Mapping[str, str]
) -> dict[str, Json]:
    """What the editor keeps, as the template says it. Of a text that is gone now, nothing."""
    pointers = {name_at(text.pointer, places): text.pointer for text in texts(template)}
    return {
        language: {
            pointers.get(name, name.removeprefix(UNKNOWN)): entry
            for name, entry in given.items()
            if name in pointers or name.startswith(UNKNOWN)
        }
        if isinstance(given, Mapping)
        else given
        for language, given in kept.items()
    }


def name_at(pointer: str, places: Mapping[str, str]) -> str:
    """The name under which the editor keeps the translation of the text at a pointer."""
    place = pointer
    while place:
        if place in places:
            return places[place] + pointer[len(place) :]
        place = place.rpartition("/")[0]
    return pointer
