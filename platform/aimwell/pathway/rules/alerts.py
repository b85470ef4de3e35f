"""Alerts: an answer that speaks of danger or safeguarding is shown until somebody says what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.moving import Move, Refusal
from aimwell.pathway.rules.story import Acknowledged, Alert, Story

KINDS: Mapping[str, str] = {
    "danger": "Immediate danger",
    "safeguarding": "Safeguarding concern",
}
"""What an answer may raise an alert about, and what it is called."""


def with_alerts(story: Story, event: Event) -> Story:
    """The story with the alerts that an event raises, of any form or act, whatever a rule recommends."""
    raised = tuple(
        Alert(
            key=f"{event.key}/{kind}",
            kind=kind,
            at=event.at,
            by=event.by,
            service=event.service,
            source=event.source,
        )
        for kind in raised_by(event.said.get("alert"))
    )
    return replace(story, alerts=(*story.alerts, *raised)) if raised else story


def raised_by(told: object) -> tuple[str, ...]:
    """The kinds of alert that what is told (``{"danger": true}``) raises."""
    if not isinstance(told, Mapping):
        return ()
    return tuple(kind for kind in KINDS if told.get(kind) is True)


def acknowledge_alert(story: Story, event: Event) -> Story:
    """Somebody has seen an alert, and says what was done about it."""
    wanted = event.said.get("alert_key")
    alert = next((one for one in story.alerts if one.key == wanted), None)
    if alert is None:
        raise Refusal("There is no such alert. The form that raised it may have been amended.")
    if alert.acknowledged is not None:
        raise Refusal("It was acknowledged already.")
    done = event.text("acknowledged", "done")
    if not done:
        raise Refusal("Say what was done about it.")
    seen = replace(alert, acknowledged=Acknowledged(key=event.key, at=event.at, by=event.by, done=done))
    return replace(story, alerts=tuple(seen if one is alert else one for one in story.alerts))


MOVES: Mapping[str, Move] = {"acknowledge_alert": acknowledge_alert}
