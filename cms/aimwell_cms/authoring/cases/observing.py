"""Run one set of answers through a form, and note everything that the form does with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aimwell.contracts import Answers, Measure, Scored
from aimwell.formschema import AnswerError, Known, Outline, Question, facts, prune, shown
from aimwell.organisations.measures import source_of
from aimwell.organisations.offers import Choices
from aimwell.organisations.tables import KnownRule
from aimwell.plugins import Failure, decide_safely, score_safely
from aimwell.records.answers import in_words
from aimwell.records.faults import faults_of
from aimwell.records.figures import figure
from aimwell.records.scoring import Asked, measures_asked
from aimwell_cms.authoring.cases.expectations import (
    CALCULATED,
    COMPLETE,
    DECISION,
    LEVEL,
    QUESTION,
    RULES,
    SCORE,
    SECTION,
    UNFIT,
    Seen,
)
from aimwell_cms.authoring.cases.places import Places

Json = Any

INCOMPLETE = frozenset({"required", "minItems"})
"""Keywords of faults that are no answer's: something is still missing."""


FAILED = "failed"
"""The value of what a plugin could not work out."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A form compiled once, and what it is tried with: its measures, its triage rule, what was chosen."""

    schema: Mapping[str, Json]
    outline: Outline
    places: Places
    measures: Mapping[str, Measure]
    rule: KnownRule | None
    choices: Choices

    def known(self, day: date | None, born: date | None) -> Known:
        """What is worked out from beside the answers."""
        return Known(today=day, born=born, score=self._scores)

    def scored(self, measure: Measure, question: Question, answers: Answers) -> Scored | Failure:
        """What a measure makes of its answers, as the organisation has set it."""
        settings = self.choices.settings_of(measure.name, question.settings)
        return score_safely(source_of(measure), measure, answers, settings)

    def _scores(self, question: Question, answers: Answers) -> Mapping[str, float | None]:
        """The scores of a measure by scale; none where it failed."""
        measure = self.measures.get(str(question.measure))
        scored = self.scored(measure, question, answers) if measure else None
        return {one.name: one.value for one in scored.scores} if isinstance(scored, Scored) else {}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a case answers: by block; texts that can't be read, by spot; the titles of what was answered.

    ``day``: when the answers are given, and ``born``: when the person was born, for what is worked out.
    """

    answers: Mapping[str, Json]
    unread: Mapping[str, str]
    titles: Mapping[str, str]
    day: date | None = None
    born: date | None = None


def observe(trial: Trial, given: Given) -> tuple[Seen, ...]:
    """Everything that the form does with the answers, in the order in which it is shown."""
    answers = trial.places.answers(given.answers)
    known = trial.known(given.day, given.born)
    pruned = prune(trial.schema, answers, known)
    faults = faults_of(trial, answers, unread_by_pointer(trial.places, given.unread), known=known)
    return (
        _completeness(faults),
        *_recommendation(trial, pruned),
        *_scores(trial, pruned),
        *_asked(trial, pruned),
        *_unfit(trial, given, faults),
    )


def unread_by_pointer(places: Places, unread: Mapping[str, str]) -> dict[str, str]:
    """Texts that can't be read by JSON pointer; without those of questions that are gone."""
    found = {places.pointer(spot): text for spot, text in unread.items()}
    return {pointer: text for pointer, text in found.items() if pointer is not None}


def _completeness(faults: tuple[AnswerError, ...]) -> Seen:
    return Seen(
        what=COMPLETE,
        value=not faults,
        title="The form",
        told="; ".join(fault.message for fault in faults[:3]) if faults else "can be signed",
    )


def _recommendation(trial: Trial, pruned: Mapping[str, Json]) -> Iterator[Seen]:
    if trial.rule is None:
        return
    rule = trial.rule.rule
    settings = trial.choices.settings_of(rule.name)
    decided = decide_safely(trial.rule.plugin, rule, facts(trial.outline, pruned), settings)
    because = {"version": rule.version}
    if isinstance(decided, Failure):
        told = _failed(decided, "be worked out")
        yield Seen(what=DECISION, value=FAILED, title="The recommendation", told=told, because=because)
        return
    label = rule.decisions[decided.decision]
    yield Seen(what=DECISION, value=decided.decision, title="The recommendation", told=label, because=because)
    told = "none" if decided.level is None else str(decided.level)
    yield Seen(what=LEVEL, value=decided.level, title="The level", told=told, because=because)
    yield Seen(
        what=RULES,
        value=[matched.id for matched in decided.rules],
        title="The reason",
        told="; ".join(matched.reason for matched in decided.rules) or "none",
        because=because,
    )


