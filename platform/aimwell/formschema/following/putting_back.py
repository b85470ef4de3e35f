"""Put back what is locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from aimwell.formschema.following.aspects import (
    ASKING_NOTES,
    CHOICES,
    WORD_NOTES,
    WORDS,
    answer_keywords,
    answer_notes,
    values_of,
)
from aimwell.formschema.following.items import (
    FOLLOW,
    QUESTION,
    SECTION,
    Claim,
    Item,
    Items,
    claims,
    is_library_note,
    part_at,
    required_of,
    set_note,
    steps,
)
from aimwell.formschema.following.locks import Remembered
from aimwell.formschema.following.marking import marked
from aimwell.formschema.following.references import in_section
from aimwell.formschema.shape import is_flat, note, properties, sectioned, widget_of

Json = Any
Part = dict[str, Json]


def relock(template: Mapping[str, Json], items: Items, remembered: Remembered) -> Part:
    """The template with everything locked as its items have it, and links that were lost put back.

    What isn't locked, and what was added, stays. An item that isn't among ``items`` is left alone.
    """
    changed: Part = deepcopy(dict(template))
    for place, wanted in remembered.items():
        part, item = part_at(changed, place), items.get(wanted)
        if isinstance(part, dict) and item is not None and not _follows(part, item):
            set_note(part, "library", item.note(FOLLOW))
    # Inner ones last: what their outer one doesn't lock, they do.
    for claim in claims(changed):
        item = items.get(claim.wanted)
        if claim.follows and item is not None and item.kind == claim.kind:
            _put_back(changed, claim, item)
    return marked(changed, items)


def _follows(part: Part, item: Item) -> bool:
    said = note(part).get("library")
    if not isinstance(said, Mapping) or not is_library_note(said):
        return False
    is_later: bool = said["version"] >= item.version
    return is_later and (said["item"], said["mode"]) == (item.id, FOLLOW)


def _put_back(template: Part, claim: Claim, item: Item) -> None:
    part = part_at(template, claim.place)
    # Gone, where the whole template was put back in other sections.
    if not isinstance(part, dict):
        return
    set_note(part, "library", item.note(FOLLOW))
    if not item.locks:
        return
    if claim.kind == QUESTION:
        _question(part, item.part, item.locks)
        if "required" in item.locks:
            _set_note_as(part, item.part, "notAsked")
            require(_holder(template, claim.place), steps(claim.place)[-1], item.required)
    elif claim.kind == SECTION:
        theirs = in_section(item.part, item.key, claim.section)
        _words(part, theirs, item.locks)
        _inside(part, theirs, item.locks)
    else:
        _whole(part, item)


def _holder(template: Part, place: str) -> Part:
    holder: Part = part_at(template, place.rpartition("/properties/")[0])
    return holder


def _whole(template: Part, item: Item) -> None:
    _words(template, item.part, item.locks)
    if is_flat(template) and is_flat(item.part):
        _inside(template, item.part, item.locks)
        return
    if is_flat(template):
        plain = sectioned(template)
        template.clear()
        template.update(plain)
    theirs = sectioned(item.part)
    _bring_parts(template, theirs, item.locks)
    for key, section in properties(theirs).items():
        own = template["properties"][key]
        if not is_flat(item.part):
            _words(own, section, item.locks)
            _asking(own, section, item.locks)
        _inside(own, section, item.locks)


def _inside(own: Part, theirs: Json, locks: frozenset[str]) -> None:
    """The questions of a section or of a row."""
    _bring_parts(own, theirs, locks)
    for key, question in properties(theirs).items():
        if not isinstance(own["properties"][key], dict):
            own["properties"][key] = deepcopy(question)
        _question(own["properties"][key], question, locks)
        _asking(own["properties"][key], question, locks)
        if "required" in locks:
            require(own, key, key in required_of(theirs))


def _bring_parts(own: Part, theirs: Json, locks: frozenset[str]) -> None:
    """All parts of the item are there again; in its order, where that is locked."""
    here, there = dict(properties(own)), properties(theirs)
    for key, part in there.items():
        if key not in here:
            here[key] = deepcopy(part)
            if key in required_of(theirs):
                require(own, key, True)
    order = list(here)
    if "order" in locks:
        order = reordered(order, list(there))
    own["properties"] = {key: here[key] for key in order}


def reordered(here: Sequence[str], there: Sequence[str]) -> list[str]:
    """``here`` with those of ``there`` in its order; each other one stays behind what it stood behind."""
    behind: dict[str, list[str]] = {"": []}
    last = ""
    for key in here:
        if key in there:
            last = key
            behind.setdefault(key, [])
        else:
            behind[last].append(key)
    ordered = list(behind[""])
    for key in there:
        if key in behind:
            ordered += [key, *behind[key]]
    return ordered


def _question(own: Part, theirs: Mapping[str, Json], locks: frozenset[str]) -> None:
    if "options" in locks:
        set_answers(own, theirs, keep_order="order" not in locks)
    elif "order" in locks:
        _order_options(own, values_of(theirs))
    _words(own, theirs, locks)
    rows = theirs.get("items")
    if widget_of(theirs) == "group" and isinstance(rows, Mapping):
        if not isinstance(own.get("items"), dict):
            own["items"] = {word: value for word, value in deepcopy(dict(rows)).items() if word != "title"}
        _inside(own["items"], rows, locks)
        if "wording" in locks:
            _set_as(own["items"], rows, "title")


def set_answers(own: Part, theirs: Mapping[str, Json], *, keep_order: bool) -> None:
    """Let a question take the answers that another takes."""
    order = values_of(own)
    rows = own.get("items") if widget_of(theirs) == "group" else None
    for word in [*answer_keywords(own), *CHOICES]:
        own.pop(word, None)
    for word in (word for word in theirs if word in answer_keywords(theirs) or word in CHOICES):
        own[word] = deepcopy(theirs[word])
    if rows is not None:
        own["items"] = rows
    for name in [*answer_notes(own), "widget"]:
        set_note(own, name, None)
    for name in [*answer_notes(theirs), "widget"]:
        if name in note(theirs):
            set_note(own, name, deepcopy(note(theirs)[name]))
    if keep_order:
        _order_options(own, order)


def _order_options(own: Part, wanted: list[Json]) -> None:
    """The options in the order of ``wanted``; those that aren't in it stand last."""
    for holder in (own, own.get("items")):
        if not isinstance(holder, dict):
            continue
        for word in CHOICES:
            found = holder.get(word)
            if isinstance(found, list):
                holder[word] = sorted(found, key=lambda one: _rank(_value(one), wanted))


