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
from aimwell.formschema.checking import check
from aimwell.formschema.condition_schemas import holds_schema
from aimwell.formschema.conditions import ROW, Condition
from aimwell.formschema.problems import TemplateRefused
from aimwell.formschema.shape import (
    DATE_PATTERN,
    DEFAULT_LONG,
    DEFAULT_ROWS,
    DEFAULT_SHORT,
    DIALECT,
    EMAIL_PATTERN,
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


def compile_template(template: Mapping[str, Json], measures: Mapping[str, Measure] = NO_MEASURES) -> Schema:
    """The JSON Schema of the answers ``{section: {question: answer}}``. Raises TemplateRefused.

    The same template and measures give the same schema, key by key; neither is changed.
    """
    if problems := check(template, measures):
        raise TemplateRefused(*problems)
    return _Compiler(measures, closed=not is_plain(template)).whole(sectioned(copy.deepcopy(dict(template))))


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
            self.root_rules.append(_rule(condition, None, (), key, required=True))
        return self.object(schema, (key,), section=key)

    def object(self, schema: Schema, path: tuple[str, ...], section: str | None = None) -> Schema:
        """An object of questions: a section, a row (its path ends in ``*``) or the answers of a measure."""
        required = list(schema.get("required", ()))
        questions: Schema = {}
        rules: list[Schema] = []
        for key, authored in properties(schema).items():
            question = self.question(authored, (*path, key))
            when = note(authored).get("when")
            if when is not None:
                condition = conditions.parse(when)
                needed = key in required
                if needed:
                    required.remove(key)
                    question[NOTE] = {**question[NOTE], "required": True}
                if _is_local(condition, section):
                    rules.append(_rule(condition, section, (), key, required=needed))
                else:
                    self.root_rules.append(_rule(condition, None, path, key, required=needed))
            questions[key] = question
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
    elif widget == "one-of":
        question.setdefault("type", "string")


def _is_local(condition: Condition, section: str | None) -> bool:
    """Whether a condition asks only for answers of the object that holds it."""
    return all(
        part.question.startswith(ROW) or (section is not None and part.question.startswith(f"{section}/"))
        for part in conditions.comparisons(condition)
    )


def _rule(
    condition: Condition, section: str | None, path: tuple[str, ...], key: str, *, required: bool
) -> Schema:
    """Shown: required if it must be answered. Not shown: refused. ``path`` leads to the object."""
    rule: Schema = {"if": holds_schema(condition, section)}
    if required:
        rule["then"] = _at(path, {"required": [key]})
    rule["else"] = _at(path, {"properties": {key: False}})
    return rule


def _at(path: tuple[str, ...], schema: Schema) -> Schema:
    for step in reversed(path):
        schema = {"items": schema} if step == "*" else {"properties": {step: schema}}
    return schema
