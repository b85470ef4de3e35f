"""The routes through a template: what can be asked, what never can, and why, in the author's words."""

from __future__ import annotations

from routed_forms import (
    AGE,
    ALONE,
    MONTHS,
    Json,
    asks,
    form,
    number,
    only_problem,
    question,
    section,
    text,
    yes_no,
)

from aimwell import formschema
from aimwell.formschema.routes import NEVER_ASKED, analyse, route_problems


def never(template: Json) -> str:
    name, message = only_problem(template)
    assert name == NEVER_ASKED
    return message


def test_a_condition_that_can_be_met_is_fine_and_both_ways_are_shown():
    template = form(ALONE, ("who", text("Who lives with you?", asks("alone", "equals", False))))
    reach = {found.pointer: found for found in analyse(formschema.outline(template))}
    assert route_problems(template) == []
    assert reach["/a/alone"].verdict == "always"
    assert reach["/a/who"].verdict == "sometimes"
    assert reach["/a/who"].condition == "Asked when ‘Lives alone’ is No"
    assert reach["/a/who"].shown_by == {"/a/alone": False}
    assert reach["/a/who"].hidden_by == {"/a/alone": True}


def test_two_answers_at_once():
    both = {"all": [asks("alone", "equals", True), asks("alone", "equals", False)]}
    said = never(form(ALONE, ("carer", text("Carer’s name", both))))
    assert said == "‘Carer’s name’ can never be asked: it needs ‘Lives alone’ to be Yes and No at once."


def test_numbers_that_leave_no_room():
    between = {"all": [asks("age", "more_than", 17), asks("age", "less_than", 18)]}
    said = never(form(AGE, ("x", text("School", between))))
    assert said == (
        "‘School’ can never be asked: it is asked only when ‘Age’ is more than 17 and ‘Age’ is less than 18, "
        "which can’t be so at once."
    )


def test_a_number_that_need_not_be_whole_has_room_there():
    age = ("age", question("Age", type="number", minimum=0, maximum=120))
    between = {"all": [asks("age", "more_than", 17), asks("age", "less_than", 18)]}
    assert route_problems(form(age, ("x", text("School", between)))) == []


def test_an_answer_that_can_t_be_given():
    said = never(form(AGE, ("x", text("Letter from the King", asks("age", "more_than", 120)))))
    assert said.endswith("no answer to ‘Age’ can be such that ‘Age’ is more than 120.")


def test_a_section_and_its_question_that_contradict():
    carer = section(
        "Carer",
        asks("alone", "equals", False),
        ("name", text("Carer’s name", asks("alone", "equals", True))),
    )
    said = never(form(ALONE, c=carer))
    assert said == (
        "‘Carer’s name’ can never be asked: it is asked only when ‘Lives alone’ is Yes, "
        "but its section is asked only when ‘Lives alone’ is No."
    )


def test_a_contradiction_further_away():
    template = form(
        ALONE,
        ("with", text("With whom?", asks("alone", "equals", False))),
        ("why", text("Why alone?", {"all": [asks("with", "answered"), asks("alone", "equals", True)]})),
    )
    assert never(template) == (
        "‘Why alone?’ can never be asked: it is asked only when ‘Lives alone’ is Yes, "
        "but ‘With whom?’ is asked only when ‘Lives alone’ is No."
    )


def test_a_question_that_must_be_answered_is_never_left_empty():
    template = form(AGE, ("x", text("Why not?", asks("age", "not_answered"))), required=("age",))
    assert never(template) == (
        "‘Why not?’ can never be asked: it needs ‘Age’ to be left empty, which must be answered."
    )


def test_one_that_may_be_not_asked_today_can_be_left_empty():
    age = ("age", {**AGE[1], "x-aimwell": {"notAsked": True}})
    template = form(age, ("x", text("Why not?", asks("age", "not_answered"))), required=("age",))
    assert route_problems(template) == []


def test_what_depends_on_something_never_asked_says_so():
    both = {"all": [asks("month", "equals", "may"), asks("month", "equals", "june")]}
    template = form(MONTHS, ("x", text("First", both)), ("y", text("Second", asks("x", "answered"))))
    first, second = route_problems(template)
    assert first.place == "/properties/a/properties/x/x-aimwell/when"
    assert second.message == ("‘Second’ can never be asked: it depends on ‘First’, which can never be asked.")


def test_the_questions_of_a_section_that_is_never_asked_have_no_problem_of_their_own():
    both = {"all": [asks("alone", "equals", True), asks("alone", "equals", False)]}
    template = form(ALONE, c=section("Carer", both, ("name", text("Name"))))
    assert never(template).startswith("The section ‘Carer’ can never be asked")
    assert [found.verdict for found in analyse(formschema.outline(template))][-2:] == ["never", "never"]


def test_a_condition_that_is_always_true_is_advice():
    either = {"any": [asks("alone", "equals", True), {"not": asks("alone", "equals", True)}]}
    name, message = only_problem(form(ALONE, ("x", text("Name", either))))
    assert (name, message) == (
        "always-asked",
        "‘Name’ is always asked: its condition is true whatever is answered.",
    )


def test_an_alternative_that_is_never_true_is_advice():
    both = {"all": [asks("alone", "equals", True), asks("alone", "equals", False)]}
    name, message = only_problem(
        form(ALONE, AGE, ("x", text("Name", {"any": [both, asks("age", "answered")]})))
    )
    assert name == "part-never-true"
    assert message.endswith("can never be true: ‘Lives alone’ is Yes and ‘Lives alone’ is No.")


def test_a_column_that_its_row_never_asks():
    row = {
        "type": "object",
        "properties": {
            "helps": yes_no("Helps already"),
            "how": text(
                "How?",
                {
                    "all": [
                        {"question": "./helps", "operator": "equals", "value": True},
                        {"not": {"question": "./helps", "operator": "answered"}},
                    ]
                },
            ),
        },
    }
    template = form(("people", {"type": "array", "title": "People", "items": row}))
    (problem,) = route_problems(template)
    assert problem.place == "/properties/a/properties/people/items/properties/how/x-aimwell/when"
    assert "‘How?’ can never be asked: it is asked only when ‘Helps already’ is Yes and" in problem.message


def test_a_plain_object_has_its_problems_where_its_questions_stand():
    when = {"question": "form/a", "operator": "more_than", "value": 9}
    template = {"type": "object", "properties": {"a": number("A", maximum=9), "b": text("B", when)}}
    (problem,) = route_problems(template)
    assert problem.place == "/properties/b/x-aimwell/when"