def _value(option: Json) -> Json:
    return option.get("const") if isinstance(option, Mapping) else option


def _rank(value: Json, wanted: list[Json]) -> int:
    return wanted.index(value) if value in wanted else len(wanted)


def _words(own: Part, theirs: Mapping[str, Json], locks: frozenset[str]) -> None:
    if "wording" in locks:
        for word in WORDS:
            _set_as(own, theirs, word)
        for name in WORD_NOTES:
            _set_note_as(own, theirs, name)


def _asking(own: Part, theirs: Mapping[str, Json], locks: frozenset[str]) -> None:
    if "required" in locks:
        for name in ASKING_NOTES:
            _set_note_as(own, theirs, name)


def _set_as(own: Part, theirs: Mapping[str, Json], word: str) -> None:
    if word in theirs:
        own[word] = theirs[word]
    else:
        own.pop(word, None)


def _set_note_as(own: Part, theirs: Mapping[str, Json], name: str) -> None:
    if note(own).get(name) != note(theirs).get(name):
        set_note(own, name, deepcopy(note(theirs).get(name)))


def require(holder: Part, key: str, wanted: bool) -> None:
    """Put a key among those that an object requires, or take it out."""
    names = required_of(holder)
    if wanted and key not in names:
        holder["required"] = [*names, key]
    elif not wanted and key in names:
        names = [name for name in names if name != key]
        if names:
            holder["required"] = names
        else:
            holder.pop("required")
