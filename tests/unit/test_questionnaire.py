"""Measures made without code: worked examples, what is refused, and what holds for any answers."""

from __future__ import annotations

import json
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aimwell.formschema.json_text import SIZE_LIMIT
from aimwell.questionnaire import DefinitionRefused, advice, build, built, define, problems, read, write
from aimwell.questionnaire.scoring import count
from aimwell.testing import check_measure

EXAMPLE = Path(__file__).resolve().parents[2] / "schemas" / "examples" / "measures" / "getting-about.json"


def document(**changes: Any) -> dict[str, Any]:
    """Nine items of 0 to 3 points, one total: the shape of many a questionnaire."""
    return {
        "format": "aimwell-measure-1",
        "name": "nine",
        "label": "Nine questions",
        "licence": {"tier": "open"},
        "answer_scales": [
            {
                "key": "often",
                "label": "How often",
                "options": [{"label": f"Answer {points}", "points": points} for points in range(4)],
            }
        ],
        "items": [{"key": f"q{n}", "wording": f"Question {n}", "answers": "often"} for n in range(1, 10)],
        "scales": [total()],
        **changes,
    }


def total(**changes: Any) -> dict[str, Any]:
    return {
        "name": "total",
        "label": "Total",
        "combine": "sum",
        "missing": {"most": 2, "prorate": True},
        "decimals": 0,
        "higher_is": "worse",
        **changes,
    }


def bands(*rows: tuple[str, float, float]) -> list[dict[str, Any]]:
    return [{"label": label, "from": low, "to": high} for label, low, high in rows]


def measure(**changes: Any) -> Any:
    given = document(**changes)
    assert problems(given) == []
    return build(define(read(json.dumps(given))), version="1")


def answers(*points: int | None) -> dict[str, str]:
    return {f"q{n}": str(one) for n, one in enumerate(points, start=1) if one is not None}


def ids(given: dict[str, Any]) -> list[str]:
    return [problem.id for problem in problems(given)]


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


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"label": " "}, "empty"),
        ({"licence": {"tier": "data_only"}}, "rights-holder"),
        ({"answer_scales": []}, "no-answers"),
        ({"items": []}, "no-items"),
        (
            {"items": [{"key": f"q{n}", "wording": "W", "answers": "often"} for n in range(101)]},
            "too-many-items",
        ),
        ({"items": [{"key": "a", "wording": "", "answers": "often"}]}, "empty"),
        ({"items": [{"key": "a", "wording": "A", "answers": "gone"}]}, "answers-unknown"),
        ({"scales": []}, "no-scores"),
        ({"scales": [total(), total()]}, "named-twice"),
        ({"scales": [total(items=["gone"])]}, "no-items"),
        ({"scales": [total(missing={"most": "some"})]}, "most-refused"),
        ({"scales": [total(missing={"most": 9})]}, "all-missing"),
        ({"scales": [total(combine="mean")]}, "mean-prorated"),
        ({"scales": [total(maximum=28)]}, "range-differs"),
        ({"scales": [total(bands=bands(("A", 0, 5), ("B", 5, 27)))]}, "bands-overlap"),
        ({"scales": [total(bands=bands(("A", 5, 0)))]}, "band-crossed"),
        ({"scales": [total(bands=bands(("A", 0, 28)))]}, "band-outside"),
        ({"scales": [total(bands=[{"label": "A", "from": "x", "to": 1}])]}, "band-refused"),
        ({"scales": [total(change={"improved": 0, "declined": 1, "citation": "X"})]}, "threshold-refused"),
        ({"scales": [total(change={"improved": 1, "declined": 1, "citation": ""})]}, "no-citation"),
    ],
)
def test_a_problem_has_its_place_and_a_remedy(changes: dict[str, Any], problem: str) -> None:
    found = problems(document(**changes))
    assert problem in [one.id for one in found]
    assert all(one.place.startswith("/") and one.message and one.remedy for one in found)


def test_points_that_are_no_numbers_or_all_the_same_are_told() -> None:
    def scale(*points: Any) -> dict[str, Any]:
        options = [{"label": f"O{n}", "points": point} for n, point in enumerate(points)]
        return document(answer_scales=[{"key": "often", "label": "How", "options": options}])

    assert "points-refused" in ids(scale(0, "one"))
    assert "too-few-options" in ids(scale(1, 1))
    assert ids(scale(0, 0.5)) == ["points-rounded"]


def test_a_gap_between_bands_is_advice() -> None:
    given = document(scales=[total(bands=bands(("A", 0, 4), ("B", 7, 27)))])
    assert problems(given) == []
    told = [one.message for one in advice(define(given))]
    assert "Total: a score of 5 to 6 is in no band." in told


