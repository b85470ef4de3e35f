"""Routes found equal routes reached: each small form is filled in in every way, and nothing else is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

from formschema_strategies import comparison
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aimwell import formschema
from aimwell.formschema.outline import Question, shown
from aimwell.formschema.routes import Reach, analyse, proposed_cases

Json = Any

# Every answer that makes a difference to a condition of ``formschema_strategies``, and some that don't.
ANSWERS: dict[str, list[Json]] = {
    "yes": [True, False],
    "one": ["a", "b", "c"],
    "whole": [*range(1, 10), 12],
    "number": [-2, -1, -0.5, 0, 0.5, 1, 2, 3, 9],
    "text": ["x", "AB1", "a@b.uk", "other"],
    "several": [["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a", "b", "c"]],
}
SCHEMAS: dict[str, Json] = {
    "yes": {"type": "boolean"},
    "one": {"type": "string", "enum": ["a", "b", "c"]},
    "whole": {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 20},
    "number": {"type": "number", "minimum": -2, "maximum": 9, "multipleOf": 0.5},
    "text": {"type": "string", "maxLength": 8},
    "several": {"type": "array", "items": {"type": "string", "enum": ["a", "b", "c"]}},
}
MOST_FILLINGS = 2_000


@st.composite
def condition(draw: st.DrawFn, earlier: list[tuple[str, str]], depth: int = 2) -> Json:
    shape = draw(st.sampled_from(["plain", "plain", "all", "any", "not"])) if depth else "plain"
    if shape == "plain":
        return draw(comparison(*draw(st.sampled_from(earlier))))
    if shape == "not":
        return {"not": draw(condition(earlier, depth - 1))}
    return {shape: draw(st.lists(condition(earlier, depth - 1), min_size=1, max_size=3))}


@st.composite
def small_forms(draw: st.DrawFn) -> Json:
    """Two sections, two or three questions each, one of them perhaps a group of two columns."""
    earlier: list[tuple[str, str]] = []
    sections: Json = {}
    for number in range(2):
        part: Json = {"type": "object", "properties": {}, "required": []}
        if earlier and draw(st.booleans()):
            part["x-aimwell"] = {"when": draw(condition(list(earlier)))}
        for index in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from([*SCHEMAS, "yes", "one", "group"]))
            asked = draw(group(list(earlier))) if kind == "group" else dict(SCHEMAS[kind])
            if earlier and draw(st.booleans()):
                asked["x-aimwell"] = {"when": draw(condition(list(earlier)))}
            part["properties"][f"q{index}"] = asked
            if draw(st.booleans()):
                part["required"].append(f"q{index}")
            earlier.append((f"s{number}/q{index}", kind))
        sections[f"s{number}"] = part
    return {"type": "object", "x-aimwell": {"kind": "other"}, "properties": sections}


@st.composite
def group(draw: st.DrawFn, earlier: list[tuple[str, str]]) -> Json:
    kinds = draw(st.tuples(*[st.sampled_from(["yes", "one"])] * 2))
    columns: Json = {f"c{index}": dict(SCHEMAS[kind]) for index, kind in enumerate(kinds)}
    within = [("./c0", kinds[0])]
    columns["c1"]["x-aimwell"] = {"when": draw(condition(draw(st.sampled_from([within, earlier or within]))))}
    required = draw(st.lists(st.sampled_from(["c0", "c1"]), unique=True))
    return {"type": "array", "items": {"type": "object", "properties": columns, "required": required}}


def fillings(schema: Json) -> Iterator[Json]:
    """Every way to fill in a form that could be signed, pruned."""
    sketch = formschema.outline(schema)
    questions = [(section.key, question) for section in sketch.sections for question in section.questions]
    ways = [answers_to(question) for _, question in questions]
    assume(prod(len(way) for way in ways) <= MOST_FILLINGS)
    for chosen in product(*ways):
        answers: Json = {section.key: {} for section in sketch.sections}
        for (key, question), answer in zip(questions, chosen, strict=True):
            answers[key][question.key] = answer
        pruned = formschema.prune(schema, answers)
        if whole(sketch, pruned):
            yield pruned


def answers_to(question: Question) -> list[Json]:
    if question.widget == "group":
        columns = [(column.key, answers_to(column)) for column in question.questions]
        rows = [
            {key: answer for (key, _), answer in zip(columns, row, strict=True) if answer is not None}
            for row in product(*(answers for _, answers in columns))
        ]
        return [None, *([row] for row in rows)]
    said = {**question.schema, "maxLength": 8}
    kind = next(name for name, schema in SCHEMAS.items() if schema.items() <= said.items())
    return [None, *ANSWERS[kind]]


def whole(sketch: formschema.Outline, pruned: Json) -> bool:
    """Whether all that is asked and required is there."""
    for section in sketch.sections:
        inside = pruned.get(section.key)
        for question in section.questions if inside is not None else ():
            if not shown(question, pruned):
                continue
            if question.required and question.key not in inside:
                return False
            for row in inside.get(question.key, ()) if question.widget == "group" else ():
                if any(
                    column.required and shown(column, pruned, row) and column.key not in row
                    for column in question.questions
                ):
                    return False
    return True


def asked(sketch: formschema.Outline, pruned: Json) -> Iterator[tuple[str, bool]]:
    """Each section, question and column whose holder is there, and whether it is asked."""
    for section in sketch.sections:
        is_there = section.key in pruned
        yield section.pointer, is_there
        for question in section.questions if is_there else ():
            yield question.pointer, shown(question, pruned)
            rows = pruned[section.key].get(question.key, ()) if question.widget == "group" else ()
            for row in rows:
                yield from ((column.pointer, shown(column, pruned, row)) for column in question.questions)


slow = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


@slow
@given(small_forms())
def test_what_is_found_is_what_filling_in_every_way_reaches(template: Json) -> None:
    assert formschema.check(template) == []
    schema = formschema.compile(template)
    sketch = formschema.outline(schema)
    reached: set[str] = set()
    passed: set[str] = set()
    for pruned in fillings(schema):
        for pointer, is_asked in asked(sketch, pruned):
            (reached if is_asked else passed).add(pointer)
    for found in analyse(formschema.outline(template)):
        assert (found.verdict != "never") == (found.pointer in reached), found
        told = {problem.id for problem in found.problems}
        if found.condition and found.verdict != "never":
            assert ("always-asked" in told) == (found.pointer not in passed), found


@slow
@given(small_forms())
def test_cases_take_every_route_that_there_is(template: Json) -> None:
    schema = formschema.compile(template)
    sketch = formschema.outline(schema)
    cases = proposed_cases(sketch)
    seen: set[tuple[str, bool]] = set()
    for case in cases:
        assert formschema.prune(schema, case.answers) == case.answers
        assert formschema.validate(schema, case.answers) == []
        seen.update(asked(sketch, dict(case.answers)))
    for found in analyse(sketch):
        assert (found.pointer, True) in seen or found.verdict == "never", found
        if found.condition and found.verdict != "never":
            assert (found.pointer, False) in seen or is_needless(found), found


def is_needless(found: Reach) -> bool:
    return any(problem.id == "always-asked" for problem in found.problems)
