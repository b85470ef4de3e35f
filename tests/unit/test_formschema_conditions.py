"""Conditions, worked by hand: what is asked, what is pruned, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from aimwell.formschema import check, outline, prune, validate
from aimwell.formschema import compile as compile_template

Json = Any


def template(*sections: Json) -> Json:
    named = {f"s{number}": section for number, section in enumerate(sections)}
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": named}


def section(questions: Json, when: Json = None, required: tuple[str, ...] = ()) -> Json:
    found: Json = {"type": "object", "properties": questions, "required": list(required)}
    return found if when is None else {**found, "x-aimwell": {"when": when}}


def when(question: str, operator: str, *value: Json) -> Json:
    return {"question": question, "operator": operator, **({"value": value[0]} if value else {})}


def asked_when(condition: Json, **schema: Json) -> Json:
    return {"type": "string", **schema, "x-aimwell": {"when": condition}}


YES = {"type": "boolean", "title": "Do you live alone?"}
LEVEL = {"type": "integer", "minimum": 0, "maximum": 10, "title": "Level"}
CHOICE = {"type": "string", "enum": ["a", "b"], "x-aimwell": {"labels": {"a": "Apple", "b": "Pear"}}}
MANY = {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}, "title": "Fruit"}


@pytest.mark.parametrize(
    ("schema", "condition", "shown_for", "hidden_for"),
    [
        (YES, when("s0/q", "equals", False), [False], [True, None]),
        (YES, when("s0/q", "not_equals", False), [True], [False, None]),
        (YES, when("s0/q", "answered"), [True, False], [None]),
        (YES, when("s0/q", "not_answered"), [None], [True, False]),
        (CHOICE, when("s0/q", "one_of", ["a", "b"]), ["a", "b"], [None]),
        (LEVEL, when("s0/q", "less_than", 5), [4, 0], [5, None]),
        (LEVEL, when("s0/q", "at_most", 5), [5], [6, None]),
        (LEVEL, when("s0/q", "at_least", 5), [5, 5.0], [4, None]),
        (LEVEL, when("s0/q", "more_than", 5), [6], [5, None]),
        (LEVEL, when("s0/q", "equals", 1), [1, 1.0], [0, None]),
        (MANY, when("s0/q", "includes", "a"), [["a"], ["b", "a"]], [["b"], [], None]),
        (YES, {"not": when("s0/q", "equals", True)}, [False, None], [True]),
        (LEVEL, {"all": [when("s0/q", "at_least", 2), when("s0/q", "at_most", 4)]}, [3], [1, 5, None]),
        (LEVEL, {"any": [when("s0/q", "at_most", 2), when("s0/q", "equals", 4)]}, [1, 4], [3, None]),
    ],
)
def test_each_operator(schema: Json, condition: Json, shown_for: list[Json], hidden_for: list[Json]) -> None:
    compiled = compile_template(
        template(section({"q": schema}), section({"then": asked_when(condition)}, required=("then",)))
    )
    for answer in shown_for + hidden_for:
        given = {"s0": {} if answer is None else {"q": answer}, "s1": {"then": "x"}}
        pruned = prune(compiled, given)
        assert ("then" in pruned["s1"]) is (answer in shown_for), answer
        assert validate(compiled, pruned) == []
        errors = validate(compiled, {**pruned, "s1": {} if "then" in pruned["s1"] else {"then": "x"}})
        keyword = "required" if "then" in pruned["s1"] else "hidden"
        assert [(error.pointer, error.keyword) for error in errors] == [("/s1/then", keyword)]


def test_a_hidden_section_takes_with_it_what_depends_on_it() -> None:
    compiled = compile_template(
        template(
            section({"q": YES}),
            section({"level": LEVEL}, when=when("s0/q", "equals", True)),
            section({"last": asked_when(when("s1/level", "answered"))}),
        )
    )
    everything = {"s0": {"q": False}, "s1": {"level": 3}, "s2": {"last": "x"}}
    assert prune(compiled, everything) == {"s0": {"q": False}, "s2": {}}
    assert prune(compiled, {**everything, "s0": {"q": True}}) == {**everything, "s0": {"q": True}}
    assert [error.pointer for error in validate(compiled, everything)] == ["/s1"]
    assert [error.pointer for error in validate(compiled, {"s0": {"q": True}, "s2": {}})] == ["/s1"]


def test_a_condition_on_the_same_row_looks_at_that_row_only() -> None:
    columns = {"kind": CHOICE, "which": asked_when(when("./kind", "equals", "b"))}
    rows = {"type": "array", "items": {"type": "object", "properties": columns, "required": ["which"]}}
    compiled = compile_template(template(section({"rows": rows})))
    given = {"s0": {"rows": [{"kind": "a", "which": "x"}, {"kind": "b"}, {"kind": "b", "which": "y"}, {}]}}
    pruned = prune(compiled, given)
    assert pruned == {"s0": {"rows": [{"kind": "a"}, {"kind": "b"}, {"kind": "b", "which": "y"}]}}
    assert [error.pointer for error in validate(compiled, pruned)] == ["/s0/rows/1/which"]
    assert [(e.pointer, e.keyword) for e in validate(compiled, given)] == [
        ("/s0/rows/0/which", "hidden"),
        ("/s0/rows/1/which", "required"),
    ]


def test_a_column_may_depend_on_an_answer_outside_the_group() -> None:
    columns = {"name": {"type": "string"}, "age": asked_when(when("s0/q", "equals", True))}
    rows = {"type": "array", "items": {"type": "object", "properties": columns, "required": ["age"]}}
    compiled = compile_template(template(section({"q": YES}), section({"rows": rows})))
    assert prune(compiled, {"s0": {"q": False}, "s1": {"rows": [{"name": "A", "age": "9"}]}}) == {
        "s0": {"q": False},
        "s1": {"rows": [{"name": "A"}]},
    }
    errors = validate(compiled, {"s0": {"q": True}, "s1": {"rows": [{"name": "A"}]}})
    assert [error.message for error in errors] == ["Enter an answer to ‘Age’ in row 1"]


def test_blank_answers_are_no_answers() -> None:
    group = {"type": "array", "items": {"type": "object", "properties": {"c": {"type": "string"}}}}
    nullable = {"type": ["integer", "null"], "minimum": 0}
    compiled = compile_template(
        template(section({"text": {"type": "string"}, "many": MANY, "rows": group, "rated": nullable}))
    )
    blank = {"s0": {"text": "  ", "many": [], "rows": [{"c": ""}, {}], "rated": None, "more": 1}, "odd": 2}
    assert prune(compiled, blank) == {"s0": {"rated": None, "more": 1}, "odd": 2}
    assert prune(compiled, {}) == {"s0": {}}
    assert prune(compiled, [1]) == {"s0": {}}


BY_KIND = {
    "condition-unknown-question": (when("s0/nothing", "answered"), "s0/nothing"),
    "condition-value": (when("s0/pick", "equals", "c"), "Pick"),
    "condition-malformed": ({"question": "s0/pick", "operator": "is", "value": "a"}, "Asked"),
    "condition-row": (when("./pick", "equals", "a"), "Asked"),
}


@pytest.mark.parametrize("problem", sorted(BY_KIND))
def test_a_condition_that_cannot_work_is_named_with_both_ends(problem: str) -> None:
    condition, other_end = BY_KIND[problem]
    found = check(template(section({"pick": CHOICE}), section({"asked": asked_when(condition)})))
    assert [one.id for one in found] == [problem]
    assert other_end in found[0].message
    assert found[0].place.startswith("/properties/s1/properties/asked/x-aimwell/when")
    assert found[0].remedy


@pytest.mark.parametrize(
    ("schema", "condition"),
    [
        (YES, when("s0/q", "equals", "yes")),
        (YES, when("s0/q", "at_least", 1)),
        (LEVEL, when("s0/q", "equals", 11)),
        (LEVEL, when("s0/q", "includes", 1)),
        (MANY, when("s0/q", "equals", "a")),
        (CHOICE, when("s0/q", "one_of", ["a", "z"])),
        ({"type": "string", "format": "date"}, when("s0/q", "equals", "soon")),
        ({"type": "string", "maxLength": 900}, when("s0/q", "equals", "x")),
        ({"title": "Read", "x-aimwell": {"widget": "guidance"}}, when("s0/q", "answered")),
        (
            {"type": "array", "items": {"type": "object", "properties": {"c": YES}}},
            when("s0/q", "equals", True),
        ),
    ],
)
def test_a_comparison_must_fit_the_question(schema: Json, condition: Json) -> None:
    found = check(template(section({"q": schema}), section({"asked": asked_when(condition)})))
    assert [one.id for one in found] == ["condition-value"]


def test_a_later_question_and_a_cycle_name_both_questions() -> None:
    first = asked_when(when("s0/second", "answered"), title="First")
    second = {"type": "string", "title": "Second"}
    later = check(template(section({"first": first, "second": second})))
    assert [one.id for one in later] == ["condition-later-question"]
    assert "‘First’" in later[0].message
    assert "‘Second’" in later[0].message

    round_trip = asked_when(when("s0/first", "answered"), title="Second")
    cycle = check(template(section({"first": first, "second": round_trip})))
    assert [one.id for one in cycle] == ["condition-cycle"]
    assert all("‘First’" in one.message and "‘Second’" in one.message for one in cycle)

    through_section = check(
        template(
            section({"first": asked_when(when("s1/second", "answered"), title="First")}),
            section({"second": second}, when=when("s0/first", "answered")),
        )
    )
    assert {one.id for one in through_section} == {"condition-cycle"}


def test_a_row_condition_uses_its_row_or_earlier_answers_but_not_both() -> None:
    both = {"all": [when("./kind", "equals", "a"), when("s0/q", "equals", True)]}
    rows = {"type": "object", "properties": {"kind": CHOICE, "which": asked_when(both)}}
    found = check(template(section({"q": YES}), section({"rows": {"type": "array", "items": rows}})))
    assert [one.id for one in found] == ["condition-mixed"]


def test_conditions_are_told_in_words() -> None:
    condition = {
        "any": [
            when("s0/alone", "equals", False),
            {"all": [when("s0/pick", "one_of", ["a", "b"]), {"not": when("s0/fruit", "includes", "a")}]},
        ]
    }
    whole = template(
        section({"alone": YES, "pick": CHOICE, "fruit": MANY}), section({"asked": asked_when(condition)})
    )
    (route,) = outline(whole).routes
    assert route.pointer == "/s1/asked"
    assert route.condition == (
        "Asked when ‘Do you live alone?’ is No or "
        "(‘Pick’ is Apple or Pear and it isn’t so that ‘Fruit’ includes a)"
    )
