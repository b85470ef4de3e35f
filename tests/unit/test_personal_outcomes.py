"""Personal outcomes: the person's words are kept whatever is added, and by whomever."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_pathway_rules import ACCEPTED, EPISODE, decision, events

from aimwell.pathway.rules.events import UNDO
from aimwell.pathway.rules.folding import fold, refusal_of

SING = {"words": "To sing in the choir again", "why": "It is where my friends are", "importance": 9}
TOLD = (*ACCEPTED, ("assessment", {"outcomes": [SING, {"words": "To rest", "whose": "carer"}]}))


def test_a_form_tells_outcomes_with_whose_they_are():
    sing, rest = fold(events(*TOLD)).outcomes
    assert (sing.words, sing.latest("why"), sing.latest("importance")) == (SING["words"], SING["why"], "9")
    assert (sing.whose, rest.whose) == ("person", "carer")
    assert sing.key == "record:3-0"


def test_staff_add_and_what_was_said_before_stays():
    more = {"outcome_key": "record:3-0", "outcome": {"why": "And it lifts me", "person_does": "Practises"}}
    sing = fold(events(*TOLD, ("add_to_outcome", more))).outcomes[0]
    assert [told.text for told in sing.details["why"]] == [SING["why"], "And it lifts me"]
    assert sing.latest("person_does") == "Practises"
    assert sing.words == SING["words"]


def test_other_words_of_the_person_stand_above_the_earlier_ones():
    again = {"outcome_key": "record:3-0", "outcome": {"words": "To lead the choir", "spoke": "Her sister"}}
    sing = fold(events(*TOLD, ("reword_outcome", again))).outcomes[0]
    assert sing.words == "To lead the choir"
    assert [told.text for told in sing.earlier] == [SING["words"]]
    assert sing.statements[-1].spoke == "Her sister"


def test_a_later_form_in_the_same_words_adds_to_the_outcome_that_is_known():
    again = {"words": "to sing in the choir  again.", "difficulty": "Getting there"}
    story = fold(events(*TOLD, ("support_plan", {"outcomes": [again], **EPISODE})))
    sing, _ = story.outcomes
    assert sing.latest("difficulty") == "Getting there"
    assert story.outcome("record:4-0") == sing
    assert sing.episodes == ("record:4",)


def test_it_is_dropped_only_with_the_persons_reason_and_that_can_be_undone():
    drop = ("drop_outcome", {"outcome_key": "record:3-0"})
    (*before, fresh) = events(*TOLD, drop)
    assert refusal_of(before, fresh) == "Say why, in the person’s words."
    dropped = [*before, replace(fresh, why="My voice is gone")]
    assert not fold(dropped).outcomes[0].wanted
    (*_, undo) = events(*TOLD, drop, (UNDO, {"undoes": "record:4"}))
    assert fold([*dropped, undo]).outcomes[0].wanted


def test_an_episode_names_the_outcomes_that_it_works_towards():
    episode = {"episode": {**EPISODE["episode"], "outcomes": ["record:3-0"]}}
    story = fold(events(*TOLD, ("open_episode", {"pathway": "record:1", **episode})))
    assert story.outcomes[0].episodes == ("record:4",)
    other = {"episode_key": "record:4", "outcome_key": "record:3-1"}
    linked = fold(
        events(*TOLD, ("open_episode", {"pathway": "record:1", **episode}), ("link_outcome", other))
    )
    assert linked.outcomes[1].episodes == ("record:4",)


@pytest.mark.parametrize("kind", ["request", "assessment", "support_plan", "review"])
def test_a_rule_on_any_form_may_decide_who_can_meet_the_outcomes(kind):
    (*_, pathway) = fold(events(*ACCEPTED, (kind, decision("met_by_others", "eligibility")))).pathways
    assert pathway.eligibility is not None
    assert pathway.eligibility.code == "met_by_others"
    assert pathway.priority is None


WORDS = st.sampled_from(["To sing", "to sing ", "To lead the choir", "To rest", ""])
STEP = st.tuples(
    st.sampled_from(["add_outcome", "reword_outcome", "add_to_outcome", "assessment"]),
    st.builds(
        lambda words, why, key: {
            "outcome": {"words": words, "why": why}, "outcomes": [{"words": words}],
            "outcome_key": f"record:{key}",
        },
        WORDS, st.sampled_from(["", "Friends"]), st.integers(1, 4),
    ),
)  # fmt: skip


@given(st.lists(STEP, max_size=6))
@settings(max_examples=60)
def test_no_words_are_ever_lost(steps):
    stream = events(*steps)
    for until in range(len(stream)):
        before, after = fold(stream[:until]).outcomes, fold(stream[: until + 1]).outcomes
        for was, now in zip(before, after, strict=False):
            assert now.statements[: len(was.statements)] == was.statements
            for name, told in was.details.items():
                assert now.details[name][: len(told)] == told
        assert len(after) >= len(before)


def test_what_a_carer_told_in_confidence_never_adds_to_what_the_person_sees():
    told = {"outcomes": [{**SING, "why": "I can't tell her"}], "confidential": True}
    hers, theirs = (one for one in fold(events(*TOLD, ("carer", told))).outcomes if one.says(SING["words"]))
    assert (hers.confidential, hers.latest("why")) == (False, SING["why"])
    assert (theirs.confidential, theirs.latest("why")) == (True, "I can't tell her")
