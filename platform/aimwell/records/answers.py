"""Answers as people read them: each question that was asked, with its answer in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from aimwell.contracts import Answers, Json
from aimwell.formschema import NOT_ASKED, Outline, Question, Section, shown
from aimwell.formschema.calculations.reckoning import figure
from aimwell.formschema.languages.locales import locale_of
from aimwell.formschema.languages.speech import Speech, speech
from aimwell.formschema.languages.texts import OPTION

LEFT = "Not asked today"
"""What stands in the place of an answer, before the reason."""
USUAL_REASONS = (
    "Not relevant today",
    "The person did not want to answer",
    "The person was too tired or unwell",
    "No time",
)
"""Reasons to choose from; a record keeps the English words, and more words after a colon."""
JOINT = ": "

NO_ORIGINS: Mapping[str, str] = MappingProxyType({})

WHOM = {
    "person": "For the person to answer",
    "carer": "For the carer to answer",
    "together": "To answer together",
}
"""Beside a question that isn't the practitioner's own, by its role."""

WHOSE = {
    "person": "The person’s answer",
    "carer": "The carer’s answer",
    "together": "Answered together",
}
"""Beside its answer."""

UNASKED = frozenset({"guidance", "row-id"})
"""Widgets that stand in a form but ask nothing."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A question and its answer in words. ``text`` is empty where it was not answered.

    ``left`` says why it was not asked that day; empty where it was. ``origin``: where it was taken from.
    ``lang``: the language of ``text`` where the form's words in it are not in that of the page.

    ``pointer`` is the answer's own: a row's number stands in place of ``*``.
    ``inside``: the questions of a measure; ``rows``: those of each row of a repeating group.
    """

    question: Question
    pointer: str
    text: str = ""
    left: str = ""
    lang: str = ""
    origin: str = ""
    inside: tuple[Told, ...] = ()
    rows: tuple[tuple[Told, ...], ...] = ()

    @property
    def answered(self) -> bool:
        """Whether there is any answer, here or inside."""
        return bool(self.text or self.rows or any(one.answered for one in self.inside))

    @property
    def whose(self) -> str:
        """Whose answer it is, in words; empty for the practitioner's own and for what wasn't answered."""
        if not self.answered or self.question.role not in WHOSE:
            return ""
        return speech(self.question.tongue.page)(WHOSE[self.question.role])


@dataclass(frozen=True, kw_only=True)
class ToldSection:
    """A section that was asked, with its questions."""

    section: Section
    told: tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One answer that is not the same in two versions of a record."""

    section: str
    title: str
    before: str
    after: str


def told(
    outline: Outline, answers: Answers, origins: Mapping[str, str] = NO_ORIGINS
) -> tuple[ToldSection, ...]:
    """Every section and question that was asked with these (pruned) answers; hidden ones are left out.

    ``origins``: where answers were taken from, in words, by the pointer of a section's question.
    """
    return tuple(
        ToldSection(section=section, told=_in_section(section, answers, origins))
        for section in outline.sections
        if shown(section, answers)
    )


def _in_section(section: Section, answers: Answers, origins: Mapping[str, str]) -> tuple[Told, ...]:
    lines = _all(section.questions, answers, answers.get(section.key, {}), section.pointer, None)
    if not origins:
        return lines
    return tuple(replace(line, origin=origins.get(line.pointer, "")) for line in lines)


def tell_measure(question: Question, given: Answers) -> tuple[Told, ...]:
    """The questions of one measure with the answers that were given to it."""
    return _all(question.questions, {}, given, question.pointer, given)


def tell(question: Question, answer: Json, left: str = "") -> Told:
    """One question of a section with its answer, whatever other answers say of whether it is asked.

    ``left``: why it was not asked.
    """
    return _one(question, {}, answer, question.pointer, left)


def reason_left(answers: Mapping[str, Json], key: str) -> str:
    """Why a question of a section was not asked, by that section's answers; empty where it was."""
    reasons = answers.get(NOT_ASKED)
    reason = reasons.get(key) if isinstance(reasons, Mapping) else None
    return reason if isinstance(reason, str) else ""


def _all(
    questions: tuple[Question, ...],
    answers: Answers,
    given: Mapping[str, Json],
    base: str,
    row: Mapping[str, Json] | None,
) -> tuple[Told, ...]:
    return tuple(
        _one(
            question,
            answers,
            given.get(question.key),
            f"{base}/{question.key}",
            reason_left(given, question.key) if question.may_be_left else "",
        )
        for question in questions
        if question.widget not in UNASKED and shown(question, answers, row)
    )


