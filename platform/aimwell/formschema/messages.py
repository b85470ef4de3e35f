"""What is wrong with an answer, in plain words: the question by its title, never the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from jsonschema import ValidationError

from aimwell.formschema.languages.locales import locale_of
from aimwell.formschema.languages.speech import Speech, speech
from aimwell.formschema.outline import Outline, Question
from aimwell.formschema.problems import AnswerError
from aimwell.formschema.shape import NOT_ASKED, escaped

Json = Any

_CHOSEN = ("one-of", "path", "several-of", "yes-no")
_TYPES = {
    "number": "{title} must be a number",
    "integer": "{title} must be a whole number",
    "boolean": "Select yes or no for {title}",
    "string": "{title} must be a text",
    "array": "{title} must be a list of answers",
    "object": "{title} must be a group of answers",
}
_FORMATS = {
    "date": "{title} must be a real date, like 2026-03-27",
    "email": "{title} must be an email address, like name@example.com",
}
_LIMITS = {
    "minimum": "{title} must be {limit} or more",
    "maximum": "{title} must be {limit} or less",
    "exclusiveMinimum": "{title} must be more than {limit}",
    "exclusiveMaximum": "{title} must be less than {limit}",
    "multipleOf": "{title} must be a multiple of {limit}",
    "minLength": "{title} must be {limit} characters or more",
    "maxLength": "{title} must be {limit} characters or fewer",
    "minItems": "{title} needs at least {limit} answers",
    "maxItems": "{title} can have at most {limit} answers",
    "uniqueItems": "{title} has the same answer twice",
    "pattern": "{title} must be written in the way that is asked for",
    "enum": "Select one of the answers offered for {title}",
    "oneOf": "Select one of the answers offered for {title}",
}
"""The limit is the template's, never the answer."""
_COUNTED = {
    "minItems": "{title} needs at least {limit} answer",
    "maxItems": "{title} can have at most {limit} answer",
}
"""Of one."""

OTHERWISE = "{title} can’t be answered in this way"

PHRASES = (OTHERWISE, *_TYPES.values(), *_FORMATS.values(), *_LIMITS.values(), *_COUNTED.values())
"""What is said by a table here rather than where it is called: for the test of translations."""


def answer_errors(error: ValidationError, outline: Outline) -> Iterator[AnswerError]:
    """What an error of the validator says, as values: one for each missing or surplus answer."""
    path = tuple(str(step) for step in error.absolute_path)
    if path[1:2] == (NOT_ASKED,):
        yield from _reason_errors(error, outline, path)
    elif error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield _error(outline, (*path, key), "required", _missing)
    elif error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key not in known:
                yield _error(outline, (*path, str(key)), "additionalProperties", _surplus)
    elif error.validator == "not":
        hidden = error.validator_value == {}
        yield _error(outline, path, "hidden" if hidden else "not", _not_asked if hidden else _on_one_line)
    else:
        keyword, value = str(error.validator), error.validator_value
        yield _error(outline, path, keyword, partial(_wrong, keyword, value))


def _reason_errors(error: ValidationError, outline: Outline, path: tuple[str, ...]) -> Iterator[AnswerError]:
    """What is wrong with the reasons why questions of a section are not asked today."""
    keyword = str(error.validator)
    if keyword == "additionalProperties":
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key not in known:
                yield _error(outline, (*path, str(key)), keyword, _not_to_leave)
    elif keyword == "not":
        yield _error(outline, path, "hidden", _left_and_answered)
    else:
        limit = error.validator_value
        yield _error(outline, path, keyword, partial(_wrong_reason, keyword, limit))


def reading_order(pointer: str, outline: Outline) -> tuple[int, ...]:
    """Where in the form a pointer leads: errors are told in the order in which the questions are asked."""
    key, *steps = pointer[1:].split("/")
    sections = [escaped(section.key) for section in outline.sections]
    if key not in sections:
        return (len(sections),)
    order = [sections.index(key)]
    questions: tuple[Question, ...] = outline.sections[order[0]].questions
    for step in steps:
        if step == NOT_ASKED:
            continue
        if step.isdecimal():
            order.append(int(step[:9]))
            continue
        keys = [escaped(question.key) for question in questions]
        order.append(keys.index(step) if step in keys else len(keys))
        questions = questions[order[-1]].questions if step in keys else ()
    return tuple(order)


