"""COPM: the worked numbers of the domain notes, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimwell import InputRefused
from aimwell.plugins import check_input
from aimwell_plugins.measures import copm

(MEASURE,) = copm.measures()

ratings = st.none() | st.integers(1, 10)


@st.composite
def problem_lists(draw, ids="abcdefgh"):
    chosen = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=5, unique=True))
    return [
        {"id": key, "description": "…", "performance": draw(ratings), "satisfaction": draw(ratings)}
        for key in chosen
    ]


def answers(performance, satisfaction):
    return {
        "problems": [
            {"id": f"p{index}", "description": "…", "performance": one, "satisfaction": other}
            for index, (one, other) in enumerate(zip(performance, satisfaction, strict=True))
        ]
    }


BEFORE = answers([3, 4, 2, 5, 3], [2, 3, 2, 4, 1])
AFTER = answers([6, 5, 5, 7, 3], [6, 6, 4, 8, 2])


def values(scored):
    return {score.name: score.value for score in scored.scores}


def by_name(changes):
    return {change.name: change for change in changes}


def test_totals_of_the_worked_example():
    assert values(copm.score(BEFORE, {})) == {"performance": 3.4, "satisfaction": 2.4}
    assert values(copm.score(AFTER, {})) == {"performance": 5.2, "satisfaction": 5.2}


def test_changes_of_the_worked_example():
    changes = by_name(copm.change(BEFORE, AFTER, {}))
    performance, satisfaction = changes["performance"], changes["satisfaction"]
    assert (performance.change, performance.direction, performance.meaning) == (
        1.8,
        "better",
        "no meaningful change",
    )
    assert (satisfaction.change, satisfaction.direction, satisfaction.meaning) == (2.8, "better", "improved")
    assert performance.citation.startswith("COPM convention")
    assert "contested" in performance.reason
    assert "Eyssen 2011" in performance.reason
    assert "Ohno 2021" in performance.reason


def test_the_organisation_may_choose_another_threshold():
    settings = {"improved": 1.8, "citation": "Local panel 2026"}
    performance = by_name(copm.change(BEFORE, AFTER, settings))["performance"]
    assert performance.meaning == "improved"
    assert performance.citation == "Local panel 2026"


def test_a_change_of_exactly_minus_two_is_a_decline():
    changes = copm.change(answers([5], [5]), answers([3], [4]), {})
    assert [change.meaning for change in changes] == ["declined", "no meaningful change"]
    assert [change.direction for change in changes] == ["worse", "worse"]


def test_a_problem_with_one_rating_missing_does_not_count():
    scored = copm.score(answers([3, None, 9], [2, 5, None]), {})
    assert values(scored) == {"performance": 3.0, "satisfaction": 2.0}
    assert scored.scores[0].missing == ("/problems/1/performance", "/problems/2/satisfaction")


def test_an_absent_rating_is_missing_as_null_is():
    scored = copm.score({"problems": [{"id": "a", "description": "…"}]}, {})
    assert values(scored) == {"performance": None, "satisfaction": None}
    assert scored.scores[0].missing == ("/problems/0/performance", "/problems/0/satisfaction")


def test_a_problem_not_rated_again_is_in_neither_mean():
    after = {"problems": AFTER["problems"][:2]}
    performance = by_name(copm.change(BEFORE, after, {}))["performance"]
    assert (performance.before, performance.after, performance.change) == (3.5, 5.5, 2.0)
    assert "3 left out" in performance.reason


def test_a_problem_added_later_is_not_in_the_change():
    later = {"id": "new", "description": "…", "performance": 10, "satisfaction": 10}
    after = {"problems": [*AFTER["problems"][:4], later]}
    performance = by_name(copm.change(BEFORE, after, {}))["performance"]
    assert (performance.before, performance.after) == (3.5, 5.75)


def test_without_a_pair_there_is_no_change():
    for change in copm.change(answers([3], [3]), {"problems": [{"id": "other"}]}, {}):
        assert change.change is None
        assert change.meaning == "not computable"
        assert change.reason


def test_two_problems_with_one_id_are_refused():
    problem = {"id": "a", "performance": 1, "satisfaction": 1}
    with pytest.raises(InputRefused) as refused:
        copm.score({"problems": [problem, problem]}, {})
    assert [fault.pointer for fault in refused.value.faults] == ["/problems/1/id"]


@pytest.mark.parametrize("rating", [0, 3.5, 11, -1, "5", True])
def test_ratings_are_whole_numbers_from_1_to_10(rating):
    faults = check_input(MEASURE.answers, answers([rating], [5]))
    assert [fault.pointer for fault in faults] == ["/problems/0/performance"]


@pytest.mark.parametrize("count", [0, 6])
def test_there_are_1_to_5_problems(count):
    faults = check_input(MEASURE.answers, answers([5] * count, [5] * count))
    assert [fault.pointer for fault in faults] == ["/problems"]


def test_what_a_review_carries_over_is_not_rated_again():
    assert MEASURE.paired is not None
    assert (MEASURE.paired.rows, MEASURE.paired.key) == ("problems", "id")
    assert MEASURE.paired.carry == ("area", "description", "importance")


@given(problem_lists())
def test_totals_stay_in_range_and_missing_is_never_zero(problems):
    complete = [
        problem
        for problem in problems
        if problem["performance"] is not None and problem["satisfaction"] is not None
    ]
    for score in copm.score({"problems": problems}, {}).scores:
        if not complete:
            assert score.value is None
            continue
        rated = [problem[score.name] for problem in complete]
        assert min(rated) <= score.value <= max(rated)
        assert score.value == pytest.approx(sum(rated) / len(rated))


@given(problem_lists(), problem_lists(), st.data())
def test_the_order_of_problems_does_not_matter(before, after, data):
    one = copm.change({"problems": before}, {"problems": after}, {})
    shuffled = [{"problems": data.draw(st.permutations(problems))} for problems in (before, after)]
    assert copm.change(*shuffled, {}) == one
    assert values(copm.score(shuffled[0], {})) == values(copm.score({"problems": before}, {}))


@given(problem_lists(), problem_lists(), st.integers(1, 10), st.integers(1, 10))
def test_a_problem_at_one_point_only_never_moves_the_change(before, after, performance, satisfaction):
    lone = {"id": "only here", "performance": performance, "satisfaction": satisfaction}
    numbers = [
        (change.before, change.after, change.change, change.meaning)
        for change in copm.change({"problems": before}, {"problems": after}, {})
    ]
    with_lone = copm.change({"problems": before}, {"problems": [*after, lone]}, {})
    assert [(change.before, change.after, change.change, change.meaning) for change in with_lone] == numbers
