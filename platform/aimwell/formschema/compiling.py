"""Compile an authored template into the JSON Schema that a record is checked against.

Conditions become ``if/then/else``; defaults are written out; a measure brings the schema of its answers. A
document without any annotation of ours keeps its meaning to the letter: it is only given sections.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from aimwell.contracts import Measure
from aimwell.formschema import conditions
from aimwell.formschema.calculations.expressions import RESULT_LIMIT
from aimwell.formschema.checking import check
from aimwell.formschema.condition_schemas import holds_schema
from aimwell.formschema.conditions import ROW, Condition
from aimwell.formschema.paths import expanded
from aimwell.formschema.problems import TemplateRefused
from aimwell.formschema.shape import (
    DATE_PATTERN,
    DEFAULT_LONG,
    DEFAULT_ROWS,
    DEFAULT_SHORT,
    DIALECT,
    EMAIL_PATTERN,
    NOT_ASKED,
    NOTE,
    is_plain,
    note,
    properties,
    sectioned,
    widget_of,
)

Json = Any
Schema = dict[str, Json]

NO_MEASURES: Mapping[str, Measure] = MappingProxyType({})

REASON_LENGTH = 500
"""Characters of the reason why a question is not asked."""


def compile_template(template: Mapping[str, Json], measures: Mapping[str, Measure] = NO_MEASURES) -> Schema:
    """The JSON Schema of the answers ``{section: {question: answer}}``. Raises TemplateRefused.

    The same template and measures give the same schema, key by key; neither is changed.
    """
    if problems := check(template, measures):
        raise TemplateRefused(*problems)
    return _Compiler(measures, closed=not is_plain(template)).whole(
        sectioned(copy.deepcopy(dict(expanded(template))))
    )


class _Compiler:
    """One compilation. ``closed``: whether answers that no question asks for are refused."""

    def __init__(self, measures: Mapping[str, Measure], *, closed: bool) -> None:
        self.measures = measures
        self.closed = closed
        self.root_rules: list[Schema] = []

    def whole(self, template: Schema) -> Schema:
        sections = {key: self.section(key, schema) for key, schema in properties(template).items()}
        compiled = {"$schema": DIALECT, **template, "properties": sections}
        if self.closed:
            compiled["required"] = [key for key, schema in sections.items() if "when" not in note(schema)]
            compiled.setdefault("additionalProperties", False)
        if self.root_rules:
            compiled["allOf"] = self.root_rules
        return compiled

    def section(self, key: str, schema: Schema) -> Schema:
        if (when := note(schema).get("when")) is not None:
            condition = conditions.parse(when)
            self.root_rules.append(_rule(condition, None, (), {"required": [key]}, _refused(key)))
        return self.object(schema, (key,), section=key)

    def object(self, schema: Schema, path: tuple[str, ...], section: str | None = None) -> Schema:
        """An object of questions: a section, a row (its path ends in ``*``) or the answers of a measure."""
        required = list(schema.get("required", ()))
        questions: Schema = {}
        rules: list[Schema] = []
        left: list[str] = []
        for key, authored in properties(schema).items():
            question = self.question(authored, (*path, key))
            when, may_be_left = note(authored).get("when"), note(authored).get("notAsked") is True
            asked: Schema | None = None
            if key in required and (when is not None or may_be_left):
                required.remove(key)
                question[NOTE] = {**question[NOTE], "required": True}
                asked = _unless_left(key, {"required": [key]}) if may_be_left else {"required": [key]}
            if may_be_left:
                left.append(key)
                rules.append(_answer_alone(key))
            if when is not None:
                condition = conditions.parse(when)
                hidden = _refused(key, may_be_left=may_be_left)
                if _is_local(condition, section):
                    rules.append(_rule(condition, section, (), asked, hidden))
                else:
                    self.root_rules.append(_rule(condition, None, path, asked, hidden))
            elif asked is not None:
                rules.append(asked)
            questions[key] = question
        if left:
            questions[NOT_ASKED] = _reasons(left)
        compiled = {**schema, "properties": questions}
        if "required" in compiled:
            compiled["required"] = required
        if self.closed:
            compiled.setdefault("additionalProperties", False)
        if rules:
            compiled["allOf"] = rules
        return compiled

    def question(self, schema: Schema, path: tuple[str, ...]) -> Schema:
        widget = widget_of(schema)
        compiled = dict(schema)
        if widget == "measure":
            return self.measure(schema, path)
        if widget == "guidance":
            return {**compiled, "not": {}}  # a text is never answered
        if (form := schema.get("format")) is not None:
            compiled["pattern"] = {"date": DATE_PATTERN, "email": EMAIL_PATTERN}[form]
        if widget == "group":
            compiled["items"] = self.object(schema["items"], (*path, "*"))
        if widget == "calculated":
            return _write_bounds(compiled)
        if self.closed:
            _write_defaults(compiled, widget)
        return compiled

    def measure(self, schema: Schema, path: tuple[str, ...]) -> Schema:
        measure = self.measures[note(schema)["measure"]]
        answers = self.object(copy.deepcopy(dict(measure.answers)), path)
        _name_ends(answers, note(schema).get("settings", {}))
        notes = {**note(answers), **note(schema), "measure_version": measure.version}
        return {**answers, "title": measure.label, **schema, NOTE: notes}


def _name_ends(answers: Schema, settings: Mapping[str, Json]) -> None:
    """The settings ``left`` and ``right`` of a measure are the words at the ends of its scales."""
    if {"left", "right"} <= set(settings):
        for question in answers["properties"].values():
            if widget_of(question) == "scale":
                question[NOTE] = {**note(question), "anchors": [settings["left"], settings["right"]]}


def _write_defaults(question: Schema, widget: str | None) -> None:
    if widget == "short-text":
        question.setdefault("maxLength", DEFAULT_SHORT)
        if "pattern" in question:
            question["not"] = {"pattern": "\\n"}  # engines differ on whether $ stands before a last line end
    elif widget == "long-text":
        question.setdefault("maxLength", DEFAULT_LONG)
    elif widget == "several-of":
        question.setdefault("uniqueItems", True)
    elif widget == "group":
        question.setdefault("maxItems", DEFAULT_ROWS)
    elif widget in ("one-of", "path"):
        question.setdefault("type", "string")


def _write_bounds(question: Schema) -> Schema:
    """What is worked out stays within these (see ``calculating``), so that any validator can check it."""
    if question["type"] in ("number", "integer"):
        return {**question, "minimum": -RESULT_LIMIT, "maximum": RESULT_LIMIT}
    return question if question["type"] == "boolean" else {**question, "maxLength": DEFAULT_LONG}


def _is_local(condition: Condition, section: str | None) -> bool:
    """Whether a condition asks only for answers of the object that holds it."""
    return all(
        part.question.startswith(ROW) or (section is not None and part.question.startswith(f"{section}/"))
        for part in conditions.comparisons(condition)
    )


def _rule(
    condition: Condition, section: str | None, path: tuple[str, ...], asked: Schema | None, hidden: Schema
) -> Schema:
    """What holds of the object that ``path`` leads to while a question of it is asked, and while it isn't."""
    rule: Schema = {"if": holds_schema(condition, section)}
    if asked is not None:
        rule["then"] = _at(path, asked)
    rule["else"] = _at(path, hidden)
    return rule


def _refused(key: str, *, may_be_left: bool = False) -> Schema:
    """No answer, and no reason why there is none."""
    reason = {NOT_ASKED: {"properties": {key: False}}} if may_be_left else {}
    return {"properties": {key: False, **reason}}


def _reasons(keys: list[str]) -> Schema:
    """Why questions are not asked today, by their keys; not there when all are asked."""
    reason = {"type": "string", "minLength": 1, "maxLength": REASON_LENGTH}
    return {
        "type": "object",
        "properties": {key: dict(reason) for key in keys},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _unless_left(key: str, schema: Schema) -> Schema:
    inside = {"type": "object", "required": [key]}
    return {"if": {"required": [NOT_ASKED], "properties": {NOT_ASKED: inside}}, "else": schema}


def _answer_alone(key: str) -> Schema:
    """What has an answer has no reason why it was not asked."""
    return {"if": {"required": [key]}, "then": {"properties": {NOT_ASKED: {"properties": {key: False}}}}}


def _at(path: tuple[str, ...], schema: Schema) -> Schema:
    for step in reversed(path):
        schema = {"items": schema} if step == "*" else {"properties": {step: schema}}
    return schema
