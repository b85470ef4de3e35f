"""The live support plan and reviews: nothing that they once said is lost, and three views stay three."""

from __future__ import annotations

from typing import Any

import pytest
from test_pathway_rules import events

from aimwell.pathway.rules.folding import fold, refusal_of
from aimwell.pathway.rules.planchanges import changes
from aimwell.pathway.rules.tasks import tasks_of

PLAN = (
    "support_plan",
    {
        "plan": {"contingency": "Ring her daughter", "cannot": "The stairs stay"},
        "actions": [{"what": "Order a rail", "who": "OT", "when": "2026-04-01"}],
        "outcomes": [{"words": "To get out on my own"}],
    },
)
RAIL = "Order a rail; by OT; when: 1 April 2026"
BY_HER = {"by_whom": {"contributor": "person", "name": "Ada"}}


def refused(*steps: tuple[str, dict[str, Any]]) -> str:
    (*before, fresh) = events(*steps)
    return refusal_of(before, fresh)


def test_a_part_written_anew_keeps_what_it_said_and_whose_it_was():
    anew = ("write_plan", {**BY_HER, "plan": {"contingency": "Ring my son"}})
    plan = fold(events(PLAN, anew)).plan
    assert [(line.contributor, line.text) for line in plan.parts["contingency"]] == [
        ("practitioner", "Ring her daughter"),
        ("person", "Ring my son"),
    ]
    assert plan.text("cannot") == "The stairs stay"
    assert refused(PLAN, anew, anew) == "Nothing is different from what the plan says already."


def test_an_action_that_is_done_remembers_that_it_was_to_do():
    key = "record:1/actions/0"
    done = ("change_step", {"step_key": key, "step": {"status": "done", "note": "Fitted"}})
    (action,) = fold(events(PLAN, done)).plan.actions
    assert (action.key, action.status, action.earlier[0].status) == (key, "done", "open")
    assert refused(PLAN, done, done) == "Nothing is different from what it says already."
    assert refused(PLAN, ("change_step", {"step_key": "x"})) == "There is no such action or milestone."


def test_the_history_of_the_plan_reads_as_what_changed():
    before = fold(events(PLAN)).plan
    after = fold(
        events(
            PLAN,
            ("write_plan", {**BY_HER, "plan": {"contingency": "Ring my son"}}),
            ("change_step", {"step_key": "record:1/actions/0", "step": {"status": "done"}}),
            ("add_milestone", {"step": {"what": "Walks to the gate"}}),
        )
    ).plan
    assert [(one.place, one.before, one.after) for one in changes(before, after)] == [
        ("What to do if things go wrong", "Ring her daughter", "Ring my son"),
        ("Action", RAIL, f"{RAIL}; done"),
        ("Milestone", "", "Walks to the gate"),
    ]
    assert list(changes(after, after)) == []


def test_each_party_agrees_or_says_why_not_outcome_by_outcome():
    outcome = "record:1-0"
    no = {"party": "carer", "agrees": False, "outcome": outcome}
    assert refused(PLAN, ("agree", {"agreement": no})) == "Write down why they disagree."
    story = fold(
        events(
            PLAN,
            ("agree", {"agreement": {**no, "reason": "Not safe"}}),
            ("agree", {"agreement": {"party": "person", "agrees": True, "outcome": outcome}}),
            ("agree", {"agreement": {"party": "carer", "agrees": True, "outcome": outcome}}),
        )
    )
    assert [(one.party, one.agrees) for one in story.plan.views] == [("carer", True), ("person", True)]
    assert len(story.plan.agreements) == 3


def test_three_views_of_one_outcome_stay_three():
    views = [
        {"outcome": "to get out on my own.", "person": "achieved", "practitioner": "partly", "carer": "?"}
    ]
    (review,) = fold(events(PLAN, ("review", {"views": views}))).reviews
    assert [(view.key, view.who, view.says) for view in review.views] == [
        ("record:1-0", "person", "achieved"),
        ("record:1-0", "practitioner", "partly"),
    ]


def test_a_review_that_was_asked_for_is_due_until_one_takes_place():
    stream = events(PLAN, ("ask_review", {"review": {"trigger": "person"}}))
    assert refusal_of(stream[:1], stream[1]) == "Say why it is asked for."
    asked = [stream[0], type(stream[1])(**{**vars(stream[1]), "why": "She fell"})]
    assert "review_asked" in [task.kind for task in tasks_of(fold(asked))]
    held = events(PLAN, PLAN, ("hold_review", {"review": {"decision": "less"}}))[2]
    story = fold([*asked, held])
    assert [one.answered for one in story.asked] == [held.key]
    assert "review_asked" not in [task.kind for task in tasks_of(story)]


def test_a_review_on_its_page_needs_a_decision():
    assert "less, the same, more" in refused(PLAN, ("hold_review", {}))


@pytest.mark.parametrize(
    ("decision", "done"),
    [
        ("same", None),
        ("more", ("add_action", {"step": {"what": "A second visit"}})),
        ("less", ("write_plan", {**BY_HER, "plan": {"flexibility": "Once a week"}})),
        ("new_outcomes", ("add_outcome", {"outcome": {"words": "To cook"}})),
        ("close", ("hand_over", {"pathway": "record:1", "handover": {"holder": "Her GP"}})),
    ],
)
def test_what_a_review_decided_waits_until_it_is_done(decision, done):
    steps = [("assessment", {}), PLAN, ("hold_review", {"review": {"decision": decision}})]
    waits = [task.kind for task in tasks_of(fold(events(*steps)))].count("after_review")
    assert waits == (0 if done is None else 1)
    if done is not None:
        after = tasks_of(fold(events(*steps, done)))
        assert "after_review" not in [task.kind for task in after]


@pytest.mark.parametrize(("accepted", "waits"), [(None, True), (False, True), (True, False)])
def test_a_handover_is_asked_after_until_it_is_accepted(accepted, waits):
    closed = ("closure", {"handover": {"holder": "Her GP"}})
    answer = ("answer_handover", {"pathway": "record:1", "handover": {"accepted": accepted}})
    story = fold(events(("assessment", {}), closed, answer))
    assert ("handover_answer" in [task.kind for task in tasks_of(story)]) == waits
