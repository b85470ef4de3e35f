"""The outline of a template: its sections and questions as dataclasses, in the order in which they are asked.

The wizard, the PDF, the export and the report read the outline; nothing else reads a schema by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from aimwell.formschema import conditions
from aimwell.formschema.calculations.expressions import DEFAULT_DECIMALS, Expression
from aimwell.formschema.conditions import Condition
from aimwell.formschema.languages.tongue import ENGLISH_ONLY, Tongue
from aimwell.formschema.prefilling import Prefill
from aimwell.formschema.shape import (
    DEFAULT_ROWS,
    NOT_ASKED,
    escaped,
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
    feeds: str = ""
    """What its answer tells the pathway: a name of ``feeds.FEEDS``."""
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
