"""Measures made without code: what holds for any definition and any answers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_measures import bands, document, total

from aimwell.questionnaire import build, define, problems
from aimwell.questionnaire.scoring import count
from aimwell.testing import check_measure

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