Phrase = Callable[[Speech, str, Question | None], str]


def _error(outline: Outline, path: tuple[str, ...], keyword: str, phrase: Phrase) -> AnswerError:
    say = speech(outline.language)
    question, row = _question_at(outline, path)
    title = f"‘{question.title}’" if question is not None else _section_title(say, outline, path)
    if row and question is not None:
        title = say("{title} in row {row}", title=title, row=row)
    message = phrase(say, title, question)
    pointer = "".join(f"/{escaped(step)}" for step in path)
    return AnswerError(pointer=pointer, keyword=keyword, message=message[:1].upper() + message[1:])


def _section_title(say: Speech, outline: Outline, path: tuple[str, ...]) -> str:
    section = outline.section(path[0]) if len(path) == 1 else None
    if section is not None:
        return f"‘{section.title}’"
    return say("this answer") if path else say("the form")


def _question_at(outline: Outline, path: tuple[str, ...]) -> tuple[Question | None, int]:
    """The question that a path leads to or into, and the number of its row (from 1; 0: in none)."""
    section = outline.section(path[0]) if path else None
    questions = section.questions if section is not None else ()
    found, row = None, 0
    for step in (step for step in path[1:] if step != NOT_ASKED):
        if found is not None and found.widget == "group" and step.isdecimal():
            row = int(step) + 1
            continue
        inner = next((question for question in questions if question.key == step), None)
        if inner is None:
            return (found, row) if found is not None and found.widget == "several-of" else (None, row)
        found, questions = inner, inner.questions
    return found, row


def _missing(say: Speech, title: str, question: Question | None) -> str:
    if question is None:
        return say("Fill in {title}", title=title)
    if question.widget == "group":
        return say("Add an answer to {title}", title=title)
    if question.widget == "date":
        return say("Enter a date for {title}", title=title)
    if question.widget in _CHOSEN:
        return say("Select an answer to {title}", title=title)
    return say("Enter an answer to {title}", title=title)


def _surplus(say: Speech, title: str, question: Question | None) -> str:
    return say("No question of this form asks for this answer")


def _not_asked(say: Speech, title: str, question: Question | None) -> str:
    return say("{title} isn’t asked here, so it can’t have an answer", title=title)


def _not_to_leave(say: Speech, title: str, question: Question | None) -> str:
    if question is None:
        return _surplus(say, title, question)
    return say("{title} can’t be left out with a reason", title=title)


def _left_and_answered(say: Speech, title: str, question: Question | None) -> str:
    return say(
        "{title} has an answer, or isn’t asked here, so there can be no reason why it was left out today",
        title=title,
    )


def _wrong_reason(keyword: str, limit: Json, say: Speech, title: str, question: Question | None) -> str:
    if keyword == "maxLength":
        return say(
            "The reason why {title} isn’t asked today must be {limit} characters or fewer",
            title=title,
            limit=limit,
        )
    if keyword in ("minLength", "minProperties"):
        return say("The reason why {title} isn’t asked today must say something", title=title)
    return say("The reason why {title} isn’t asked today must be a text", title=title)


def _on_one_line(say: Speech, title: str, question: Question | None) -> str:
    return say("{title} must be on one line", title=title)


def _wrong(keyword: str, value: Json, say: Speech, title: str, question: Question | None) -> str:
    if keyword == "type":
        names = [value] if isinstance(value, str) else [name for name in value if name != "null"]
        return say(_TYPES[names[0]], title=title)
    if keyword == "format":
        return say(_FORMATS[value], title=title)
    if question is not None and keyword == "pattern" and question.format in _FORMATS:
        return say(_FORMATS[question.format], title=title)
    phrase = _LIMITS.get(keyword, OTHERWISE)
    if value == 1 and keyword in _COUNTED:
        phrase = _COUNTED[keyword]
    locale = say.locale if question is None else locale_of(question.tongue.form)
    return say(phrase, title=title, limit=locale.number(_number(value)))


def _number(value: Json) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
