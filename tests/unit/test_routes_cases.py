"""The routes through a template: the cases that show them all, and what an answer is used for."""

from __future__ import annotations

from routed_forms import AGE, ALONE, asks, form, text

from aimwell import formschema
from aimwell.formschema.routes import proposed_cases, uses_of


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
