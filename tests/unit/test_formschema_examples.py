"""The example templates and the starter templates are what they say they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from aimwell import formschema
from aimwell.formschema.shape import FLAT_SECTION, is_flat
from aimwell.places import SCHEMAS
from aimwell.plugins import installed_plugins

Json = Any

EXAMPLES = sorted(path for path in (SCHEMAS / "examples").glob("*.json") if path.name.count(".") == 1)
STARTERS = sorted((SCHEMAS / "starter").glob("*.json"))
WRONG = {
    "contact-details": [
        "/form/name",
        "/form/date_of_birth",
        "/form/email",
        "/form/postcode",
        "/form/interpreter",
        "/form/contact_by",
        "/form/topics",
        "/form/topics",
        "/form/children/0/name",
        "/form/children/0/age",
    ],
    "daily-life": [
        "/day/sleep",
        "/day/since",
        "/day/tired",
        "/day/energy",
        "/day/help",
        "/day/rooms",
        "/day/aids/0/problem",
        "/rating/copm/problems/0/performance",
        "/rating/copm/problems/0/satisfaction",
        "/rating/pain/value",
    ],
    "falls-check": [
        "/fall/when",
        "/fall/how_many",
        "/fall/injury/0",
        "/why/medicines",
        "/why/medicine_review",
        "/why/confident",
        "/plan/next",
    ],
    "household": [
        "/home/people/0/which",
        "/home/people/0/age",
        "/home/people/1/name",
        "/home/people/1/gives_care",
        "/carers/hours",
        "/carers/break",
    ],
    "nutrition-check": [
        "/body/weight",
        "/body/bmi",
        "/body/plan",
        "/meals/since",
        "/meals/hours",
        "/meals/enough",
    ],
    "visit": [
        "/visit/_not_asked/matters",
        "/visit/matters",
        "/visit/income",
        "/visit/_not_asked/sleep",
        "/carer",
    ],
}


def named(path: Path) -> str:
    return path.stem


def compiled(path: Path) -> Json:
    return formschema.compile(formschema.read(path.read_bytes()), installed_plugins().measures)


def answers_of(path: Path, which: str) -> Json:
    answers = json.loads(path.with_suffix(f".{which}.json").read_text(encoding="utf-8"))
    return {FLAT_SECTION: answers} if is_flat(json.loads(path.read_text(encoding="utf-8"))) else answers


@pytest.mark.parametrize("path", [*EXAMPLES, *STARTERS], ids=named)
def test_nothing_is_wrong_with_it(path: Path) -> None:
    template = formschema.read(path.read_bytes())
    assert formschema.check(template, installed_plugins().measures) == []
    meta = json.loads((SCHEMAS / "form-template.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(meta)
    assert Draft202012Validator(meta).is_valid(template)
    assert jsonschema_rs.validator_for(meta).is_valid(template)


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_its_valid_answers_are_valid(path: Path) -> None:
    schema, answers = compiled(path), answers_of(path, "valid")
    assert formschema.validate(schema, answers) == []
    assert formschema.prune(schema, answers) == answers
    assert jsonschema_rs.validator_for(schema, validate_formats=True).is_valid(answers)


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_its_invalid_answers_are_told_by_place_in_the_order_of_the_form(path: Path) -> None:
    schema, answers = compiled(path), answers_of(path, "invalid")
    errors = formschema.validate(schema, answers)
    assert [error.pointer for error in errors] == WRONG[path.stem]
    assert not jsonschema_rs.validator_for(schema, validate_formats=True).is_valid(answers)


def test_every_widget_is_in_an_example() -> None:
    outlines = [formschema.outline(compiled(path)) for path in EXAMPLES]
    from aimwell.formschema.shape import WIDGETS

    assert {question.widget for asked in outlines for question in asked.all_questions()} >= set(WIDGETS)


@pytest.mark.parametrize("path", STARTERS, ids=named)
def test_a_starter_says_what_kind_it_is_and_who_answers(path: Path) -> None:
    outline = formschema.outline(compiled(path))
    named_after = path.stem.replace("-", "_").removesuffix("_for_help").removesuffix("_contribution")
    assert outline.kind == named_after
    assert outline.routes
    assert all(question.title and question.title[0].isupper() for question in outline.all_questions())


@pytest.mark.parametrize("name", ["triage", "assessment"])
def test_a_starter_gives_the_facts_that_its_rule_asks_for(name: str) -> None:
    outline = formschema.outline(compiled(SCHEMAS / "starter" / f"{name}.json"))
    assert outline.triage is not None
    rule = installed_plugins().triage_rules[outline.triage.rule]
    assert set(outline.triage.facts) == set(rule.facts["properties"])
    options = {question.pointer: question.options for question in outline.all_questions()}
    for fact, name in outline.triage.facts.items():
        section, key = name.split("/")
        for option in options[f"/{name}"]:
            facts = formschema.facts(outline, {section: {key: option.value}})
            assert Draft202012Validator(rule.facts["properties"][fact]).is_valid(facts[fact])


def test_facts_are_numbers_words_or_not_known() -> None:
    outline = formschema.outline(compiled(SCHEMAS / "starter" / "triage.json"))
    answers = {"factors": {"functional_ability": "3", "context": "unknown", "timing": "reversible"}}
    assert formschema.facts(outline, answers) == {
        "functional_ability": 3,
        "daily_life_and_carer_impact": None,
        "context": None,
        "congruency": None,
        "timing": "reversible",
    }
    assert formschema.facts(formschema.outline(compiled(SCHEMAS / "starter" / "review.json")), {}) == {}
