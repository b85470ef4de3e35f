"""A condition in plain words, for the list of routes, the editor and the check of answers."""

from __future__ import annotations

from typing import Any

from aimwell.formschema.conditions import ROW, AllOf, AnyOf, Comparison, Condition, Not
from aimwell.formschema.languages.speech import Speech, speech
from aimwell.formschema.outline import Outline, Question

Json = Any

_PHRASES = {
    "equals": "‘{title}’ is {value}",
    "not_equals": "‘{title}’ is answered and isn’t {value}",
    "one_of": "‘{title}’ is {value}",
    "less_than": "‘{title}’ is less than {value}",
    "at_most": "‘{title}’ is {value} or less",
    "at_least": "‘{title}’ is {value} or more",
    "more_than": "‘{title}’ is more than {value}",
    "includes": "‘{title}’ includes {value}",
    "answered": "‘{title}’ is answered",
    "not_answered": "‘{title}’ isn’t answered",
}
PHRASES = tuple(_PHRASES.values())
"""What is said by a table here rather than where it is called: for the test of translations."""

ASKED_WHEN = "Asked when {condition}"
ENGLISH = speech("en-GB")


def words(
    condition: Condition, outline: Outline, asker: Question | None = None, *, say: Speech = ENGLISH
) -> str:
    """A condition as a sentence, such as “Asked when ‘Do you live alone?’ is No”.

    ``asker`` is the question that carries it: needed to name the questions of its own row. ``say``: in whose
    words it is said.
    """
    return say(ASKED_WHEN, condition=phrase(condition, outline, asker, say=say))


def phrase(
    condition: Condition, outline: Outline, asker: Question | None = None, *, say: Speech = ENGLISH
) -> str:
    """What a condition asks for, to stand inside a sentence: “‘Do you live alone?’ is No”."""
    base = asker.pointer.rpartition("/")[0] if asker is not None else ""
    return _phrase(condition, outline, base, say)


def value_in_words(value: Json, question: Question | None, *, say: Speech = ENGLISH) -> str:
    """An answer as the form shows it: Yes or No, the wording of an option, or what was typed."""
    if isinstance(value, (tuple, list)):
        return f" {say('or')} ".join(value_in_words(one, question, say=say) for one in value)
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    labels = {option.value: option.label for option in question.options} if question is not None else {}
    label = labels.get(value) if isinstance(value, str) else None
    return label if label is not None else str(value)


def _phrase(condition: Condition, outline: Outline, base: str, say: Speech) -> str:
    if isinstance(condition, Comparison):
        return _comparison(condition, outline, base, say)
    if isinstance(condition, Not):
        return say("it isn’t so that {condition}", condition=_phrase(condition.part, outline, base, say))
    joint = say("and") if isinstance(condition, AllOf) else say("or")
    return f" {joint} ".join(_inner(part, outline, base, say) for part in condition.parts)


def _inner(part: Condition, outline: Outline, base: str, say: Speech) -> str:
    said = _phrase(part, outline, base, say)
    return f"({said})" if isinstance(part, (AllOf, AnyOf)) and len(part.parts) > 1 else said


def _comparison(comparison: Comparison, outline: Outline, base: str, say: Speech) -> str:
    name = comparison.question
    question = outline.question(f"{base}/{name[len(ROW) :]}" if name.startswith(ROW) else f"/{name}")
    title = question.title if question is not None else name
    value = value_in_words(comparison.value, question, say=say)
    return say(_PHRASES[comparison.operator], title=title, value=value)
