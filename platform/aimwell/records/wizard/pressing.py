"""What the buttons inside a step do: add a row or remove one, ask a question after all."""

from __future__ import annotations

from django.http import QueryDict

from aimwell.records.wizard import leaving, offering
from aimwell.records.wizard.names import ROWS


def typed(posted: QueryDict, action: str, target: str) -> QueryDict:
    """What was posted, without what the button takes away: a row, or the reason not to ask."""
    without = posted.copy()
    if action == "remove":
        group, _, row = target.rpartition(":")
        without.setlist(f"{group}-{ROWS}", [one for one in posted.getlist(f"{group}-{ROWS}") if one != row])
    elif action == "ask":
        without.pop(leaving.field_of(target), None)
        without.pop(leaving.words_field_of(target), None)
    return without


def place_of(action: str, target: str) -> str | None:
    """Where on the same page a button leads, to be added to its address; None when it leads elsewhere."""
    if action == "add":
        return f"?add={target}#{target}"
    if action == "remove":
        return f"#{target.rpartition(':')[0]}"
    if action in offering.ACTIONS:
        return f"#{target.partition(':')[0]}"
    return f"#{target}" if action == "ask" else None
