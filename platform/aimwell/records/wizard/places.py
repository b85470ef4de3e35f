"""A question's condition with the names of fields in the place of questions, for the browser to evaluate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aimwell.contracts import Json
from aimwell.formschema import Question, Section
from aimwell.formschema.conditions import ROW, AllOf, AnyOf, Comparison, Condition, Not, comparisons


def condition_for_browser(question: Question, section: Section, prefix: str) -> Json:
    """The condition as JSON: a comparison names a ``field`` of this page, or an answer from ``elsewhere``.

    ``prefix`` is the field name of the row or measure that the question stands in. None: always asked.
    """
    return None if question.when is None else _as_json(question.when, section, prefix)


def depends_on_page(question: Question, section: Section) -> bool:
    """Whether a question's condition looks at answers of the same page."""
    if question.when is None:
        return False
    return any(part.question.startswith((ROW, f"{section.key}/")) for part in comparisons(question.when))


def asked_elsewhere(section: Section) -> Iterator[str]:
    """The questions (``section/key``) of other sections on which conditions in this one depend."""
    waiting = list(section.questions)
    while waiting:
        question = waiting.pop()
        waiting += question.questions
        if question.when is None:
            continue
        for comparison in comparisons(question.when):
            if not comparison.question.startswith((ROW, f"{section.key}/")):
                yield comparison.question


def _as_json(condition: Condition, section: Section, prefix: str) -> dict[str, Any]:
    if isinstance(condition, Comparison):
        return _comparison(condition, section, prefix)
    if isinstance(condition, Not):
        return {"not": _as_json(condition.part, section, prefix)}
    word = "all" if isinstance(condition, AllOf) else "any"
    assert isinstance(condition, (AllOf, AnyOf))
    return {word: [_as_json(part, section, prefix) for part in condition.parts]}


def _comparison(comparison: Comparison, section: Section, prefix: str) -> dict[str, Any]:
    value = comparison.value
    told: dict[str, Any] = {
        "operator": comparison.operator,
        "value": list(value) if isinstance(value, tuple) else value,
    }
    reference = comparison.question
    if reference.startswith(ROW):
        key = reference[len(ROW) :].replace("-", "--")
        return {"field": f"{prefix}-{key}" if prefix else key, **told}
    section_key, _, key = reference.partition("/")
    if section_key == section.key:
        return {"field": key.replace("-", "--"), **told}
    return {"elsewhere": reference, **told}
