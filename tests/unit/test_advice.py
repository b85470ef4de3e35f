"""Advice on wording: what it finds, and that it leaves good wording alone."""

from __future__ import annotations

import pytest
from formschema_strategies import templates
from hypothesis import given
from hypothesis import strategies as st

from aimwell.formschema import outline, read
from aimwell.formschema.plainwords.advice import REQUIRED_LIMIT, advice_on
from aimwell.formschema.plainwords.reading_age import reading_age, syllables
from aimwell.places import SCHEMAS


def asking(title: str, **schema: object) -> dict[str, object]:
    question = {"type": "string", "title": title, **schema}
    return {"type": "object", "properties": {"a": {"type": "object", "properties": {"q": question}}}}


def found(template: dict[str, object]) -> list[str]:
    return [advice.id for advice in advice_on(template)]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("walk", 1),
        ("people", 2),
        ("named", 1),
        ("wanted", 2),
        ("occupational", 5),
        ("table", 2),
        ("", 1),
    ],
)
def test_syllables(word: str, count: int):
    assert syllables(word) == count


def test_a_reading_age_rises_with_words_and_sentences():
    easy = "What do you want to do? Tell us what a good day is like. We will help you plan it."
    hard = (
        "Please describe comprehensively the functional implications of multifactorial impairments upon "
        "occupational participation, including environmental determinants of independence."
    )
    assert reading_age("Too short to say.") is None
    assert reading_age(easy) <= 9
    assert reading_age(hard) >= 20
    assert found(asking(hard)) == ["hard-to-read"]
    assert found(asking(easy, **{"x-aimwell": {"widget": "guidance"}})) == []


@pytest.mark.parametrize(
    "title",
    [
        "Ada needs assistance with dressing",
        "Requires full support with meals",
        "Is the service user non-compliant?",
        "Refuses medication",
        "Which package of care is wanted?",
        "Has to be toileted twice a night",
    ],
)
def test_wording_that_speaks_of_the_service(title: str):
    assert "service-led" in found(asking(title))


@pytest.mark.parametrize(
    "title",
    [
        "What matters to you?",
        "What would a good day look like?",
        "What help do you have at home?",
        "Does pain keep you from sleeping?",
        "Hands and feet",
        "NHS number",
        "GP’s name",
        "Who supports you?",
    ],
)
def test_good_wording_is_left_alone(title: str):
    assert found(asking(title)) == []


def test_an_answer_to_choose_is_read_too():
    options = {
        "enum": ["a", "b"],
        "x-aimwell": {"role": "person", "labels": {"a": "Needs support with walking", "b": "Walks alone"}},
    }
    assert found(asking("Walking", **options)) == ["service-led-option-a"]


def test_two_questions_in_one_and_a_question_turned_round():
    assert found(asking("Do you sleep well and do you eat well?", type="boolean")) == ["double-question"]
    assert found(asking("Are you warm? Are you dry?", type="boolean")) == ["double-question"]
    assert found(asking("What helps, and what gets in the way?")) == []
    negative = asking("Are you not able to sleep?", type="boolean")
    assert found(negative) == ["negative-question"]
    assert found(asking("Are you unable to sleep?")) == []


def test_abbreviations():
    (advice,) = advice_on(asking("Result of the MMSE"))
    assert advice.id == "short-form"
    assert "“MMSE”" in advice.message
    assert found(asking("ALL OF THIS IS LOUD")) == []


def test_too_many_that_must_be_answered():
    questions = {f"q{number}": {"type": "string"} for number in range(REQUIRED_LIMIT + 1)}
    section = {"type": "object", "properties": questions, "required": list(questions)}
    template = {"type": "object", "properties": {"a": section}}
    assert found(template) == ["many-required"]
    section["required"] = list(questions)[:-1]
    assert found(template) == []


def test_only_english_is_understood():
    assert found({**asking("Refuses medication"), "x-aimwell": {"language": "cy"}}) == []


@pytest.mark.parametrize("file", sorted((SCHEMAS / "starter").glob("*.json")), ids=lambda file: file.stem)
def test_our_own_starters_are_worded_well(file):
    assert [advice.message for advice in advice_on(read(file.read_text()))] == []


@given(templates())
def test_each_place_is_in_the_template(template):
    for advice in advice_on(template):
        assert outline(template)
        here = template
        for step in advice.place.strip("/").split("/") if advice.place else ():
            here = here[step.replace("~1", "/").replace("~0", "~")]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["properties", "items", "title", "type", "required", "x-aimwell", "a"]), inner
            )
        ),
    )
)
def test_nothing_breaks_it(value):
    assert isinstance(advice_on(value if isinstance(value, dict) else {"properties": value}), list)
