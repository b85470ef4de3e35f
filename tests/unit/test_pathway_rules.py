"""The pathway's states: every step that may be taken, those that may not, and what an undo brings back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimwell.pathway.rules.events import UNDO, Event, standing
from aimwell.pathway.rules.folding import MOVES, fold, refusal_of
from aimwell.pathway.rules.states import State

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
EPISODE = {"episode": {"aim": "maintain", "intended": "Walks to the shop as she does now"}}
OFFER = {"offer": {"text": "Exercises", "red_flags": "A fall"}}
MET = {"verdict": {"success": "met", "direction": "same"}}


def decision(role: str, purpose: str = "triage", **more: Any) -> dict[str, Any]:
    told = {"purpose": purpose, "code": role, "label": role.title(), "role": role, "recommended": role}
    return {"decision": {**told, **more}}


def events(*steps: tuple[str, dict[str, Any]], service: int | None = 1) -> list[Event]:
    """A stream of steps, an hour apart: ``record:1``, ``record:2`` and so on."""
    return [
        Event(
            key=f"record:{number}",
            kind=kind,
            at=START + timedelta(hours=number),
            by=1,
            service=service,
            said=said,
            undoes=said.get("undoes", ""),
        )
        for number, (kind, said) in enumerate(steps, start=1)
    ]


ACCEPTED = (("request", {"request": {"wanted": "To get out again"}}), ("triage", decision("routine")))
ASSESSED = (*ACCEPTED, ("assessment", decision("high", "priority")))
IN_EPISODE = (*ASSESSED, ("open_episode", {"pathway": "record:1", **EPISODE}))
ENDED = (*IN_EPISODE, ("end_episode", {"pathway": "record:1", "episode_key": "record:4", **MET}))


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (ACCEPTED[:1], State.REQUESTED),
        (ACCEPTED, State.ACCEPTED),
        ((ACCEPTED[0], ("triage", decision("more_information"))), State.ASKED_MORE),
        ((ACCEPTED[0], ("triage", decision("not_necessary"))), State.HELPED_OTHERWISE),
        ((ACCEPTED[0], ("help_otherwise", {"pathway": "record:1", **OFFER})), State.HELPED_OTHERWISE),
        ((*ACCEPTED, ("assessment", {})), State.ASSESSED),
        (ASSESSED, State.PRIORITISED),
        (IN_EPISODE, State.IN_EPISODE),
        (ENDED, State.BETWEEN),
        ((*ENDED, ("closure", {"handover": {"risk": "A fall"}})), State.HANDED_OVER),
    ],
)
def test_each_step_leads_where_the_diagram_says(steps, state):
    story = fold(events(*steps))
    assert [one.state for one in story.pathways] == [state]
    assert story.unplaced == ()


def test_a_form_that_fits_nowhere_is_kept_with_its_reason():
    story = fold(events(("closure", {})))
    assert story.pathways == ()
    assert [left.kind for left in story.unplaced] == ["closure"]
    assert "No request for help is open here" in story.unplaced[0].reason


def test_two_episodes_beside_each_other_end_one_by_one():
    second = ("open_episode", {"pathway": "record:1", **EPISODE})
    both = (*IN_EPISODE, second)
    one_ended = (*both, ("end_episode", {"pathway": "record:1", "episode_key": "record:4", **MET}))
    assert fold(events(*one_ended)).pathways[0].state == State.IN_EPISODE
    ended = (*one_ended, ("end_episode", {"pathway": "record:1", "episode_key": "record:5", **MET}))
    assert fold(events(*ended)).pathways[0].state == State.BETWEEN


def test_a_changed_aim_keeps_the_aim_until_then():
    change = {"pathway": "record:1", "episode_key": "record:4", "episode": {"aim": "comfort"}}
    (*before, fresh) = events(*IN_EPISODE, ("change_aim", change))
    assert refusal_of(before, fresh) == "Say why the aim is another one now."
    (pathway,) = fold([*before, replace(fresh, why="She is nearing the end of her life")]).pathways
    (episode,) = pathway.episodes
    assert episode.aim == "comfort"
    assert [was.aim for was in episode.changes] == ["maintain"]


def test_an_act_that_is_not_legal_says_why_and_what_to_do():
    before = events(*ACCEPTED)
    (*_, fresh) = events(*ACCEPTED, ("hand_over", {"pathway": "record:9"}))
    assert refusal_of(before, fresh) == "No request for help is open here. There is nothing to hand over."
    (*_, fresh) = events(*IN_EPISODE, ("hand_over", {"pathway": "record:1"}))
    assert "Record its outcome first" in refusal_of(events(*IN_EPISODE), fresh)


def test_undoing_what_something_later_rests_on_is_refused():
    (*before, fresh) = events(*ENDED, (UNDO, {"undoes": "record:4"}))
    assert "would lose its place" in refusal_of(before, fresh)
    (*before, fresh) = events(*ENDED, (UNDO, {"undoes": "record:5"}))
    assert refusal_of(before, fresh) == ""
    assert fold([*before, fresh]).pathways[0].state == State.IN_EPISODE


def test_an_undo_can_be_undone_and_nothing_is_undone_twice():
    undone = events(*ENDED, (UNDO, {"undoes": "record:5"}))
    (*_, again) = events(*ENDED, (UNDO, {"undoes": "record:5"}), (UNDO, {"undoes": "record:5"}))
    assert refusal_of(undone, again) == "It was undone already."
    redone = events(*ENDED, (UNDO, {"undoes": "record:5"}), (UNDO, {"undoes": "record:6"}))
    assert fold(redone).pathways[0].state == State.BETWEEN


def test_a_second_request_joins_the_pathway_under_way_in_its_service():
    story = fold(events(*ACCEPTED, ("request", {"request": {"asker": "Her son"}})))
    (pathway,) = story.pathways
    assert [asked.asker for asked in pathway.requests] == ["", "Her son"]
    assert story.pathway("record:3") == pathway


def test_a_new_request_after_the_end_begins_a_new_pathway():
    steps = (*ENDED, ("closure", {}), ACCEPTED[0])
    assert [one.state for one in fold(events(*steps)).pathways] == [State.HANDED_OVER, State.REQUESTED]


KINDS = [*MOVES, "review", "carer", "nonsense"]
SAID = st.fixed_dictionaries(
    {},
    optional={
        "pathway": st.sampled_from(["record:1", "record:2", "record:99"]),
        "episode_key": st.sampled_from(["record:2", "record:3", "record:4", "x"]),
        "episode": st.sampled_from(
            [EPISODE["episode"], {"aim": "comfort"}, {"aim": 3, "outcomes": ["record:1"]}, []]
        ),
        "verdict": st.sampled_from([MET["verdict"], {"success": "x", "reasons": 3}, "x"]),
        "decision": st.sampled_from(
            [decision(role, purpose)["decision"] for role in ("urgent", "not_necessary", "other")
             for purpose in ("triage", "priority", "eligibility")]
        ),
        "handover": st.just({"accepted": True}),
        "offer": st.sampled_from([OFFER["offer"], {"replied": True}, {"pages": [{}, 1], "level": "9"}, "x"]),
        "opinion": st.sampled_from([{"sort": "supervision", "question": "Safe?", "text": "Yes"}, {}, 3]),
        "opinion_key": st.sampled_from(["record:1", "record:2", []]),
        "offer_key": st.sampled_from(["record:1", "record:2", "x"]),
        "follow_up": st.sampled_from([{"answer": "helped"}, {"answer": "not_reached", "next_on": "x"}, 1]),
        "reply": st.sampled_from([{"told": "All", "how": "Phone"}, {}]),
        "alert": st.sampled_from([{"danger": True}, {"safeguarding": True, "danger": "yes"}, []]),
        "alert_key": st.sampled_from(["record:1:danger", "record:2:safeguarding", "x"]),
        "acknowledged": st.sampled_from([{"done": "Rang"}, {}]),
        "risks": st.sampled_from([[{"what": "Falls"}, 3], "x"]),
        "formulation": st.sampled_from([{"need": "Falls"}, {}, "x"]),
        "outcomes": st.sampled_from([[{"words": "To sing"}, 3, {}], "x"]),
        "outcome": st.sampled_from([{"words": "To sing", "importance": 8}, {"type": "x"}, []]),
        "outcome_key": st.sampled_from(["record:1", "record:2-0", "record:99"]),
    },
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), SAID)
    | st.tuples(st.just(UNDO), st.builds(lambda n: {"undoes": f"record:{n}"}, st.integers(1, 9))),
    max_size=9,
)


@given(STEPS)
@settings(max_examples=100)
def test_any_stream_has_a_story_and_every_event_that_counts_is_in_it_or_named(steps):
    stream = events(*steps)
    story = fold(stream)
    left = {one.key for one in story.unplaced}
    assert left <= {
        event.key for event in standing(stream) if event.kind in MOVES or "decision" in event.said
    }
    assert all(one.key not in left for one in story.pathways)
    for pathway in story.pathways:
        under_way = any(episode.open for episode in pathway.episodes)
        assert under_way == (pathway.state == State.IN_EPISODE)
