"""What a lock is about: the four aspects of a question, and where a part differs in them from its item."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.following.items import Claim, Item, required_of
from aimwell.formschema.following.references import in_section
from aimwell.formschema.shape import (
    NOTE,
    escaped,
    is_flat,
    note,
    option_pairs,
    properties,
    sectioned,
    title_of,
    widget_of,
)

Json = Any

WORDS = ("title", "description")
WORD_NOTES = ("hint", "guidance", "unit", "anchors")
ASKING_NOTES = ("when", "path", "notAsked")
# A form decides these for itself.
FREE = ("$comment", "examples", NOTE)
FREE_NOTES = ("role", "audience", "prefill", "review", "feeds", "library", "local")
CHOICES = ("enum", "oneOf")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Something locked that isn't as in the item. ``aspect``: the lock, or ``missing``."""

    place: str
    aspect: str
    title: str


def differences(claim: Claim, item: Item) -> Iterator[Difference]:
    """Where a part differs from the item in what the item locks. An item without locks: nowhere."""
    if not item.locks:
        return
    if claim.kind == "template":
        yield from _template(claim, item)
    elif claim.kind == "section":
        theirs = in_section(item.part, item.key, claim.section)
        yield from _words(claim.part, theirs, claim.place, claim.section, item.locks)
        yield from _questions(claim.part, theirs, claim.place, item.locks)
    else:
        key = claim.place.rpartition("/")[2]
        yield from _question(claim.part, item.part, claim.place, key, item.locks)
        is_other = (claim.required, note(claim.part).get("notAsked")) != (
            item.required,
            note(item.part).get("notAsked"),
        )
        if "required" in item.locks and is_other:
            yield Difference(place=claim.place, aspect="required", title=title_of(key, claim.part))


def _template(claim: Claim, item: Item) -> Iterator[Difference]:
    yield from _words(claim.part, item.part, "", "", item.locks)
    ours, theirs = sectioned(claim.part), sectioned(item.part)
    yield from _parts(ours, theirs, "", item.locks)
    for key, section in properties(theirs).items():
        own = properties(ours).get(key)
        if own is None:
            continue
        place = "" if is_flat(claim.part) else f"/properties/{escaped(key)}"
        if not is_flat(item.part) and not is_flat(claim.part):
            yield from _words(own, section, place, key, item.locks)
            yield from _asking(own, section, place, key, item.locks)
        yield from _questions(own, section, place, item.locks)


def _questions(ours: Json, theirs: Json, place: str, locks: frozenset[str]) -> Iterator[Difference]:
    """The questions that a section or a row of a followed item asks."""
    yield from _parts(ours, theirs, place, locks)
    required, required_there = required_of(ours), required_of(theirs)
    for key, question in properties(theirs).items():
        own = properties(ours).get(key)
        if own is None:
            continue
        where = f"{place}/properties/{escaped(key)}"
        yield from _question(own, question, where, key, locks)
        yield from _asking(own, question, where, key, locks)
        if "required" in locks and (key in required) != (key in required_there):
            yield Difference(place=where, aspect="required", title=title_of(key, own))


def _parts(ours: Json, theirs: Json, place: str, locks: frozenset[str]) -> Iterator[Difference]:
    """Whether all parts are there, and in which order. Others may stand between them: they are local."""
    there = list(properties(theirs))
    here = [key for key in properties(ours) if key in properties(theirs)]
    for key in there:
        if key not in here:
            title = title_of(key, properties(theirs)[key])
            yield Difference(place=place, aspect="missing", title=title)
    if "order" in locks and here != [key for key in there if key in here]:
        yield Difference(place=place, aspect="order", title="")


def _asking(ours: Json, theirs: Json, place: str, key: str, locks: frozenset[str]) -> Iterator[Difference]:
    if "required" in locks and asking(ours) != asking(theirs):
        yield Difference(place=place, aspect="required", title=title_of(key, ours))


def _words(ours: Json, theirs: Json, place: str, key: str, locks: frozenset[str]) -> Iterator[Difference]:
    if "wording" in locks and wording(ours) != wording(theirs):
        yield Difference(place=place, aspect="wording", title=title_of(key, ours) if key else "")


def _question(ours: Json, theirs: Json, place: str, key: str, locks: frozenset[str]) -> Iterator[Difference]:
    yield from _words(ours, theirs, place, key, locks)
    title = title_of(key, ours)
    if "options" in locks and answering(ours) != answering(theirs):
        yield Difference(place=place, aspect="options", title=title)
    if "order" in locks and not _same_order(ours, theirs):
        yield Difference(place=place, aspect="order", title=title)
    if widget_of(theirs) == "group":
        rows = ours.get("items") if isinstance(ours, Mapping) else None
        yield from _questions(rows, theirs.get("items"), f"{place}/items", locks)


def wording(part: Json) -> dict[str, Json]:
    """The texts of a section or question that whoever fills it in reads, but those of the answers."""
    if not isinstance(part, Mapping):
        return {}
    said = {word: part[word] for word in WORDS if word in part}
    said |= {word: note(part)[word] for word in WORD_NOTES if word in note(part)}
    rows = part.get("items")
    if widget_of(part) == "group" and isinstance(rows, Mapping) and "title" in rows:
        said["row"] = rows["title"]
    return said


def asking(part: Json) -> dict[str, Json]:
    """What decides whether a section or question is asked."""
    return {name: note(part)[name] for name in ASKING_NOTES if name in note(part)}


def answering(question: Json) -> dict[str, Json]:
    """What decides which answers a question takes; its options in no order."""
    if not isinstance(question, Mapping):
        return {}
    options = sorted(json.dumps(pair) for pair in option_pairs(question))
    said: dict[str, Json] = {"widget": widget_of(question), "options": options}
    said |= {word: question[word] for word in answer_keywords(question) if word != "items"}
    holder = question.get("items")
    if isinstance(holder, Mapping) and widget_of(question) != "group":
        said["items"] = {word: value for word, value in holder.items() if word not in (*CHOICES, *WORDS)}
    return said | {word: note(question)[word] for word in answer_notes(question) if word != "labels"}


def answer_keywords(question: Mapping[str, Json]) -> list[str]:
    """The keywords of a question that say which answers it takes, but the options."""
    return [word for word in question if word not in (*WORDS, *FREE, *CHOICES)]


def answer_notes(question: Mapping[str, Json]) -> list[str]:
    """The annotations of a question that say which answers it takes."""
    others = (*WORD_NOTES, *ASKING_NOTES, *FREE_NOTES, "widget")
    return [word for word in note(question) if word not in others]


def _same_order(ours: Json, theirs: Json) -> bool:
    here, there = values_of(ours), values_of(theirs)
    return [value for value in here if value in there] == [value for value in there if value in here]


def values_of(question: Json) -> list[Json]:
    """The values of a question's options, in order."""
    return [value for value, _ in option_pairs(question)] if isinstance(question, Mapping) else []
