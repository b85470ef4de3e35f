"""Measures made without code, by worked examples: sums, means, missing answers, change."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from made_measures import answers, bands, document, measure, total


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ((2, 2, 2, 2, 2, 2, 1, 1, None), 16),  # 14 ÷ 8 × 9 = 15.75
        ((2, 2, 2, 2, 2, 2, 2, None, None), 18),  # 14 ÷ 7 × 9
        ((2, 2, 2, 2, 2, 2, None, None, None), None),
        ((0,) * 9, 0),
        ((3,) * 9, 27),
        ((), None),
    ],
)
def test_a_sum_is_scaled_up_for_two_missing_and_refused_for_three(given: Any, score: float | None) -> None:
    assert measure().score(answers(*given), {}).scores[0].value == score


def test_the_working_tells_each_step() -> None:
    reversed_third = deepcopy(document()["items"])
    reversed_third[2]["reversed"] = True
    made = measure(items=reversed_third, scales=[total(bands=bands(("Low", 0, 15), ("High", 16, 27)))])
    scored = made.score(answers(2, 2, 1, 2, 2, 2, 1, 1, None), {})
    assert scored.working == (
        "Item 3 is reversed: 1 counts as 2.",
        "Total: not answered: item 9.",
        "Total: 2 + 2 + 2 + 2 + 2 + 2 + 1 + 1 = 14; scaled up from 8 to 9 items: 14 ÷ 8 × 9 = 15.75, "
        "rounded to whole points: 16.",
        "Total: 16 is in the band “High” (16 to 27).",
    )
    assert scored.scores[0].missing == ("/q9",)
    assert made.scales[0].band_of(16) == "High"


def test_a_mean_is_over_what_was_answered() -> None:
    made = measure(scales=[total(combine="mean", missing={"most": 3}, decimals=2)])
    assert made.score(answers(1, 2, 2, 1, 3, 0), {}).scores[0].value == 1.5
    assert made.score(answers(1, 1, 1, 1, 1, 0), {}).scores[0].value == 0.83
    assert made.score(answers(1, 2, 3), {}).scores[0].value is None


def test_a_sum_that_is_not_scaled_up_counts_what_is_there_and_its_range_says_so() -> None:
    scale = [
        {"key": "often", "label": "Agree", "options": [{"label": str(n), "points": n} for n in (1, 2, 3)]}
    ]
    made = measure(answer_scales=scale, scales=[total(missing={"most": 1})])
    assert made.score(answers(*(1,) * 8), {}).scores[0].value == 8
    assert (made.scales[0].minimum, made.scales[0].maximum) == (8, 27)


def test_an_answer_without_points_counts_as_not_answered() -> None:
    options = [*document()["answer_scales"][0]["options"], {"label": "Does not apply", "points": None}]
    made = measure(answer_scales=[{"key": "often", "label": "How often", "options": options}])
    scored = made.score({**answers(*(1,) * 8), "q9": "none"}, {}).scores[0]
    assert (scored.value, scored.missing) == (9, ("/q9",))


def test_numbers_are_asked_on_a_line_or_typed() -> None:
    scales = [
        {
            "key": "often",
            "label": "Line",
            "numbers": {"from": 0, "to": 10, "left": "Never", "right": "Always"},
        },
        {"key": "days", "label": "Days", "numbers": {"from": 0, "to": 7, "right": "every day"}},
    ]
    items = [
        {"key": "a", "wording": "A", "answers": "often"},
        {"key": "b", "wording": "B", "answers": "days"},
    ]
    made = measure(answer_scales=scales, items=items, scales=[total(missing={"most": 0})])
    line, typed = (made.answers["properties"][key]["x-aimwell"] for key in "ab")
    assert line == {"widget": "scale", "anchors": ["Never", "Always"]}
    assert typed == {"widget": "number", "hint": "0 to 7: every day"}
    assert made.score({"a": 10, "b": 7}, {}).scores[0].value == 17
    assert made.score({"a": None, "b": 7}, {}).scores[0].value is None


class TestChange:
    """The change is judged by the threshold that the measure states."""

    threshold = {"improved": 5, "declined": 3, "citation": "Somebody 2020"}

    def change(self, before: Any, after: Any, setting: dict[str, Any] | None = None, **changes: Any) -> Any:
        made = measure(scales=[total(change=self.threshold, **changes)])
        (change,) = made.change(answers(*before), answers(*after), setting or {})
        return change

    def test_for_the_better_and_for_the_worse_have_thresholds_of_their_own(self) -> None:
        ten = (2, 2, 2, 2, 2, 0, 0, 0, 0)
        better = self.change(ten, (1, 1, 1, 1, 1, 0, 0, 0, 0))
        assert (better.change, better.direction, better.meaning) == (-5, "better", "improved")
        assert better.citation == "Somebody 2020"
        assert self.change(ten, (2, 1, 1, 1, 1, 0, 0, 0, 0)).meaning == "no meaningful change"
        assert self.change(ten, (2, 2, 2, 2, 2, 3, 0, 0, 0)).meaning == "declined"
        assert self.change(ten, ten).direction == "same"

    def test_without_a_score_at_both_points_nothing_is_said(self) -> None:
        change = self.change((1, 1), (1,) * 9)
        assert (change.change, change.meaning) == (None, "not computable")
        assert "no score at the first point" in change.reason

    def test_a_direction_that_depends_comes_from_the_form(self) -> None:
        low, high = (0,) * 9, (1,) * 9
        assert self.change(low, high, higher_is=None).meaning == "not computable"
        assert self.change(low, high, {"higher_is": "better"}, higher_is=None).meaning == "improved"

    def test_without_a_threshold_the_change_is_told_and_not_judged(self) -> None:
        (change,) = measure().change(answers(*(0,) * 9), answers(*(1,) * 9), {})
        assert (change.meaning, change.direction) == ("not computable", "worse")
        assert "from 0 to 9" in change.reason
