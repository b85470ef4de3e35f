"""What a condition may ask for: the questions before it, the comparisons that fit each, and its answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aimwell.formschema.condition_checks import FITTING
from aimwell.formschema.outline import Outline, Question, Section
from aimwell.formschema.shape import answered_as
from aimwell_cms.authoring.convert.conditions import OPERATORS

Json = Any

_WORDS = {**dict(OPERATORS), "one_of": "is one of"}
_CHOSEN = ("one-of", "path")
_LISTED = (*_CHOSEN, "several-of", "yes-no")
_TYPED = ("short-text", "number", "scale", "date")
_YES_NO = (("true", "Yes"), ("false", "No"))


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An earlier question: the name that a condition has for it, and how it can be compared.

    ``answers``: what can be chosen, each with its wording; empty when the answer is typed.
    """

    name: str
    number: str
    title: str
    section: str
    kind: str
    """The widget whose answers its answers are like."""
    comparisons: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]

    @property
    def is_listed(self) -> bool:
        """Whether its answer is one of a list."""
        return self.kind in _LISTED

    @property
    def is_typed(self) -> bool:
        """Whether its answer is written."""
        return self.kind in _TYPED

    @property
    def takes_several(self) -> bool:
        """Whether a line may name several of its answers, any of which will do."""
        return self.kind in _CHOSEN


def asked_before(sketch: Outline, pointer: str) -> Mapping[str, Asked]:
    """The questions that the condition of an item may ask for, by name, in the order of the form."""
    found: dict[str, Asked] = {}
    for section_number, section in enumerate(sketch.sections, 1):
        if section.pointer == pointer:
            break
        for number, question in enumerate(section.questions, 1):
            if question.pointer == pointer:
                return found
            numbered = f"{section_number}.{number}"
            if pointer.startswith(f"{question.pointer}/*/"):
                return {**found, **_of_row(question, pointer, numbered, section)}
            found.update(_offered(f"{section.key}/{question.key}", question, numbered, section))
    return found


def _of_row(group: Question, pointer: str, number: str, section: Section) -> dict[str, Asked]:
    found: dict[str, Asked] = {}
    for position, column in enumerate(group.questions, 1):
        if column.pointer == pointer:
            break
        for name, asked in _offered(f"./{column.key}", column, f"{number}.{position}", section):
            found[name] = replace(asked, section=f"{group.title} (the same row)")
    return found


def _offered(name: str, question: Question, number: str, section: Section) -> Iterator[tuple[str, Asked]]:
    kind = answered_as(question.schema)
    fitting = FITTING.get(kind, frozenset())
    # One or several answers of a list are chosen by the same comparison.
    hidden = {"one_of"} if kind in _CHOSEN else set()
    if not fitting:
        return
    yield (
        name,
        Asked(
            name=name,
            number=number,
            title=question.title,
            section=section.title,
            kind=kind,
            comparisons=tuple(
                (operator, _WORDS[operator])
                for operator, _ in OPERATORS
                if operator in fitting and operator not in hidden
            ),
            answers=_YES_NO if kind == "yes-no" else _options(question),
        ),
    )


def _options(question: Question) -> tuple[tuple[str, str], ...]:
    return tuple((option.value, option.label) for option in question.options)
