"""The front door: alerts whatever is decided, an offer and a reply for whoever is turned elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from aimwell.pathway.rules.events import UNDO, Event
from aimwell.pathway.rules.folding import fold, refusal_of
from aimwell.pathway.rules.offers import missing_of
from aimwell.pathway.rules.tasks import tasks_of

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
OFFER = {
    "offer": {"text": "A walking group", "level": "1", "red_flags": "A fall", "follow_up_on": "2026-04-01"}
}
REQUEST = ("request", {"request": {"wanted": "To get out again"}})


def triaged(role: str, **more: Any) -> tuple[str, dict[str, Any]]:
    told = {"purpose": "triage", "code": role, "label": role, "role": role, "recommended": role}
    return ("triage", {"decision": told, **more})


def events(*steps: tuple[str, dict[str, Any]]) -> list[Event]:
    """A stream of steps, an hour apart: ``record:1``, ``record:2`` and so on."""
    return [
        Event(
            key=f"record:{number}",
            kind=kind,
            at=START + timedelta(hours=number),
            by=1,
            service=1,
            said=said,
            undoes=said.get("undoes", ""),
        )
        for number, (kind, said) in enumerate(steps, start=1)
    ]


def tasks(*steps: tuple[str, dict[str, Any]]) -> dict[str, date]:
    return {task.kind: task.due for task in tasks_of(fold(events(*steps)))}


def missing(*steps: tuple[str, dict[str, Any]]) -> tuple[str, ...]:
    return missing_of(fold(events(*steps)).pathways[0])


def refusal(*steps: tuple[str, dict[str, Any]]) -> str:
    (*before, fresh) = events(*steps)
    return refusal_of(before, fresh)


@pytest.mark.parametrize("role", ["urgent", "routine", "not_necessary", "more_information"])
def test_danger_raises_an_alert_whatever_is_decided(role):
    story = fold(events(REQUEST, triaged(role, alert={"danger": True})))
    assert [alert.key for alert in story.alerts] == ["record:2:danger"]
    assert "acknowledge_alert" in tasks(REQUEST, triaged(role, alert={"danger": True}))


def test_any_kind_of_form_raises_alerts_and_no_is_none():
    story = fold(events(("other", {"alert": {"safeguarding": True, "danger": False}})))
    assert [alert.kind for alert in story.alerts] == ["safeguarding"]
    assert story.pathways == ()


def test_an_alert_stays_until_somebody_says_what_was_done():
    raised = ("other", {"alert": {"danger": True}})
    empty = ("acknowledge_alert", {"alert_key": "record:1:danger", "acknowledged": {"done": ""}})
    assert refusal(raised, empty) == "Say what was done about it."
    seen = ("acknowledge_alert", {"alert_key": "record:1:danger", "acknowledged": {"done": "Rang 999"}})
    (alert,) = fold(events(raised, seen)).alerts
    assert alert.acknowledged is not None
    assert alert.acknowledged.done == "Rang 999"
    assert tasks(raised, seen) == {}
    assert refusal(raised, seen, seen) == "It was acknowledged already."
    assert "acknowledge_alert" in tasks(raised, seen, (UNDO, {"undoes": "record:2"}))


def test_nobody_is_sent_away_with_nothing():
    away = {"pathway": "record:1"}
    assert "Say what is offered instead" in refusal(REQUEST, ("help_otherwise", away))
    flagless = {**away, "offer": {"text": "A walking group"}}
    assert "Say which warning signs" in refusal(REQUEST, ("help_otherwise", flagless))
    assert refusal(REQUEST, ("help_otherwise", {**away, **OFFER})) == ""
    decided = {**away, "decision": triaged("not_necessary")[1]["decision"]}
    assert "Say what is offered instead" in refusal(REQUEST, ("decide_triage", decided))
    assert refusal(REQUEST, ("decide_triage", {**decided, **OFFER})) == ""


def test_pages_of_the_site_are_an_offer_too():
    pages = {"pages": [{"title": "Falls", "address": "/falls/"}], "red_flags": "A fall"}
    story = fold(events(REQUEST, ("help_otherwise", {"pathway": "record:1", "offer": pages})))
    assert story.pathways[0].offers[0].pages == (("Falls", "/falls/"),)


def test_a_signed_form_without_an_offer_stands_and_says_what_is_missing():
    assert missing(REQUEST, triaged("not_necessary")) == ("offer", "red_flags", "reply")
    assert set(tasks(REQUEST, triaged("not_necessary"))) == {"make_offer", "reply"}
    made = ("make_offer", {"pathway": "record:1", **OFFER})
    assert missing(REQUEST, triaged("not_necessary"), made) == ("reply",)
    told = ("reply", {"pathway": "record:1", "reply": {"told": "What we decided", "how": "Letter"}})
    assert missing(REQUEST, triaged("not_necessary"), made, told) == ()
    assert tasks(REQUEST, triaged("not_necessary"), made, told) == {"follow_up_offer": date(2026, 4, 1)}


def test_whoever_asked_is_told_of_an_acceptance_until_the_assessment():
    assert "reply" in tasks(REQUEST, triaged("routine"))
    assert tasks(REQUEST, triaged("routine", offer={"replied": True})) == {}
    assert tasks(REQUEST, triaged("routine"), ("assessment", {})) == {}
    assert tasks(REQUEST, triaged("more_information")) == {"more_information": date(2026, 3, 7)}


def test_a_decision_taken_anew_is_told_anew():
    told = ("reply", {"pathway": "record:1", "reply": {"told": "We will help", "how": "Phone"}})
    again = (REQUEST, triaged("routine"), told, triaged("urgent"))
    assert missing(*again) == ("reply",)


def test_an_offer_is_followed_up_until_it_is_known_whether_it_helped():
    helped = (REQUEST, ("help_otherwise", {"pathway": "record:1", **OFFER}))

    def asked(answer: str, **more: Any) -> tuple[str, dict[str, Any]]:
        told = {"answer": answer, **more}
        return ("follow_up_offer", {"pathway": "record:1", "offer_key": "record:2", "follow_up": told})

    assert tasks(*helped)["follow_up_offer"] == date(2026, 4, 1)
    unreached = asked("not_reached", next_on="2026-04-08")
    assert tasks(*helped, unreached)["follow_up_offer"] == date(2026, 4, 8)
    assert tasks(*helped, unreached, asked("partly")) == {}
    assert "Say whether it helped" in refusal(*helped, asked("perhaps"))
    withdrawn = ("withdraw", {"pathway": "record:1"})
    assert tasks(REQUEST, ("make_offer", {"pathway": "record:1", **OFFER}), withdrawn) == {}


def test_an_offer_without_a_day_is_followed_up_four_weeks_later():
    offer = {"offer": {"text": "Advice", "red_flags": "A fall"}}
    step = ("help_otherwise", {"pathway": "record:1", **offer})
    assert tasks(REQUEST, step)["follow_up_offer"] == date(2026, 3, 30)


def test_a_conversation_keeps_what_was_said_in_it():
    said = {
        "request": {
            "asked_by": "carer",
            "asker": "Her son",
            "resources": "A neighbour",
            "warning_signs": "Tired",
        },
        "risks": [{"what": "Falls", "note": "Twice"}],
    }
    (request,) = fold(events(("conversation", said))).pathways[0].requests
    assert (request.asker, request.resources, request.risks) == (
        "Her son",
        "A neighbour",
        (("Falls", "Twice"),),
    )