def test_the_example_passes_every_check_and_reads_back_byte_for_byte() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert problems(read(text)) == []
    assert write(read(text)) == text
    check_measure(built(text, "1"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "not json",
        '{"format": "something else"}',
        json.dumps(document(name="Not A Name")),
        json.dumps(document(surprise=1)),
        json.dumps({**document(), "items": [{"key": "a", "wording": "A" * 501, "answers": "often"}]}),
        " " * (SIZE_LIMIT + 1),
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_measure_is_refused_in_words(text: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        read(text)
    assert all(problem.message and problem.remedy for problem in refused.value.problems)


POINTS = st.lists(st.integers(-5, 5), min_size=2, max_size=6, unique=True)


@st.composite
def questionnaires(draw: st.DrawFn) -> dict[str, Any]:
    """A questionnaire without problems."""
    scales = [
        {
            "key": f"s{n}",
            "label": f"S{n}",
            "options": [{"label": str(point), "points": point} for point in draw(POINTS)],
        }
        for n in range(draw(st.integers(1, 3)))
    ]
    items = [
        {
            "key": f"q{n}",
            "wording": "W",
            "answers": draw(st.sampled_from(scales))["key"],
            "reversed": draw(st.booleans()),
        }
        for n in range(draw(st.integers(1, 8)))
    ]
    combine = draw(st.sampled_from(["sum", "mean"]))
    missing = {
        "most": draw(st.integers(0, len(items) - 1)),
        "prorate": combine == "sum" and draw(st.booleans()),
    }
    scale = total(combine=combine, missing=missing, decimals=draw(st.integers(0, 3)))
    return document(answer_scales=scales, items=items, scales=[scale])


@st.composite
def answered(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, str]]:
    """A questionnaire with answers to some or all of it."""
    given = draw(questionnaires())
    options = {
        scale["key"]: [str(option["points"]) for option in scale["options"]]
        for scale in given["answer_scales"]
    }
    found = {
        item["key"]: draw(st.none() | st.sampled_from(options[item["answers"]])) for item in given["items"]
    }
    return given, {key: value for key, value in found.items() if value is not None}


@given(answered())
@settings(deadline=None, max_examples=200)
def test_a_score_is_on_its_scale_and_none_when_more_is_missing_than_the_rule_allows(made: Any) -> None:
    given_document, given_answers = made
    assert problems(given_document) == []
    measure = build(define(given_document), version="1")
    (score,) = measure.score(given_answers, {}).scores
    (scale,) = measure.scales
    missing = len(given_document["items"]) - len(given_answers)
    if missing > given_document["scales"][0]["missing"]["most"] or not given_answers:
        assert score.value is None
    else:
        assert score.value is not None
        assert scale.minimum <= score.value <= scale.maximum


@given(answered())
@settings(deadline=None)
def test_reversed_twice_is_as_it_was_and_a_mean_times_its_items_is_the_sum(made: Any) -> None:
    given_document, given_answers = made
    (rule,) = define(given_document).rules
    for item in rule.items:
        for point in (item.answers.low, item.answers.high, Fraction(1, 3)):
            assert item.turned(item.turned(point)) == point
    counted = count(rule, given_answers)
    if rule.combine == "mean" and counted.exact is not None:
        assert counted.exact * len(counted.points) == counted.sum


# The check tries generated answers in its turn.
@given(questionnaires())
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.nested_given])
def test_whatever_is_made_keeps_the_contract_of_a_plugins_measure(given_document: dict[str, Any]) -> None:
    check_measure(build(define(given_document), version="1"), examples=5)


JUNK = st.none() | st.text(max_size=5) | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


@given(st.data())
@settings(deadline=None)
def test_a_draft_with_anything_typed_into_its_fields_is_told_of_and_never_raises(data: Any) -> None:
    draft = document(
        scales=[total(bands=bands(("A", 0, 27)), change={"improved": 1, "declined": 1, "citation": "X"})]
    )
    for holder, key in [
        (draft, "label"),
        (draft["items"][0], "wording"),
        (draft["items"][0], "answers"),
        (draft["answer_scales"][0]["options"][0], "points"),
        (draft["answer_scales"][0]["options"][0], "label"),
        (draft["scales"][0], "label"),
        (draft["scales"][0], "maximum"),
        (draft["scales"][0]["missing"], "most"),
        (draft["scales"][0]["bands"][0], "from"),
        (draft["scales"][0]["change"], "improved"),
        (draft["scales"][0]["change"], "citation"),
    ]:
        if data.draw(st.booleans()):
            holder[key] = data.draw(JUNK)
    found = problems(draft)
    if not found:
        build(define(draft), version="1")
