"""What happened: a form was signed, or a practitioner did something that was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = Any

UNDO = "undo"
"""The kind of an event that takes another one back. Nothing is deleted: an undo can be undone too."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event of a person's stream.

    ``key``: ``record:12`` (the first record of a chain of amendments) or ``act:7``; it never changes.
    ``kind``: a kind of form (``triage``) or of act (``open_episode``). ``said``: what it tells: for a form
    what its answers feed, with the ``decision`` on it; for an act what was entered. ``by``: the user.
    ``evidence``: keys of the events that it rests on. ``undoes``: the key that an undo takes back.
    ``source``: the key of what holds the wording now: of an amended form its latest record.
    """

    key: str
    kind: str
    at: datetime
    by: int
    said: Mapping[str, Json] = field(default_factory=dict)
    service: int | None = None
    why: str = ""
    evidence: tuple[str, ...] = ()
    undoes: str = ""
    source: str = ""

    @property
    def place(self) -> tuple[datetime, int, int]:
        """Its place in the stream: by time; what has the same time as it was entered, forms first."""
        kind, _, number = self.key.partition(":")
        return self.at, int(kind != "record"), int(number)

    def text(self, thing: str, name: str) -> str:
        """A text that it tells of a thing (``episode``, ``intended``); empty where it says nothing."""
        told = self.said.get(thing)
        found = told.get(name) if isinstance(told, Mapping) else None
        return found if isinstance(found, str) else ""


def undone(events: Iterable[Event]) -> frozenset[str]:
    """The keys of the events that were taken back; an undo that was itself undone takes nothing back."""
    found: set[str] = set()
    for event in sorted(events, key=lambda event: event.place, reverse=True):
        if event.kind == UNDO and event.key not in found:
            found.add(event.undoes)
    return frozenset(found)


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that count, in order: without those that were undone, and without the undoing itself."""
    ordered = sorted(events, key=lambda event: event.place)
    gone = undone(ordered)
    return tuple(event for event in ordered if event.kind != UNDO and event.key not in gone)
