"""Alerts: an answer that speaks of danger or safeguarding is shown until somebody says what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aimwell.formschema.alerts import alerts_in
from aimwell.pathway.rules.events import Event
from aimwell.pathway.rules.moving import Move, Refusal
from aimwell.pathway.rules.story import Acknowledged, Alert, Story


def with_alerts(story: Story, event: Event) -> Story:
    """The story with the alerts that an event raises, of any form or act, whatever a rule recommends."""
    raised = tuple(
        Alert(
            key=f"{event.key}:{kind}",
            kind=kind,
            at=event.at,
            by=event.by,
            service=event.service,
            source=event.source,
        )
        for kind in alerts_in(event.said.get("alert"))
    )
    return replace(story, alerts=(*story.alerts, *raised)) if raised else story


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
