"""What a section or question is made of, piece by piece: each is merged as one, and put back as one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.conditions import ConditionFault, parse
from aimwell.formschema.feeds import label_of
from aimwell.formschema.following.aspects import (
    ASKING_NOTES,
    FREE_NOTES,
    WORD_NOTES,
    WORDS,
    answering,
    values_of,
)
from aimwell.formschema.following.items import set_note
from aimwell.formschema.following.putting_back import set_answers
from aimwell.formschema.outline import Outline
from aimwell.formschema.shape import note, option_pairs
from aimwell.formschema.wording import words

Json = Any
Part = dict[str, Json]

_NAMES = {
    "title": "wording",
    "description": "text below the title",
    "hint": "hint",
    "guidance": "guidance for the practitioner",
    "unit": "unit",
    "anchors": "words at the ends of the scale",
    "answers": "answers",
    "when": "condition",
    "path": "path",
    "notAsked": "“not asked today”",
    "role": "who answers",
    "audience": "who sees the answer",
    "prefill": "what it is filled in with beforehand",
    "review": "whether it is asked again at review",
    "feeds": "what the answer tells the pathway",
}


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One piece of a part. ``lock``: the lock that holds it; empty for what is never locked."""

    name: str
    lock: str
    read: Callable[[Mapping[str, Json]], Json]
    take: Callable[[Part, Mapping[str, Json]], None]
    """Make the piece of one part as that of another."""

    @property
    def words(self) -> str:
        """What it is, for an author."""
        return _NAMES[self.name]


def _keyword(name: str, lock: str) -> Facet:
    def take(own: Part, theirs: Mapping[str, Json]) -> None:
        if name in theirs:
            own[name] = theirs[name]
        else:
            own.pop(name, None)

    return Facet(name=name, lock=lock, read=lambda part: part.get(name), take=take)


def _annotation(name: str, lock: str) -> Facet:
    return Facet(
        name=name,
        lock=lock,
        read=lambda part: note(part).get(name),
        take=lambda own, theirs: set_note(own, name, note(theirs).get(name)),
    )


_ANSWERS = Facet(
    name="answers",
    lock="options",
    read=lambda part: [answering(part), values_of(part)],
    take=lambda own, theirs: set_answers(own, theirs, keep_order=False),
)
_TEXTS = (
    *(_keyword(name, "wording") for name in WORDS),
    *(_annotation(name, "wording") for name in WORD_NOTES),
)
_ASKING = tuple(_annotation(name, "required") for name in ASKING_NOTES)
_OWN = tuple(_annotation(name, "") for name in FREE_NOTES if name not in ("library", "local"))


def facets(*, is_question: bool, is_outermost: bool) -> Iterator[Facet]:
    """The pieces of a section or question. When the part that follows is asked itself, its form decides."""
    yield from _TEXTS
    if is_question:
        yield _ANSWERS
        yield from _OWN
    yield from (facet for facet in _ASKING if not is_outermost or facet.name == "notAsked")


def told(facet: Facet, part: Mapping[str, Json], outline: Outline) -> str:
    """A piece as an author reads it, beside another version of it."""
    found = facet.read(part)
    if facet.name == "answers":
        return ", ".join(label for _, label in option_pairs(part)) or _limits(part)
    if found is None:
        return "none"
    if facet.name == "when":
        try:
            return words(parse(found), outline)
        except ConditionFault:
            return json.dumps(found, ensure_ascii=False)
    if facet.name == "feeds":
        found = label_of(found)
    if facet.name == "anchors" and isinstance(found, list):
        return " – ".join(str(end) for end in found)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def _limits(part: Mapping[str, Json]) -> str:
    kept = {word: value for word, value in answering(part).items() if word not in ("options", "items")}
    return ", ".join(f"{word} {value}" for word, value in kept.items() if value is not None)
