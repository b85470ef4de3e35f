"""What must always hold: three validators agree, pruning settles at once, compiling gives the same again."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema_rs
from formschema_answering import ANYTHING, answers_to
from formschema_strategies import templates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from aimwell import formschema
from aimwell.formschema.outline import Question, shown
from aimwell.formschema.shape import answered_as
from aimwell.places import SCHEMAS

Json = Any

META_SCHEMA = Draft202012Validator(
    json.loads((SCHEMAS / "form-template.schema.json").read_text(encoding="utf-8"))
)

quick = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def verdicts(schema: Json, answers: Json) -> set[bool]:
    """What the platform, jsonschema and jsonschema-rs say."""
    checker = Draft202012Validator.FORMAT_CHECKER
    return {
        not formschema.validate(schema, answers),
        Draft202012Validator(schema, format_checker=checker).is_valid(answers),
        jsonschema_rs.validator_for(schema, validate_formats=True).is_valid(answers),
    }


@quick
@given(st.data())
def test_every_validator_gives_the_same_verdict(data: st.DataObject) -> None:
    template = data.draw(templates())
    assert formschema.check(template) == []
    assert META_SCHEMA.is_valid(template)
    schema = formschema.compile(template)
    Draft202012Validator.check_schema(schema)
    answers = data.draw(answers_to(template))
    before = copy.deepcopy(answers)
    pruned = formschema.prune(schema, answers)

    assert len(verdicts(schema, answers)) == 1
    assert len(verdicts(schema, pruned)) == 1
    assert answers == before
    assert formschema.prune(schema, pruned) == pruned
    for error in formschema.validate(schema, pruned):
        assert error.keyword != "hidden", "what isn't asked was pruned"


@quick
@given(st.data())
def test_answers_to_hidden_questions_are_refused(data: st.DataObject) -> None:
    template = data.draw(templates())
    schema = formschema.compile(template)
    pruned = formschema.prune(schema, data.draw(answers_to(template)))
    outline = formschema.outline(schema)
    for section in outline.sections:
        if not shown(section, pruned):
            assert section.key not in pruned
            assert verdicts(schema, {**pruned, section.key: {}}) == {False}
        elif isinstance(pruned[section.key], dict):
            for question in section.questions:
                if not shown(question, pruned):
                    with_hidden = {**pruned[section.key], question.key: _right_answer(question)}
                    assert verdicts(schema, {**pruned, section.key: with_hidden}) == {False}


def _right_answer(question: Question) -> Json:
    right = {"yes-no": True, "number": 1, "scale": 1, "several-of": ["a"], "group": [], "one-of": "a"}
    return {**right, "path": "full"}.get(answered_as(question.schema), "2026-03-27")


@quick
@given(templates())
def test_compiling_is_deterministic_and_leaves_the_template_alone(template: Json) -> None:
    text = json.dumps(template)
    assert json.dumps(formschema.compile(template)) == json.dumps(formschema.compile(json.loads(text)))
    assert json.dumps(template) == text


@quick
@given(templates())
def test_the_outline_is_the_same_before_and_after_compiling(template: Json) -> None:
    def seen(schema: Json) -> list[Json]:
        outline = formschema.outline(schema)
        questions = [(q.pointer, q.widget, q.required, q.when, q.options) for q in outline.all_questions()]
        return [questions, [(s.key, s.when) for s in outline.sections], outline.routes]

    assert seen(template) == seen(formschema.compile(template))


@quick
@given(templates())
def test_reading_keeps_the_order_of_keys(template: Json) -> None:
    text = json.dumps(template, indent=1)
    assert json.dumps(formschema.read(text), indent=1) == text


@quick
@given(templates(), ANYTHING)
def test_no_answers_make_it_raise(template: Json, answers: Json) -> None:
    schema = formschema.compile(template)
    formschema.validate(schema, answers)
    pruned = formschema.prune(schema, answers)
    assert formschema.prune(schema, pruned) == pruned


@quick
@given(st.data())
def test_check_never_raises_and_passes_only_the_published_vocabulary(data: st.DataObject) -> None:
    template = copy.deepcopy(data.draw(templates()))
    places = list(_places(template))
    holder, key = places[data.draw(st.integers(0, len(places) - 1))]
    holder[key] = data.draw(ANYTHING)
    problems = formschema.check(template)
    formschema.outline(template)
    if not problems:
        formschema.compile(template)
        assert META_SCHEMA.is_valid(template)


def _places(value: Json) -> Any:
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _places(value[key])
