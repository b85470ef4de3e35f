"""Scores and changes as people read them: what came out, how, by which rule, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aimwell.contracts import Json, Scale
from aimwell.documents.series import direction_in_words, measured_on, scales_of
from aimwell.formschema import Question
from aimwell.organisations.measures import OWN, known_measure
from aimwell.records.answers import Told, tell_measure
from aimwell.records.figures import figure
from aimwell.records.models import Change, Record, Score

MEANINGS = {
    "improved": ("Improved", "green"),
    "no meaningful change": ("No meaningful change", "grey"),
    "declined": ("Declined", "red"),
    "not computable": ("Can’t be worked out", "yellow"),
}
DIRECTIONS = {"better": "for the better", "worse": "for the worse", "same": "the same"}


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """The change on one scale in words. ``colour`` is that of the tag which carries ``meaning``."""

    label: str
    before: str
    before_band: str
    after: str
    after_band: str
    change: str
    direction: str
    meaning: str
    colour: str
    reason: str
    citation: str


@dataclass(frozen=True, kw_only=True)
class ChangeCard:
    """The change between two scores. ``failure`` says why there are no lines."""

    before_on: date
    after_on: date
    lines: tuple[ChangeLine, ...]
    failure: str


@dataclass(frozen=True, kw_only=True)
class Value:
    """One value of a score, and the band it is in; ``missing``: what was not answered for it, in words."""

    label: str
    value: str
    band: str
    scale: str
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ScoreCard:
    """One score with everything that shows how it came about."""

    pointer: str
    title: str
    measure: str
    version: str
    plugin: str
    values: tuple[Value, ...]
    failure: str
    working: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    inputs: tuple[Told, ...]
    change: ChangeCard | None


def score_cards(record: Record) -> tuple[ScoreCard, ...]:
    """The scores of a record, in the order of its form. Load them with change and baseline."""
    questions = {question.pointer: question for question in record.version.outline.all_questions()}
    order = {pointer: place for place, pointer in enumerate(questions)}
    scores = sorted(record.scores.all(), key=lambda score: order.get(score.pointer, len(order)))
    return tuple(_card(score, questions[score.pointer], record) for score in scores)


def _card(score: Score, question: Question, record: Record) -> ScoreCard:
    scales = {scale.name: scale for scale in scales_of(score)}
    section, key = score.pointer.strip("/").split("/")
    given = record.answers.get(section, {}).get(key, {})
    inputs = tell_measure(question, given)
    change = getattr(score, "change", None)
    return ScoreCard(
        pointer=score.pointer,
        title=score.title,
        measure=score.measure_label,
        version=score.measure_version,
        plugin=_source(score),
        values=tuple(
            Value(
                label=value["label"],
                value=number(value["value"], scales.get(value["name"])) or "No score",
                band=value.get("band", ""),
                scale=_scale(scales.get(value["name"]), score.settings),
                missing=tuple(missing_in_words(question, pointer) for pointer in value["missing"]),
            )
            for value in score.values
        ),
        failure=score.failure,
        working=tuple(score.working),
        settings=settings_in_words(score),
        inputs=inputs,
        change=change_card(change) if change else None,
    )


def _source(score: Score) -> str:
    """Who offers the measure of a score, in words."""
    if score.plugin == OWN:
        return "this organisation’s own measures"
    return f"{score.plugin} {score.plugin_version}".strip()


def change_card(change: Change) -> ChangeCard:
    """A change in words, whether it is kept or was only just worked out."""
    scales = {scale.name: scale for scale in scales_of(change.after)}
    return ChangeCard(
        before_on=measured_on(change.before),
        after_on=measured_on(change.after),
        lines=tuple(_line(value, scales.get(value["name"])) for value in change.values),
        failure=change.failure,
    )


def _line(value: Mapping[str, Json], scale: Scale | None) -> ChangeLine:
    meaning, colour = MEANINGS[value["meaning"]]
    difference = value["change"]
    return ChangeLine(
        label=scale.label if scale else value["name"].replace("_", " ").capitalize(),
        before=number(value["before"], scale) or "No score",
        before_band=scale.band_of(value["before"]) if scale else "",
        after=number(value["after"], scale) or "No score",
        after_band=scale.band_of(value["after"]) if scale else "",
        change="" if difference is None else _signed(difference, scale),
        direction=DIRECTIONS.get(value["direction"] or "", ""),
        meaning=meaning,
        colour=colour,
        reason=value["reason"],
        citation=value["citation"],
    )


def number(value: float | None, scale: Scale | None) -> str:
    """A value with the scale's decimals; empty where there is none."""
    if value is None:
        return ""
    return figure(value, scale.decimals) if scale else f"{value:g}"


def _signed(value: float, scale: Scale | None) -> str:
    text = number(abs(value), scale)
    return text if value == 0 else f"{'+' if value > 0 else '−'}{text}"


def _scale(scale: Scale | None, settings: Mapping[str, Json]) -> str:
    if scale is None:
        return ""
    return f"from {scale.minimum:g} to {scale.maximum:g}. {direction_in_words(scale, settings)}"


def settings_in_words(score: Score) -> tuple[tuple[str, str], ...]:
    """The settings with which a score was made, each under the title that its measure gives it."""
    known = known_measure(score.organisation_id, score.measure, score.measure_version)
    titles = known.measure.settings.get("properties", {}) if known else {}
    return tuple(
        (titles.get(name, {}).get("title", name), str(value)) for name, value in score.settings.items()
    )


def missing_in_words(question: Question, pointer: str) -> str:
    """What a pointer into a measure's answers stands for: “Problems 2: Satisfaction”."""
    words: list[str] = []
    questions = {inner.key: inner for inner in question.questions}
    for part in pointer.strip("/").split("/"):
        if part.isdigit():
            words[-1] = f"{words[-1]} {int(part) + 1}"
            continue
        inner = questions.get(part)
        words.append(inner.title if inner else part)
        questions = {one.key: one for one in inner.questions} if inner else {}
    return ": ".join(words)
