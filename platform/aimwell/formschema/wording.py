"""A condition in plain words, for the list of routes, the editor and the check of answers."""

from __future__ import annotations

from typing import Any

from aimwell.formschema.conditions import ROW, AllOf, AnyOf, Comparison, Condition, Not
from aimwell.formschema.outline import Outline, Question

Json = Any

_PHRASES = {
    "equals": "is {value}",
    "not_equals": "is answered and isn’t {value}",
    "one_of": "is {value}",
    "less_than": "is less than {value}",
    "at_most": "is {value} or less",
    "at_least": "is {value} or more",
    "more_than": "is more than {value}",
    "includes": "includes {value}",
    "answered": "is answered",
    "not_answered": "isn’t answered",
}


def words(condition: Condition, outline: Outline, asker: Question | None = None) -> str:
    """A condition as a sentence, such as “Asked when ‘Do you live alone?’ is No”.

    ``asker`` is the question that carries it: needed to name the questions of its own row.
    """
    return f"Asked when {phrase(condition, outline, asker)}"


def phrase(condition: Condition, outline: Outline, asker: Question | None = None) -> str:
    """What a condition asks for, to stand inside a sentence: “‘Do you live alone?’ is No”."""
    base = asker.pointer.rpartition("/")[0] if asker is not None else ""
    return _phrase(condition, outline, base)


def value_in_words(value: Json, question: Question | None) -> str:
    """An answer as the form shows it: Yes or No, the wording of an option, or what was typed."""
    if isinstance(value, (tuple, list)):
        return " or ".join(value_in_words(one, question) for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    labels = {option.value: option.label for option in question.options} if question is not None else {}
    label = labels.get(value) if isinstance(value, str) else None
    return label if label is not None else str(value)


def _phrase(condition: Condition, outline: Outline, base: str) -> str:
    if isinstance(condition, Comparison):
        return _comparison(condition, outline, base)
    if isinstance(condition, Not):
        return f"it isn’t so that {_phrase(condition.part, outline, base)}"
    joint = " and " if isinstance(condition, AllOf) else " or "
    parts = [_inner(part, outline, base) for part in condition.parts]
    return joint.join(parts)


def _inner(part: Condition, outline: Outline, base: str) -> str:
    said = _phrase(part, outline, base)
    return f"({said})" if isinstance(part, (AllOf, AnyOf)) and len(part.parts) > 1 else said


def _comparison(comparison: Comparison, outline: Outline, base: str) -> str:
    name = comparison.question
    question = outline.question(f"{base}/{name[len(ROW) :]}" if name.startswith(ROW) else f"/{name}")
    title = question.title if question is not None else name
    value = value_in_words(comparison.value, question)
    return f"‘{title}’ {_PHRASES[comparison.operator].format(value=value)}"
