"""Measures made without code: what is refused or advised, with its place and a remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_measures import bands, document, ids, total

from aimwell.formschema.json_text import SIZE_LIMIT
from aimwell.questionnaire import DefinitionRefused, advice, built, define, problems, read, write
from aimwell.testing import check_measure

EXAMPLE = Path(__file__).resolve().parents[2] / "schemas" / "examples" / "measures" / "getting-about.json"


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
