"""The history of a person's pathway, in words: who did what, when and why, and what was undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aimwell.library.models import Kind
from aimwell.organisations.models import User
from aimwell.pathway.rules.events import UNDO, Event, undone

ACTS: Mapping[str, str] = {
    "conversation": "Conversation about a request for help",
    "decide_triage": "Triage decision",
    "help_otherwise": "Helped at Level 1 or 2",
    "make_offer": "Offer made",
    "reply": "Reply to whoever asked",
    "follow_up_offer": "Asked whether an offer helped",
    "acknowledge_alert": "Alert acknowledged",
    "withdraw": "Ended early",
    "reopen": "Taken up again",
    "formulate": "Formulation",
    "prioritise": "Priority",
    "open_episode": "Episode begun",
    "change_aim": "Aim changed",
    "end_episode": "Outcome recorded",
    "add_outcome": "Outcome in the person’s words",
    "add_to_outcome": "Outcome added to",
    "reword_outcome": "Outcome in new words",
    "drop_outcome": "Outcome no longer wanted",
    "link_outcome": "Outcome linked to an episode",
    "write_plan": "Plan written anew",
    "add_action": "Action added",
    "add_milestone": "Milestone added",
    "change_step": "Action or milestone changed",
    "agree": "Agreement or disagreement",
    "ask_review": "Review asked for",
    "hold_review": "Review",
    "ask_opinion": "Second opinion or supervision asked for",
    "give_opinion": "Second opinion or supervision",
    "hand_over": "Handed over",
    "answer_handover": "Answer to the handover",
    UNDO: "Undone",
}
KINDS: Mapping[str, str] = {**{kind.value: str(kind.label) for kind in Kind}, **ACTS}
"""What each kind of event is called. Every kind that moves something is in it: a test sees to that."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the history. ``record``: the signed record to link to, where it is one."""

    key: str
    label: str
    at: datetime
    who: str
    why: str
    record: int | None
    undone: bool
    may_be_undone: bool


def history(events: Iterable[Event]) -> list[Entry]:
    """Every event, newest first, with those that were undone. One statement for the names."""
    ordered = sorted(events, key=lambda event: event.place, reverse=True)
    gone = undone(ordered)
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={event.by for event in ordered})}
    labels = {event.key: KINDS.get(event.kind, event.kind) for event in ordered}
    return [
        Entry(
            key=event.key,
            label=f"Undone: {labels.get(event.undoes, 'something')}"
            if event.kind == UNDO
            else labels[event.key],
            at=event.at,
            who=names.get(event.by, "somebody"),
            why=event.why,
            record=_record(event),
            undone=event.key in gone,
            may_be_undone=event.key not in gone,
        )
        for event in ordered
    ]


def _record(event: Event) -> int | None:
    kind, _, number = event.source.partition(":")
    return int(number) if kind == "record" else None
