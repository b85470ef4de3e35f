"""Check what a template tells the pathway: each of it known, told by what can tell it, and told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aimwell.formschema.feeds import FEEDS, Feed, label_of, list_of
from aimwell.formschema.problems import Problem
from aimwell.formschema.shape import (
    FLAT_SECTION,
    NOTE,
    answered_as,
    escaped,
    is_flat,
    note,
    option_pairs,
    properties,
    sectioned,
    title_of,
)

Json = Any


@dataclass(frozen=True, kw_only=True)
class _Teller:
    """A question that tells something. ``group``: what its group tells; None where it stands in no group."""

    place: str
    name: str
    title: str
    schema: Mapping[str, Json]
    group: str | None = None


def feed_problems(template: Mapping[str, Json]) -> Iterator[Problem]:
    """What can't be told to the pathway as an author means it, or is told by two questions."""
    tellers: dict[str, str] = {}
    for teller in _tellers(template):
        feed = FEEDS.get(teller.name)
        if feed is None or (teller.group is None and list_of(teller.name)):
            yield _unknown(teller)
            continue
        if teller.group is not None and list_of(teller.name) != (teller.group or teller.name):
            yield _misplaced(teller)
            continue
        yield from _misfits(teller, feed)
        if teller.name in tellers:
            yield Problem(
                id="feed-twice",
                place=teller.place,
                message=f"‘{teller.title}’ tells the pathway “{feed.label}”, "
                f"which ‘{tellers[teller.name]}’ tells already.",
                remedy="Let one of the two tell it.",
            )
        tellers.setdefault(teller.name, teller.title)


def _unknown(teller: _Teller) -> Problem:
    listed = list_of(teller.name)
    if listed:
        remedy = f"Ask it in a repeating group that tells “{label_of(listed)}”."
    else:
        remedy = "Choose what it tells from the list, or nothing."
    return Problem(
        id="feed-unknown",
        place=teller.place,
        message=f"What ‘{teller.title}’ is to tell the pathway can’t be told here.",
        remedy=remedy,
    )


def _misplaced(teller: _Teller) -> Problem:
    listed = list_of(teller.name)
    if listed:
        remedy = f"Let the group tell “{label_of(listed)}”, or let the question tell something else."
    else:
        remedy = "Move it out of the group, or let it tell nothing."
    return Problem(
        id="feed-misplaced",
        place=teller.place,
        message=f"‘{teller.title}’ stands in a group whose rows don’t tell “{label_of(teller.name)}”.",
        remedy=remedy,
    )


def _misfits(teller: _Teller, feed: Feed) -> Iterator[Problem]:
    if answered_as(teller.schema) not in feed.widgets:
        yield Problem(
            id="feed-misfit",
            place=teller.place,
            message=f"‘{teller.title}’ can’t tell “{feed.label}”: its answers are of another sort.",
            remedy=f"Ask it as {' or '.join(feed.widgets)}, or choose another.",
        )
        return
    foreign = [value for value, _ in option_pairs(teller.schema) if feed.codes and value not in feed.codes]
    if foreign:
        yield Problem(
            id="feed-options",
            place=teller.place,
            message=f"‘{teller.title}’ tells “{feed.label}”, which has no “{foreign[0]}”.",
            remedy=f"Begin each answer with its code: “{feed.codes[0]} = …”. "
            f"The codes are {', '.join(feed.codes)}.",
        )


def _tellers(template: Mapping[str, Json]) -> Iterator[_Teller]:
    flat = is_flat(template)
    for section_key, section in properties(sectioned(template)).items():
        outer = "" if flat and section_key == FLAT_SECTION else f"/properties/{escaped(section_key)}"
        for key, schema in properties(section).items():
            place = f"{outer}/properties/{escaped(key)}"
            yield from _teller(place, key, schema, None)
            rows = schema.get("items") if isinstance(schema, Mapping) else None
            group = note(schema).get("feeds")
            for column, inner in properties(rows).items():
                where = f"{place}/items/properties/{escaped(column)}"
                yield from _teller(where, column, inner, group if isinstance(group, str) else "")


def _teller(place: str, key: str, schema: Json, group: str | None) -> Iterator[_Teller]:
    name = note(schema).get("feeds")
    if isinstance(name, str):
        where = f"{place}/{NOTE}/feeds"
        yield _Teller(place=where, name=name, title=title_of(key, schema), schema=schema, group=group)
