"""TOMs: the worked numbers of the domain notes, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimwell.plugins import check_input
from aimwell_plugins.measures import toms

(MEASURE,) = toms.measures()

BEFORE = {
    "scale": "Dysphasia",
    "impairment": 2,
    "activity": 2.5,
    "participation": 3,
    "wellbeing": 3.5,
    "carer_wellbeing": 2,
}
AFTER = {
    "scale": "Dysphasia",
    "impairment": 2.5,
    "activity": 3.5,
    "participation": 3,
    "wellbeing": 3,
    "carer_wellbeing": None,
}

rated = st.none() | st.integers(0, 10).map(lambda halves: halves / 2)
ratings = st.fixed_dictionaries(
    dict.fromkeys(toms.DOMAINS, rated), optional={"scale": st.sampled_from(["A", "B"])}
)


def test_the_worked_example():
    changes = [
        (change.name, change.change, change.direction, change.meaning)
        for change in toms.change(BEFORE, AFTER, {})
    ]
    assert changes == [
        ("impairment", 0.5, "better", "improved"),
        ("activity", 1.0, "better", "improved"),
        ("participation", 0.0, "same", "no meaningful change"),
        ("wellbeing", -0.5, "worse", "declined"),
        ("carer_wellbeing", None, None, "not computable"),
    ]


def test_not_rated_is_missing_with_its_place():
    score = toms.score(AFTER, {}).scores[-1]
    assert (score.name, score.value, score.missing) == ("carer_wellbeing", None, ("/carer_wellbeing",))


def test_there_is_no_total():
    assert {score.name for score in toms.score(BEFORE, {}).scores} == set(toms.DOMAINS)
    assert all(scale.ordinal for scale in MEASURE.scales)


def test_other_scales_are_not_compared():
    for change in toms.change(BEFORE, {**AFTER, "scale": "Dysarthria"}, {})[:4]:
        assert (change.change, change.meaning) == (None, "not computable")
        assert "different scales" in change.reason


def test_no_scale_named_is_the_core_scale():
    before, after = {"activity": 2}, {"scale": "Core scale", "activity": 3}
    assert toms.change(before, after, {})[1].change == 1.0


def test_the_threshold_is_a_setting():
    change = toms.change(BEFORE, AFTER, {"threshold": 1, "citation": "Local"})[0]
    assert (change.meaning, change.citation) == ("no meaningful change", "Local")


@pytest.mark.parametrize("rating", [2.3, -0.5, 5.5, "2", True])
def test_ratings_are_half_points_from_0_to_5(rating):
    faults = check_input(MEASURE.answers, {"impairment": rating})
    assert [fault.pointer for fault in faults] == ["/impairment"]


@given(ratings, ratings)
def test_each_domain_stands_alone_and_missing_is_never_zero(before, after):
    scores = {score.name: score.value for score in toms.score(before, {}).scores}
    assert scores == {name: before[name] for name in toms.DOMAINS}
    for change in toms.change(before, after, {}):
        comparable = None not in (before[change.name], after[change.name]) and before.get(
            "scale"
        ) == after.get("scale")
        assert (change.change is not None) == comparable
        if comparable:
            assert change.change == after[change.name] - before[change.name]
            assert (change.meaning == "improved") == (change.change >= 0.5)
            assert (change.meaning == "declined") == (change.change <= -0.5)
