"""The outline of a template: its sections and questions as dataclasses, in the order in which they are asked.

The wizard, the PDF, the export and the report read the outline; nothing else reads a schema by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from aimwell.formschema import conditions, prefilling
from aimwell.formschema.calculations.expression_reading import ExpressionFault, parse
from aimwell.formschema.calculations.expressions import DECIMALS_LIMIT, DEFAULT_DECIMALS, Expression
from aimwell.formschema.conditions import Condition
from aimwell.formschema.languages.locales import OWN
from aimwell.formschema.languages.tongue import ENGLISH_ONLY, Tongue, tongue_of, untranslated
from aimwell.formschema.paths import expanded
from aimwell.formschema.prefilling import Prefill
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


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose: what is kept, and what is shown."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, a guidance text, a repeating group or a measure (their questions in ``questions``).

    ``pointer`` is the JSON pointer of its answer; ``*`` stands for the number of a row.
    """

    key: str
    pointer: str
    title: str
    widget: str
    hint: str = ""
    guidance: str = ""
    description: str = ""
    """What the schema says of the question; for the widget ``guidance`` it is the text itself."""
    required: bool = False
    may_be_left: bool = False
    """Whether “not asked today, because …” is an answer too: see ``NOT_ASKED``."""
    prefill: Prefill | None = None
    """Where an answer may be offered from."""
    review: bool = False
    """Whether it is asked again at review."""
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    minimum: int | float | None = None
    maximum: int | float | None = None
    step: int | float | None = None
    whole: bool = False
    """Whether a number must be a whole one."""
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    format: str | None = None
    unit: str = ""
    anchors: tuple[str, str] | None = None
    role: str = "practitioner"
    audience: str = "all"
    questions: tuple[Question, ...] = ()
    min_rows: int = 0
    max_rows: int = DEFAULT_ROWS
    """Fewest and most rows of a group, or answers of a several-of."""
    measure: str | None = None
    measure_version: str | None = None
    settings: Mapping[str, Json] = field(default_factory=dict)
    nullable: bool = False
    not_future: bool = False
    calculation: Expression | None = None
    decimals: int = DEFAULT_DECIMALS
    """To how many decimals what is calculated is rounded."""
    schema: Mapping[str, Json] = field(default_factory=dict, repr=False)
    tongue: Tongue = ENGLISH_ONLY
    untranslated: frozenset[str] = frozenset()
    """The names (see ``texts``) of its texts that have no translation."""

    def lang_of(self, name: str) -> str:
        """The language to mark one of its texts with; empty where it is the page's."""
        return self.tongue.of(name, self.untranslated)

    @property
    def reason_pointer(self) -> str:
        """The JSON pointer of the reason why a section's question is not asked today."""
        section, _, key = self.pointer.rpartition("/")
        return f"{section}/{NOT_ASKED}/{key}"


@dataclass(frozen=True, kw_only=True)
class Section:
    """One step of a form."""

    key: str
    title: str
    intro: str
    when: Condition | None
    questions: tuple[Question, ...]
    tongue: Tongue = ENGLISH_ONLY
    untranslated: frozenset[str] = frozenset()

    @property
    def pointer(self) -> str:
        """The JSON pointer of the section's answers."""
        return f"/{escaped(self.key)}"

    def lang_of(self, name: str) -> str:
        """The language to mark its title or description with; empty where it is the page's."""
        return self.tongue.of(name, self.untranslated)


@dataclass(frozen=True, kw_only=True)
class TriageLink:
    """The triage rule whose facts a template asks: each fact with its question (``section/key``)."""

    rule: str
    facts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Route:
    """A section or question that is not always asked: its pointer, and when it is, in words."""

    pointer: str
    condition: str


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A whole template, ready to be asked."""

    title: str
    intro: str
    kind: str
    language: str
    sections: tuple[Section, ...]
    triage: TriageLink | None
    tongue: Tongue = ENGLISH_ONLY
    untranslated: frozenset[str] = frozenset()

    def lang_of(self, name: str) -> str:
        """The language to mark its title or description with; empty where it is the page's."""
        return self.tongue.of(name, self.untranslated)

    @property
    def routes(self) -> tuple[Route, ...]:
        """What is asked only sometimes, in order."""
        from aimwell.formschema.wording import words  # the words are made from outlines: imported late

        found: list[Route] = []
        for section in self.sections:
            if section.when is not None:
                found.append(Route(pointer=section.pointer, condition=words(section.when, self)))
            for question in walk(section.questions):
                if question.when is not None:
                    found.append(
                        Route(pointer=question.pointer, condition=words(question.when, self, question))
                    )
        return tuple(found)

    def all_questions(self) -> Iterator[Question]:
        """Every question, columns of groups and questions of measures included, in order."""
        for section in self.sections:
            yield from walk(section.questions)

    @cached_property
    def calculated(self) -> tuple[Question, ...]:
        """The questions that the computer answers, in order."""
        return tuple(question for question in self.all_questions() if question.calculation is not None)

    def section(self, key: str) -> Section | None:
        """The section of that key."""
        return next((section for section in self.sections if section.key == key), None)

    def question(self, pointer: str) -> Question | None:
        """The question of that pointer (``*`` for rows)."""
        return self._by_pointer.get(pointer)

    @cached_property
    def _by_pointer(self) -> Mapping[str, Question]:
        return {question.pointer: question for question in self.all_questions()}


def walk(questions: tuple[Question, ...]) -> Iterator[Question]:
    """The questions and those inside them, in order."""
    for question in questions:
        yield question
        yield from walk(question.questions)


def shown(
    item: Section | Question, answers: Mapping[str, Json], row: Mapping[str, Json] | None = None
) -> bool:
    """Whether an item is asked, by its own condition. ``row``: the answers of the same row or measure."""
    return item.when is None or conditions.holds(item.when, answers, row)


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
        required=(required or notes.get("required") is True) and widget != "calculated",
        when=_condition(notes.get("when")),
        options=tuple(Option(value=value, label=label) for value, label in option_pairs(schema)),
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