def _one(question: Question, answers: Answers, answer: Json, pointer: str, left: str = "") -> Told:
    if left:
        left = reason_in_words(left, speech(question.tongue.page))
        return Told(question=question, pointer=pointer, left=left)
    if question.widget == "group":
        rows = tuple(
            _all(question.questions, answers, row, f"{pointer}/{number}", row)
            for number, row in enumerate(answer or ())
        )
        return Told(question=question, pointer=pointer, rows=rows)
    if question.questions:
        given = answer or {}
        return Told(
            question=question,
            pointer=pointer,
            inside=_all(question.questions, answers, given, pointer, given),
        )
    return Told(
        question=question,
        pointer=pointer,
        text=in_words(question, answer),
        lang=_lang_of_answer(question, answer),
    )


def reason_in_words(reason: str, say: Speech) -> str:
    """Why a question was not asked, our own words of it in the language of the page."""
    usual, joint, more = reason.partition(JOINT)
    return f"{say(usual)}{joint}{more}" if usual in USUAL_REASONS else reason


def _lang_of_answer(question: Question, answer: Json) -> str:
    """The language of the options that were chosen, where all are in another than the page's."""
    chosen = answer if isinstance(answer, list) else [answer]
    known = {option.value for option in question.options}
    found = {question.lang_of(OPTION + one) for one in chosen if isinstance(one, str) and one in known}
    return found.pop() if len(found) == 1 else ""


def in_words(question: Question, answer: Json) -> str:
    """One answer as text: labels for options, a date written out, a number with its unit."""
    if answer is None or answer == [] or answer == "":
        return ""
    labels = {option.value: option.label for option in question.options}
    if isinstance(answer, bool):
        say = speech(question.tongue.page)
        return say("Yes") if answer else say("No")
    if isinstance(answer, list):
        return "\n".join(labels.get(one, str(one)) for one in answer)
    if answer in labels:
        return labels[answer]
    if question.format == "date":
        return _date(question, str(answer))
    if isinstance(answer, int | float):
        return _number(question, answer)
    return str(answer)


def _date(question: Question, text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return locale_of(question.tongue.form).day(day)


def _number(question: Question, answer: float) -> str:
    if question.widget == "calculated":
        text = figure(Fraction(repr(answer)), question.decimals)
    else:
        text = f"{answer:g}" if abs(answer) < 1e6 else f"{answer:,}"
    text = locale_of(question.tongue.form).number(text)
    if question.widget == "scale" and question.maximum is not None:
        say = speech(question.tongue.page)
        text = say("{number} of {most}", number=text, most=f"{question.maximum:g}")
        if question.anchors:
            left, right = question.anchors
            text += f" ({question.minimum or 0:g}: {left}, {question.maximum:g}: {right})"
        return text
    return f"{text} {question.unit}".strip()


def differences(outline: Outline, before: Answers, after: Answers) -> tuple[Difference, ...]:
    """What an amendment changed, answer by answer, in the order of the form."""
    old, new = _leaves(told(outline, before)), _leaves(told(outline, after))
    return tuple(
        Difference(
            section=(new.get(pointer) or old[pointer])[0],
            title=(new.get(pointer) or old[pointer])[1],
            before=old[pointer][2] if pointer in old else "",
            after=new[pointer][2] if pointer in new else "",
        )
        for pointer in dict.fromkeys([*new, *old])
        if (old[pointer][2] if pointer in old else "") != (new[pointer][2] if pointer in new else "")
    )


def _leaves(sections: tuple[ToldSection, ...]) -> dict[str, tuple[str, str, str]]:
    return {
        pointer: (section.section.title, title, text)
        for section in sections
        for pointer, title, text in _flat(section.told, "")
    }


def _flat(lines: tuple[Told, ...], prefix: str) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        title = f"{prefix}{line.question.title}"
        if line.left:
            yield line.pointer, title, f"{speech(line.question.tongue.page)(LEFT)}: {line.left}"
        elif line.question.widget == "group":
            for number, row in enumerate(line.rows, start=1):
                yield from _flat(row, f"{title} {number}: ")
        elif line.question.questions:
            yield from _flat(line.inside, f"{title}: ")
        else:
            yield line.pointer, title, line.text
