"""Success is judged by the aim: the same change is a success for one aim and none for another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimwell.contracts import Change, Meaning
from aimwell.formschema.feeds import AIMS
from aimwell.pathway.rules.judging import SUCCEEDS, Evidence, Measured, judge
from aimwell.pathway.rules.pairing import Dated, pair


def measured(
    points: float | None, name: str = "performance", *, higher_is: str = "better", threshold: int | None = 2,
    reached: bool | None = None,
) -> Measured:  # fmt: skip
    """A scale that went by so many points, as a measure judges it; None: not scored."""
    if points is None:
        change = Change(
            name=name, before=None, after=None, change=None, direction=None, meaning="not computable"
        )
        return Measured(label=name.title(), change=change, reached=reached)
    good = points if higher_is == "better" else -points
    meaning: Meaning = "no meaningful change"
    if threshold is None:
        meaning = "not computable"
    elif abs(good) >= threshold:
        meaning = "improved" if good > 0 else "declined"
    change = Change(
        name=name,
        before=5,
        after=5 + points,
        change=points,
        direction="better" if good > 0 else "worse" if good < 0 else "same",
        meaning=meaning,
    )
    return Measured(label=name.title(), change=change, reached=reached)


def verdict(aim: str, *scales: Measured, **known: object) -> tuple[str, str]:
    found = judge(aim, Evidence(measured=scales, **known))
    assert found.reasons
    return found.direction, found.success


@pytest.mark.parametrize(
    ("aim", "points", "expected"),
    [
        # COPM 5.0 to 4.0: a decline below the threshold of 2.
        ("maintain", -1, ("worse", "met")),
        ("comfort", -1, ("worse", "met")),
        ("improve", -1, ("worse", "not_met")),
        ("maintain", 0, ("same", "met")),
        ("maintain", -2, ("worse", "not_met")),
        ("improve", 2, ("better", "met")),
        ("improve", 1, ("better", "not_met")),
        ("adjust", 2, ("better", "met")),
    ],
)
def test_one_scale(aim, points, expected):
    assert verdict(aim, measured(points)) == expected


def test_comfort_looks_at_well_being_and_not_at_the_impairment_that_declines():
    toms = (measured(-2, "impairment"), measured(-2, "activity"), measured(0, "wellbeing"))
    assert verdict("comfort", *toms) == ("same", "met")
    assert verdict("maintain", *toms) == ("worse", "partly")


def test_enable_looks_at_activity_and_participation_even_where_the_impairment_is_static():
    toms = (measured(0, "impairment"), measured(2, "activity"), measured(0, "participation"))
    assert verdict("enable", *toms) == ("better", "met")
    assert verdict("improve", *toms) == ("better", "partly")
    assert verdict("enable", measured(2, "activity"), measured(-2, "participation")) == ("mixed", "partly")


def test_anticipate_is_about_the_harm_first():
    assert verdict("anticipate", harmed=None)[1] == "not_measurable"
    assert verdict("anticipate", harmed=False)[1] == "met"
    assert verdict("anticipate", measured(-1), harmed=False)[1] == "met"
    assert verdict("anticipate", measured(-2), harmed=False)[1] == "partly"
    assert verdict("anticipate", measured(2), harmed=True)[1] == "not_met"


def test_resolve_asks_for_the_target():
    assert verdict("resolve", measured(3, reached=True))[1] == "met"
    assert verdict("resolve", measured(3, reached=False))[1] == "partly"
    assert verdict("resolve", measured(1, reached=False))[1] == "not_met"
    assert verdict("resolve", measured(3))[1] == "not_measurable"


def test_investigate_asks_for_the_formulation_and_a_decision_in_time():
    due, before, after = date(2026, 3, 2), date(2026, 3, 1), date(2026, 3, 3)
    known = {"formulated_on": before, "decided_on": before, "due_on": due}
    assert verdict("investigate", **known)[1] == "met"
    assert verdict("investigate", **known | {"decided_on": after})[1] == "partly"
    assert verdict("investigate", **known | {"decided_on": None})[1] == "partly"
    assert verdict("investigate", **known | {"formulated_on": None})[1] == "not_met"


def test_without_a_threshold_only_what_is_certain_is_judged():
    assert verdict("maintain", measured(0, threshold=None))[1] == "met"
    assert verdict("maintain", measured(-1, threshold=None))[1] == "not_measurable"
    assert verdict("improve", measured(-1, threshold=None))[1] == "not_met"
    assert verdict("improve", measured(5, threshold=None))[1] == "not_measurable"
    assert verdict("improve") == ("unknown", "not_measurable")


POINTS = st.lists(st.integers(-6, 6), min_size=1, max_size=3)
NAMES = ("impairment", "activity", "wellbeing")
RANK = {"not_met": 0, "partly": 1, "met": 2}


def of_all(points: list[int], **more: object) -> list[Measured]:
    return [measured(one, name, **more) for one, name in zip(points, NAMES, strict=False)]


@given(st.sampled_from(AIMS), POINTS, st.none() | st.booleans())
@settings(max_examples=80)
def test_success_does_not_depend_on_which_way_the_scale_counts(aim, points, harmed):
    up = verdict(aim, *of_all(points), harmed=harmed)
    down = verdict(aim, *of_all([-one for one in points], higher_is="worse"), harmed=harmed)
    assert up == down


@given(st.sampled_from(["maintain", "comfort"]), POINTS)
@settings(max_examples=40)
def test_no_worse_never_fails_what_stays_the_same_or_gets_better(aim, points):
    assert verdict(aim, *of_all([abs(one) for one in points]))[1] == "met"


@given(
    st.sampled_from(sorted(set(AIMS) - {"investigate", "resolve"})),
    POINTS,
    st.integers(0, 2),
    st.integers(1, 6),
)
@settings(max_examples=80)
def test_more_for_the_better_never_makes_a_verdict_worse(aim, points, which, more):
    which %= len(points)
    better = [one + more * (place == which) for place, one in enumerate(points)]
    before, after = (verdict(aim, *of_all(found), harmed=False)[1] for found in (points, better))
    assert RANK[after] >= RANK[before]


def test_every_aim_has_its_rule_in_words():
    assert set(SUCCEEDS) == set(AIMS)


BEGAN, ENDED = date(2026, 3, 2), date(2026, 6, 1)


def scores(*days: date) -> list[Dated]:
    return [Dated(key=number, on=day) for number, day in enumerate(days, start=1)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((date(2026, 3, 3), date(2026, 4, 1), date(2026, 5, 30)), (1, 3)),
        ((date(2026, 2, 20), date(2026, 5, 30)), (1, 2)),
        ((date(2026, 2, 20), date(2026, 3, 2), date(2026, 5, 30)), (2, 3)),
        ((date(2026, 3, 3), date(2026, 3, 3)), (1, None)),
        ((date(2026, 3, 3), date(2026, 6, 2)), (1, None)),
        ((date(2025, 3, 3), date(2026, 5, 30)), (None, None)),
    ],
)
def test_the_first_and_the_last_valid_score_are_paired(days, expected):
    found = pair(scores(*days), BEGAN, ENDED)
    assert (found.first and found.first.key, found.last and found.last.key) == expected
    assert bool(found.why) == (found.last is None)


def test_the_baseline_that_was_chosen_counts():
    found = pair(scores(date(2025, 1, 1), date(2026, 3, 3), date(2026, 5, 1)), BEGAN, ENDED, chosen=1)
    assert (found.first.key, found.last.key) == (1, 3)
