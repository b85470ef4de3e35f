"""VAS and NRS: direction is a setting, ways of answering are not mixed, an unmarked line is not 0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimwell import InputRefused
from aimwell.plugins import check_input
from aimwell_plugins.measures import vas

VAS, PAIN = vas.measures()

WORSE = {"higher_is": "worse", "threshold": 13}


def change(measure, before, after, settings, mode="vas", mode_after=None):
    (found,) = measure.change(
        {"value": before, "mode": mode}, {"value": after, "mode": mode_after or mode}, settings
    )
    return found


def test_a_mark_is_the_score():
    scored = vas.score({"value": 62, "mode": "vas"}, {})
    assert [(score.name, score.value, score.missing) for score in scored.scores] == [("value", 62.0, ())]


@pytest.mark.parametrize("answers", [{}, {"mode": "vas"}, {"value": None, "mode": "nrs"}])
def test_not_marked_is_no_score_and_not_zero(answers):
    (score,) = vas.score(answers, {}).scores
    assert (score.value, score.missing) == (None, ("/value",))


def test_zero_is_a_score():
    (score,) = vas.score({"value": 0, "mode": "vas"}, {}).scores
    assert (score.value, score.missing) == (0.0, ())


@pytest.mark.parametrize("mode", ["nrs", "vrs"])
def test_a_number_goes_to_10_only(mode):
    with pytest.raises(InputRefused) as refused:
        vas.score({"value": 11, "mode": mode}, {})
    assert refused.value.faults[0].pointer == "/value"
    assert "11" not in refused.value.faults[0].message
    assert vas.score({"value": 10, "mode": mode}, {}).scores[0].value == 10.0


@pytest.mark.parametrize("value", [-1, 101, 6.5, "6", True])
def test_a_mark_is_a_whole_number_from_0_to_100(value):
    assert [fault.pointer for fault in check_input(VAS.answers, {"value": value})] == ["/value"]


def test_an_unknown_mode_is_refused():
    assert [fault.pointer for fault in check_input(VAS.answers, {"value": 1, "mode": "faces"})] == ["/mode"]


@pytest.mark.parametrize(
    ("higher_is", "before", "after", "direction", "meaning"),
    [
        ("worse", 62, 41, "better", "improved"),
        ("worse", 41, 62, "worse", "declined"),
        ("better", 41, 62, "better", "improved"),
        ("worse", 62, 50, "better", "no meaningful change"),
        ("worse", 62, 49, "better", "improved"),
        ("worse", 62, 62, "same", "no meaningful change"),
    ],
)
def test_direction_and_meaning(higher_is, before, after, direction, meaning):
    found = change(VAS, before, after, {"higher_is": higher_is, "threshold": 13})
    assert (found.change, found.direction, found.meaning) == (after - before, direction, meaning)


def test_without_a_direction_nothing_is_inferred():
    found = change(VAS, 62, 41, {"threshold": 13})
    assert (found.change, found.direction, found.meaning) == (None, None, "not computable")
    assert "higher_is" in found.reason


def test_without_a_threshold_the_difference_is_told_and_not_judged():
    found = change(VAS, 62, 42, {"higher_is": "worse"})
    assert (found.before, found.after, found.change) == (62.0, 42.0, None)
    assert (found.direction, found.meaning) == ("better", "not computable")
    assert "-20 points" in found.reason


@pytest.mark.parametrize(
    ("mode", "before", "after", "meaning"),
    [
        ("vas", 62, 49, "improved"),
        ("vas", 62, 50, "no meaningful change"),
        ("vas", 20, 33, "declined"),
        ("nrs", 7, 5, "improved"),
        ("nrs", 7, 6, "no meaningful change"),
    ],
)
def test_pain_has_thresholds_of_its_own(mode, before, after, meaning):
    found = change(PAIN, before, after, {}, mode)
    assert found.meaning == meaning
    assert found.citation
    assert "contested" in found.reason
    assert "Kelly 1998" in found.reason


def test_a_threshold_can_be_a_share_of_the_first_value():
    settings = {"percent": 30, "citation": "Farrar 2001"}
    assert change(PAIN, 60, 42, settings).meaning == "improved"
    assert change(PAIN, 60, 43, settings).meaning == "no meaningful change"
    assert change(PAIN, 60, 42, settings).citation == "Farrar 2001"
    assert change(PAIN, 0, 20, settings).meaning == "not computable"


def test_a_number_may_have_a_threshold_of_its_own():
    settings = {**WORSE, "nrs_threshold": 2}
    assert change(VAS, 7, 5, settings, "nrs").meaning == "improved"
    assert change(VAS, 7, 5, WORSE, "nrs").meaning == "not computable"


def test_ranges_are_not_mixed():
    found = change(VAS, 62, 5, WORSE, "vas", "nrs")
    assert (found.change, found.meaning) == (None, "not computable")
    assert "different ranges" in found.reason


@pytest.mark.parametrize("other", ["paper", "proxy"])
def test_other_ways_with_the_same_range_are_compared_with_a_warning(other):
    found = change(VAS, 62, 41, WORSE, "vas", other)
    assert found.meaning == "improved"
    assert found.reason.startswith("Warning")


@pytest.mark.parametrize(("before", "after"), [(None, 41), (62, None), (None, None)])
def test_not_marked_is_not_compared(before, after):
    found = change(VAS, before, after, WORSE)
    assert (found.before, found.after, found.change, found.meaning) == (before, after, None, "not computable")


marks = st.none() | st.integers(0, 100)


@given(marks, marks, st.sampled_from(["better", "worse"]), st.integers(1, 100))
def test_turning_the_scale_round_turns_the_meaning_round(before, after, higher_is, threshold):
    found = change(VAS, before, after, {"higher_is": higher_is, "threshold": threshold})
    other = "worse" if higher_is == "better" else "better"
    turned = change(VAS, before, after, {"higher_is": other, "threshold": threshold})
    opposite = {"improved": "declined", "declined": "improved"}
    assert turned.meaning == opposite.get(found.meaning, found.meaning)
    if None not in (before, after):
        assert found.change == after - before
        assert (found.meaning in opposite) == (abs(after - before) >= threshold)
