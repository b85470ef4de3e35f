"""What the answer to each question is used for: later conditions, triage, calculations, the pathway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aimwell.formschema.conditions import ROW, Condition, comparisons
from aimwell.formschema.feeds import FEEDS
from aimwell.formschema.outline import Outline, Question, Section, walk
from aimwell.formschema.shape import note

Json = Any


@dataclass(frozen=True, kw_only=True)
class Use:
    """One use of an answer. ``by``: the section or question that uses it; None for triage and the pathway."""

    kind: Literal["condition", "triage", "calculation", "pathway"]
    by: Section | Question | None
    name: str
    """The title of what uses it, the name of the triage rule and the fact, or what the pathway is told."""


def uses_of(sketch: Outline) -> Mapping[str, tuple[Use, ...]]:
    """The uses of each question, by its pointer; a question that nothing uses isn't there."""
    found: dict[str, list[Use]] = {}
    for pointer, use in _uses(sketch):
        uses = found.setdefault(pointer, [])
        if use not in uses[-1:]:
            uses.append(use)
    return {pointer: tuple(uses) for pointer, uses in found.items()}


def _uses(sketch: Outline) -> Iterator[tuple[str, Use]]:
    for section in sketch.sections:
        yield from _of_condition(section, section.when, "")
        for question in walk(section.questions):
            holder = question.pointer.rpartition("/")[0]
            yield from _of_condition(question, question.when, holder)
            for answer in _answers_in(note(question.schema).get("calculate")):
                pointer = f"{holder}/{answer[len(ROW) :]}" if answer.startswith(ROW) else f"/{answer}"
                yield pointer, Use(kind="calculation", by=question, name=question.title)
            if question.feeds in FEEDS:
                yield question.pointer, Use(kind="pathway", by=None, name=FEEDS[question.feeds].label)
    if sketch.triage is not None:
        for fact, name in sketch.triage.facts.items():
            yield f"/{name}", Use(kind="triage", by=None, name=f"{sketch.triage.rule}: {fact}")


def _of_condition(
    item: Section | Question, condition: Condition | None, holder: str
) -> Iterator[tuple[str, Use]]:
    for part in comparisons(condition) if condition is not None else ():
        name = part.question
        pointer = f"{holder}/{name[len(ROW) :]}" if name.startswith(ROW) else f"/{name}"
        yield pointer, Use(kind="condition", by=item, name=item.title)


def _answers_in(expression: Json) -> Iterator[str]:
    """Every answer or score that a calculation reads, as ``section/question``."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            for key, value in part.items():
                if key in ("answer", "score", "question") and isinstance(value, str):
                    yield value
                else:
                    waiting.append(value)
        elif isinstance(part, (list, tuple)):
            waiting += part
