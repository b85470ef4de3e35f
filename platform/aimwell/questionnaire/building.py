"""Make the measure that a definition describes: the same thing that a plugin offers."""

from __future__ import annotations

from functools import lru_cache

from aimwell.contracts import NO_SETTINGS, Answers, Band, Change, Json, Measure, Scale, Scored, Settings
from aimwell.questionnaire.definition import AnswerScale, Definition, Item, Rule
from aimwell.questionnaire.judging import change
from aimwell.questionnaire.reading import define, read
from aimwell.questionnaire.scoring import score

_LINES = ((0, 10), (0, 100))
"""Ranges that the widget “scale” can ask for; any other number is typed."""

_DIRECTION: Settings = {
    "type": "object",
    "properties": {
        "higher_is": {"type": "string", "title": "A higher score is", "enum": ["better", "worse"]}
    },
    "additionalProperties": False,
}


@lru_cache(maxsize=256)
def built(text: str, version: str) -> Measure:
    """The measure of a definition's text. Raises DefinitionRefused where it isn't one."""
    return build(define(read(text)), version=version)


def build(definition: Definition, *, version: str) -> Measure:
    """The measure that a definition without problems describes."""

    def its_score(answers: Answers, settings: Settings) -> Scored:
        return score(definition, answers)

    def its_change(before: Answers, after: Answers, settings: Settings) -> tuple[Change, ...]:
        return change(definition, before, after, settings)

    depends = any(rule.higher_is is None for rule in definition.rules)
    return Measure(
        name=definition.name,
        version=version,
        label=definition.label,
        summary=definition.summary,
        licence=definition.licence,
        answers=_answers(definition),
        scales=tuple(_scale(rule) for rule in definition.rules),
        score=its_score,
        change=its_change,
        settings=_DIRECTION if depends else NO_SETTINGS,
    )


def _answers(definition: Definition) -> dict[str, Json]:
    told = {"description": definition.instructions} if definition.instructions else {}
    is_numbered = len(definition.items) > 1
    return {
        "type": "object",
        "title": definition.label,
        **told,
        "properties": {item.key: _question(item, is_numbered) for item in definition.items},
        "additionalProperties": False,
    }


def _question(item: Item, is_numbered: bool) -> dict[str, Json]:
    title = f"{item.number}. {item.wording}" if is_numbered else item.wording
    answers = item.answers
    if answers.options:
        return {
            "type": "string",
            "title": title,
            "enum": [option.value for option in answers.options],
            "x-aimwell": {
                "widget": "one-of",
                "labels": {option.value: option.label for option in answers.options},
            },
        }
    low, high = int(answers.low), int(answers.high)
    return {
        "type": ["integer", "null"],
        "title": title,
        "minimum": low,
        "maximum": high,
        "x-aimwell": _number_notes(answers, low, high),
    }


def _number_notes(answers: AnswerScale, low: int, high: int) -> dict[str, Json]:
    if (low, high) in _LINES:
        anchors = {"anchors": [answers.left, answers.right]} if answers.left or answers.right else {}
        return {"widget": "scale", **anchors}
    ends = [
        f"{end:g}: {words}" if words else f"{end:g}"
        for end, words in ((low, answers.left), (high, answers.right))
    ]
    return {"widget": "number", "hint": " to ".join(ends)}


def _scale(rule: Rule) -> Scale:
    low, high = rule.range
    return Scale(
        name=rule.name,
        label=rule.label,
        minimum=float(low),
        maximum=float(high),
        higher_is=rule.higher_is,
        decimals=rule.decimals,
        bands=tuple(
            Band(label=band.label, minimum=float(band.low), maximum=float(band.high)) for band in rule.bands
        ),
    )
