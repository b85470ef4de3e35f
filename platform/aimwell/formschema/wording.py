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
    titles = {question.pointer: question for question in outline.all_questions()}
    base = asker.pointer.rpartition("/")[0] if asker is not None else ""
    return f"Asked when {_phrase(condition, titles, base)}"


def _phrase(condition: Condition, titles: dict[str, Question], base: str) -> str:
    if isinstance(condition, Comparison):
        return _comparison(condition, titles, base)
    if isinstance(condition, Not):
        return f"it isn’t so that {_phrase(condition.part, titles, base)}"
    joint = " and " if isinstance(condition, AllOf) else " or "
    parts = [_inner(part, titles, base) for part in condition.parts]
    return joint.join(parts)


def _inner(part: Condition, titles: dict[str, Question], base: str) -> str:
    phrase = _phrase(part, titles, base)
    return f"({phrase})" if isinstance(part, (AllOf, AnyOf)) and len(part.parts) > 1 else phrase


def _comparison(comparison: Comparison, titles: dict[str, Question], base: str) -> str:
    name = comparison.question
    pointer = f"{base}/{name[len(ROW) :]}" if name.startswith(ROW) else f"/{name}"
    question = titles.get(pointer)
    title = question.title if question is not None else name
    value = _value(comparison.value, question)
    return f"‘{title}’ {_PHRASES[comparison.operator].format(value=value)}"


def _value(value: Json, question: Question | None) -> str:
    if isinstance(value, tuple):
        return " or ".join(_value(one, question) for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    labels = {option.value: option.label for option in question.options} if question is not None else {}
    label = labels.get(value) if isinstance(value, str) else None
    return label if label is not None else str(value)
