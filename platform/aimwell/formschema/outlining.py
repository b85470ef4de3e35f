"""Make the outline of a template: every schema is read here, and nowhere else by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aimwell.formschema import conditions, prefilling
from aimwell.formschema.calculations.expression_reading import ExpressionFault, parse
from aimwell.formschema.calculations.expressions import DECIMALS_LIMIT, DEFAULT_DECIMALS, Expression
from aimwell.formschema.conditions import Condition
from aimwell.formschema.languages.locales import OWN
from aimwell.formschema.languages.tongue import Tongue, tongue_of, untranslated
from aimwell.formschema.outline import Option, Outline, Question, Section, TriageLink
from aimwell.formschema.paths import expanded
from aimwell.formschema.shape import (
    DEFAULT_ROWS,
    FLAT_SECTION,
    NOT_ASKED,
    escaped,
    note,
    option_pairs,
    properties,
    sectioned,
    title_of,
    type_of,
    widget_of,
)

Json = Any

_CHOSEN = frozenset({"one-of", "several-of", "path"})
"""Widgets with options to choose from."""


def outline(schema: Mapping[str, Json]) -> Outline:
    """The outline of an authored template or a compiled schema.

    Reads what it can of a template that has problems, so that a draft can be shown; ``check`` names them.
    Keep the result: it is worked out anew at each call.
    """
    whole = sectioned(expanded(schema))
    notes = note(whole)
    language = _text(notes.get("language")) or OWN
    tongue = tongue_of(language, _text(notes.get("translatedFrom")))
    return Outline(
        title=_text(whole.get("title")) or "Form",
        intro=_text(whole.get("description")),
        kind=_text(notes.get("kind")) or "other",
        language=language,
        sections=tuple(_section(key, part, whole, tongue) for key, part in properties(whole).items()),
        triage=_triage(notes.get("triage")),
        tongue=tongue,
        untranslated=untranslated(whole),
    )


def _section(key: str, schema: Json, form: Mapping[str, Json], tongue: Tongue) -> Section:
    form_title = _text(form.get("title"))
    titled = isinstance(schema, Mapping) and "title" in schema
    own_title = titled or not form_title or key != FLAT_SECTION
    return Section(
        key=key,
        title=title_of(key, schema) if own_title else form_title,
        intro=_text(schema.get("description")) if isinstance(schema, Mapping) else "",
        when=_condition(note(schema).get("when")),
        questions=_questions(schema, f"/{escaped(key)}", tongue),
        tongue=tongue,
        untranslated=untranslated(schema if own_title else form),
    )


def _questions(schema: Json, pointer: str, tongue: Tongue) -> tuple[Question, ...]:
    required = schema.get("required") if isinstance(schema, Mapping) else None
    names = required if isinstance(required, list) else []
    return tuple(
        _question(key, part, f"{pointer}/{escaped(key)}", key in names, tongue)
        for key, part in properties(schema).items()
        if isinstance(part, Mapping) and key != NOT_ASKED
    )


def _question(key: str, schema: Mapping[str, Json], pointer: str, required: bool, tongue: Tongue) -> Question:
    notes = note(schema)
    widget = widget_of(schema) or "short-text"
    kind, nullable = type_of(schema)
    return Question(
        key=key,
        pointer=pointer,
        title=title_of(key, schema),
        widget=widget,
        hint=_text(notes.get("hint")),
        guidance=_text(notes.get("guidance")),
        description=_text(schema.get("description")),
        may_be_left=notes.get("notAsked") is True,
        prefill=prefilling.parse(notes.get("prefill")),
        review=notes.get("review") is True,
        feeds=_text(notes.get("feeds")),
        required=(required or notes.get("required") is True) and widget != "calculated",
        when=_condition(notes.get("when")),
        options=_options(widget, schema),
        minimum=_number(schema.get("minimum")),
        maximum=_number(schema.get("maximum")),
        step=_number(schema.get("multipleOf")),
        whole=kind == "integer",
        min_length=_count(schema.get("minLength")),
        max_length=_count(schema.get("maxLength")),
        pattern=_text(schema.get("pattern")) or None,
        format=_text(schema.get("format")) or None,
        unit=_text(notes.get("unit")),
        anchors=_anchors(notes.get("anchors")),
        role=_text(notes.get("role")) or "practitioner",
        audience=_text(notes.get("audience")) or "all",
        questions=_inner_questions(widget, schema, pointer, tongue),
        min_rows=_count(schema.get("minItems")) or 0,
        max_rows=_most(widget, schema),
        measure=_text(notes.get("measure")) or None,
        measure_version=_text(notes.get("measure_version")) or None,
        settings=notes["settings"] if isinstance(notes.get("settings"), Mapping) else {},
        nullable=nullable,
        not_future=notes.get("notFuture") is True,
        calculation=_calculation(notes.get("calculate")) if widget == "calculated" else None,
        decimals=0 if kind == "integer" else _decimals(notes.get("decimals")),
        schema=schema,
        tongue=tongue,
        untranslated=untranslated(schema),
    )


def _options(widget: str, schema: Mapping[str, Json]) -> tuple[Option, ...]:
    if widget not in _CHOSEN:
        return ()
    return tuple(Option(value=value, label=label) for value, label in option_pairs(schema))


def _inner_questions(
    widget: str, schema: Mapping[str, Json], pointer: str, tongue: Tongue
) -> tuple[Question, ...]:
    if widget == "group":
        return _questions(schema.get("items"), f"{pointer}/*", tongue)
    return _questions(schema, pointer, tongue) if widget == "measure" else ()


def _most(widget: str, schema: Mapping[str, Json]) -> int:
    stated = _count(schema.get("maxItems"))
    if stated is not None:
        return stated
    return len(option_pairs(schema)) if widget == "several-of" else DEFAULT_ROWS


def _condition(raw: Json) -> Condition | None:
    if raw is None:
        return None
    try:
        return conditions.parse(raw)
    except conditions.ConditionFault:
        return None


def _calculation(raw: Json) -> Expression | None:
    try:
        return parse(raw)
    except ExpressionFault:
        return None


def _decimals(raw: Json) -> int:
    found = _count(raw)
    return DEFAULT_DECIMALS if found is None else max(0, min(found, DECIMALS_LIMIT))


def _triage(raw: Json) -> TriageLink | None:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("rule"), str):
        return None
    facts = raw.get("facts")
    pairs = facts.items() if isinstance(facts, Mapping) else ()
    return TriageLink(rule=raw["rule"], facts={key: value for key, value in pairs if isinstance(value, str)})


def _anchors(raw: Json) -> tuple[str, str] | None:
    return (str(raw[0]), str(raw[1])) if isinstance(raw, list) and len(raw) == 2 else None


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Json) -> int | float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _count(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