def _scores(trial: Trial, pruned: Mapping[str, Json]) -> Iterator[Seen]:
    for asked in measures_asked(trial.outline, pruned):
        measure = trial.measures.get(str(asked.question.measure))
        if measure is not None:
            yield from _score(trial, asked, measure)


def _score(trial: Trial, asked: Asked, measure: Measure) -> Iterator[Seen]:
    settings = trial.choices.settings_of(measure.name, asked.question.settings)
    scored = trial.scored(measure, asked.question, asked.answers)
    spot = trial.places.spot(asked.question.pointer)
    because = {"version": measure.version, "settings": settings}
    told = _told_scores(scored, measure)
    for scale in measure.scales:
        if scale.name in told:
            value, words = told[scale.name]
            title = f"{scale.label} (‘{asked.question.title}’)"
            yield Seen(
                what=SCORE, spot=spot, part=scale.name, value=value, title=title, told=words, because=because
            )


def _told_scores(scored: Scored | Failure, measure: Measure) -> dict[str, tuple[Json, str]]:
    """The value on each scale, and in words. A failure is one on all of them."""
    if isinstance(scored, Failure):
        words = _failed(scored, "be scored")
        return {scale.name: (FAILED, words) for scale in measure.scales}
    decimals = {scale.name: scale.decimals for scale in measure.scales}
    return {one.name: (one.value, _figure(one.value, decimals[one.name])) for one in scored.scores}


def _figure(value: float | None, decimals: int) -> str:
    return "not worked out" if value is None else figure(value, decimals)


def _failed(failure: Failure, work: str) -> str:
    if failure.error == "InputRefused":
        return f"can’t {work} with these answers"
    return f"can’t {work}: the plugin “{failure.plugin}” failed ({failure.error})"


def _asked(trial: Trial, pruned: Mapping[str, Json]) -> Iterator[Seen]:
    """Each section and question with whether it is asked, and what is worked out there."""
    found: list[Seen] = []
    for section in trial.outline.sections:
        is_asked = shown(section, pruned)
        spot = trial.places.spot(section.pointer)
        yield Seen(what=SECTION, spot=spot, value=is_asked, title=section.title, told=_asked_or_not(is_asked))
        inside = pruned.get(section.key, {})
        for question in section.questions:
            found += _question(trial, question, pruned, inside, question.pointer, is_asked)
    yield from sorted(found, key=lambda seen: seen.what != CALCULATED)


def _question(
    trial: Trial,
    question: Question,
    pruned: Mapping[str, Json],
    given: Json,
    pointer: str,
    is_asked: bool,
    before: str = "",
) -> Iterator[Seen]:
    """``given``: the answers of the section or row that the question stands in."""
    inside = given if isinstance(given, Mapping) else {}
    is_asked = is_asked and shown(question, pruned, inside)
    spot = trial.places.spot(pointer)
    title = f"{before}{question.title or question.description[:60]}"
    yield Seen(what=QUESTION, spot=spot, value=is_asked, title=title, told=_asked_or_not(is_asked))
    answer = inside.get(question.key)
    if question.widget == "calculated" and is_asked:
        told = in_words(question, answer) or "not worked out"
        yield Seen(what=CALCULATED, spot=spot, value=answer, title=f"‘{title}’", told=told)
    if question.widget == "group" and isinstance(answer, list):
        for number, row in enumerate(answer):
            for column in question.questions:
                at = f"{pointer}/{number}/{column.key}"
                yield from _question(trial, column, pruned, row, at, is_asked, f"{title} {number + 1}: ")


def _asked_or_not(is_asked: bool) -> str:
    return "is asked" if is_asked else "isn’t asked"


def _unfit(trial: Trial, given: Given, faults: tuple[AnswerError, ...]) -> Iterator[Seen]:
    for block in trial.places.gone(given.answers):
        title = given.titles.get(block, "A question")
        told = f"‘{title}’ is gone from the form, so the answer to it isn’t used"
        yield Seen(what=UNFIT, spot=block, value="gone", title=title, told=told)
    for fault in faults:
        if fault.keyword in INCOMPLETE:
            continue
        spot = trial.places.spot(fault.pointer)
        question = trial.outline.question(_starred(fault.pointer))
        title = question.title if question is not None else given.titles.get(spot.partition("/")[0], "")
        told = f"The answer to ‘{title}’ doesn’t fit: {fault.message[:1].lower()}{fault.message[1:]}"
        yield Seen(what=UNFIT, spot=spot, value=fault.keyword, title=title, told=told)


def _starred(pointer: str) -> str:
    return "/".join("*" if step.isdecimal() else step for step in pointer.split("/"))
