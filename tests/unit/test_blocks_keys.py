"""Keys are made from labels, stay with their question once published, and conditions follow them."""

from __future__ import annotations

from typing import Any

import pytest

from aimwell_cms.authoring.convert.keys import key_from
from aimwell_cms.authoring.convert.placing import Form
from aimwell_cms.authoring.convert.writing import Written, write

HEAD = {"title": "T", "description": "", "kind": "other", "language": "en-GB"}


def question(block_id: str, title: str, block_type: str = "yes_no", **value: Any) -> dict[str, Any]:
    return {"type": block_type, "id": block_id, "value": {"title": title, **value}}


def section(block_id: str, title: str, *questions: dict[str, Any]) -> dict[str, Any]:
    return {"type": "section", "id": block_id, "value": {"title": title, "questions": list(questions)}}


def when(question_id: str, operator: str = "equals", value: str = "Yes") -> dict[str, Any]:
    row = {"question": question_id, "operator": operator, "value": value}
    return {"match": "all", "rows": [{"type": "item", "id": "r", "value": row}], "advanced": ""}


def written(*sections: dict[str, Any], published: dict[str, str] | None = None) -> Written:
    return write(Form(head=HEAD, sections=sections), published)


def keys_of(result: Written, section_key: str) -> list[str]:
    return list(result.template["properties"][section_key]["properties"])


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Do you live alone?", "do_you_live_alone"),
        ("Café – naïve", "cafe_naive"),
        ("24-hour care", "q_24_hour_care"),
        ("???", "otherwise"),
        ("Constructor", "q_constructor"),
        ("What matters most to you at this moment in your life?", "what_matters_most_to_you_at_this_moment"),
        ("x" * 80, "x" * 40),
    ],
)
def test_a_key_is_made_from_the_label(label: str, key: str) -> None:
    assert key_from(label, "otherwise") == key


def test_the_same_label_twice_gives_two_keys() -> None:
    result = written(section("s", "S", question("a", "Pain?"), question("b", "Pain?")))
    assert keys_of(result, "s") == ["pain", "pain_2"]


def test_a_published_key_stays_and_that_of_a_question_taken_out_is_never_given_again() -> None:
    published = {"s": "s", "a": "pain", "gone": "sleep"}
    result = written(
        section("s", "Other", question("a", "Sleep?"), question("b", "Sleep?")), published=published
    )
    assert keys_of(result, "s") == ["pain", "sleep_2"]


def test_a_copied_question_with_a_typed_key_gets_its_own() -> None:
    result = written(section("s", "S", question("a", "A", key="kept"), question("b", "A", key="kept")))
    assert keys_of(result, "s") == ["kept", "kept_2"]


def test_a_condition_follows_its_question_when_that_is_renamed_and_moved() -> None:
    asker = question("b", "Who?", "short_text", when=when("a", value="No"))
    first = written(section("s", "S", question("a", "Alone?"), asker))
    then = written(section("t", "Start", question("a", "By yourself?")), section("s", "S", asker))
    told = [
        result.template["properties"]["s"]["properties"]["who"]["x-aimwell"]["when"]
        for result in (first, then)
    ]
    assert told == [
        {"question": "s/alone", "operator": "equals", "value": False},
        {"question": "start/by_yourself", "operator": "equals", "value": False},
    ]


def test_a_condition_in_a_row_names_the_question_of_the_same_row() -> None:
    group = {
        "type": "group",
        "id": "g",
        "value": {
            "title": "People",
            "questions": [question("a", "Adult?"), question("b", "Age", "number", when=when("a"))],
        },
    }
    result = written(section("s", "S", group))
    age = result.template["properties"]["s"]["properties"]["people"]["items"]["properties"]["age"]
    assert age["x-aimwell"]["when"] == {"question": "./adult", "operator": "equals", "value": True}


def test_a_condition_on_a_question_that_was_taken_out_says_so() -> None:
    gone = "7a0ec498-0c46-40d5-b954-e289282034d0"
    result = written(section("s", "S", question("b", "B", when=when(gone))))
    assert (
        "taken-out" in result.template["properties"]["s"]["properties"]["b"]["x-aimwell"]["when"]["question"]
    )


def test_a_problem_is_placed_at_its_block() -> None:
    result = written(section("s", "S", question("a", "A"), question("b", "B")))
    assert result.block_at("/properties/s/properties/b/x-aimwell/when") == "b"
    assert result.block_at("/properties/s/required/0") == "s"
    assert result.block_at("/x-aimwell/kind") == ""
