"""The routes through a template: what can be asked, what never can, and why, in the author's words."""

from __future__ import annotations

import sys
from time import perf_counter
from typing import Any

import pytest

from aimwell import formschema
from aimwell.formschema.routes import NEVER_ASKED, analyse, proposed_cases, route_problems, uses_of

Json = Any


def form(*questions: Json, required: tuple[str, ...] = (), **sections: Json) -> Json:
    """A template: questions ``(key, schema)`` in the section ``a``, and further sections."""
    first = {"type": "object", "title": "About", "properties": dict(questions), "required": list(required)}
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": {"a": first, **sections}}


def question(title: str, when: Json = None, **schema: Json) -> Json:
    notes = {"x-aimwell": {"when": when}} if when is not None else {}
    return {"title": title, **schema, **notes}


def yes_no(title: str, when: Json = None) -> Json:
    return question(title, when, type="boolean")


def text(title: str, when: Json = None) -> Json:
    return question(title, when, type="string")


def number(title: str, when: Json = None, **limits: Json) -> Json:
    return question(title, when, **{"type": "integer", **limits})


def section(title: str, when: Json, *questions: Json) -> Json:
    return {"type": "object", "title": title, "properties": dict(questions), "x-aimwell": {"when": when}}


def asks(name: str, operator: str, *value: Json) -> Json:
    said = {"question": f"a/{name}", "operator": operator}
    return {**said, "value": value[0]} if value else said


ALONE = ("alone", yes_no("Lives alone"))
AGE = ("age", number("Age", minimum=0, maximum=120))
MONTHS = ("month", question("Month", type="string", enum=["may", "june"]))


def only_problem(template: Json) -> tuple[str, str]:
    assert formschema.check(template) == []
    (problem,) = route_problems(template)
    return problem.id, problem.message


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


def test_too_many_combinations_are_said_to_be_too_many():
    """Pigeons and holes: the classic that can only be tried out."""
    pigeons, holes = 8, 7
    seats = {(p, h): f"p{p}h{h}" for p in range(pigeons) for h in range(holes)}
    somewhere = [{"any": [asks(seats[p, h], "equals", True) for h in range(holes)]} for p in range(pigeons)]
    alone = [
        {"not": {"all": [asks(seats[p, h], "equals", True), asks(seats[q, h], "equals", True)]}}
        for h in range(holes)
        for p in range(pigeons)
        for q in range(p)
    ]
    groups = [{"all": alone[start : start + 50]} for start in range(0, len(alone), 50)]
    template = form(
        *((name, yes_no(name)) for name in seats.values()),
        ("x", text("Nest", {"all": [*somewhere, *groups]})),
    )
    began = perf_counter()
    name, message = only_problem(template)
    assert name == "routes-unchecked"
    assert "too many combinations" in message
    assert perf_counter() - began < 5


def test_cases_show_every_route_and_are_answers_that_could_be_signed():
    template = form(
        ALONE,
        ("who", text("Who lives with you?", asks("alone", "equals", False))),
        AGE,
        ("school", text("School", asks("age", "less_than", 18))),
        required=("alone", "who", "age"),
    )
    schema = formschema.compile(template)
    cases = proposed_cases(formschema.outline(schema))
    assert len(cases) == 2
    for case in cases:
        assert formschema.prune(schema, case.answers) == case.answers
        assert formschema.validate(schema, case.answers) == []
    assert {pointer for case in cases for pointer in case.shows} == {"/a/who", "/a/school"}
    assert {pointer for case in cases for pointer in case.hides} == {"/a/who", "/a/school"}
    assert cases[0].name == "‘Lives alone’ is No; ‘Age’ is 0"


def test_a_form_without_conditions_has_one_case():
    (case,) = proposed_cases(formschema.outline(formschema.compile(form(ALONE, AGE, required=("age",)))))
    assert case.answers == {"a": {"age": 5}}


def test_the_uses_of_an_answer():
    calculated = {
        "type": "number",
        "title": "Sum",
        "x-aimwell": {"calculate": {"op": "sum", "of": [{"answer": "a/age"}]}},
    }
    template = form(ALONE, AGE, ("who", text("Who?", asks("alone", "equals", False))), ("sum", calculated))
    template["x-aimwell"]["triage"] = {"rule": "urgency", "facts": {"age": "a/age"}}
    uses = uses_of(formschema.outline(template))
    assert [(use.kind, use.name) for use in uses["/a/alone"]] == [("condition", "Who?")]
    assert [(use.kind, use.name) for use in uses["/a/age"]] == [
        ("calculation", "Sum"),
        ("triage", "urgency: age"),
    ]
    assert "/a/who" not in uses


def chain(count: int) -> Json:
    """Each question asked when the one before it is Yes."""
    first = ("q0", yes_no("Q0"))
    rest = [(f"q{n}", yes_no(f"Q{n}", asks(f"q{n - 1}", "equals", True))) for n in range(1, count)]
    return form(first, *rest)


def fan(count: int) -> Json:
    """One question decides on all the others; each group of ten has its own as well."""
    rest = []
    for n in range(1, count):
        when = {"all": [asks("q0", "equals", True), asks(f"q{n - n % 10}", "answered")]} if n % 10 else None
        rest.append((f"q{n}", yes_no(f"Q{n}", when)))
    return form(("q0", yes_no("Q0")), *rest)


@pytest.mark.parametrize("shape", [chain, fan])
def test_work_grows_with_the_form_and_not_with_its_square(shape: Any):
    def calls(count: int) -> int:
        """How many functions are called, which doesn't depend on how busy the machine is."""
        template, made = shape(count), 0

        def profile(frame: Any, event: str, argument: Any) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(profile)
        try:
            found = [*formschema.check(template), *route_problems(template)]
        finally:
            sys.setprofile(None)
        assert found == []
        return made

    calls(20)
    assert calls(400) < 4.6 * calls(100)
