"""“Not asked today, because …”: the fields in which a practitioner says why a question is left out."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from aimwell.formschema.languages.speech import Speech
from aimwell.records.answers import JOINT, LEFT, USUAL_REASONS, reason_in_words

OTHER = "other"
"""The value of the choice “Another reason”; no usual reason is like it."""


def field_of(name: str) -> str:
    """The name of the field for the question whose field is ``name``. No question's own name begins so."""
    return f"_left-{name}"


def words_field_of(name: str) -> str:
    """The name of the field for a reason in one's own words."""
    return f"{field_of(name)}-words"


def reason_of(chosen: str, words: str) -> str | None:
    """The reason that was entered; empty when none is said though one is wanted, None when none is wanted."""
    words = words.strip()
    if chosen in USUAL_REASONS:
        return f"{chosen}{JOINT}{words}" if words else chosen
    return words if chosen == OTHER or words else None


def slots_of(reason: str | None, say: Speech, *, answered: bool) -> Mapping[str, str]:
    """What goes into the slots: ``lo`` open, ``ls`` heading, ``l0``… choices, ``lw`` words, ``lb`` both."""
    if reason is None:
        return {"ls": say(LEFT), "lb": " hidden"}
    number, words = _apart(reason)
    return {
        "ls": str(escape(f"{say(LEFT)}{JOINT}{reason_in_words(reason, say)}" if reason else say(LEFT))),
        "lo": " open",
        f"l{number}": " checked",
        "lw": str(escape(words)),
        "lb": "" if answered else " hidden",
    }


def _apart(reason: str) -> tuple[int, str]:
    """Which choice a reason is, and what was said in words beside it."""
    for number, usual in enumerate(USUAL_REASONS):
        if reason == usual:
            return number, ""
        if reason.startswith(f"{usual}{JOINT}"):
            return number, reason.removeprefix(f"{usual}{JOINT}")
    return len(USUAL_REASONS), reason
