"""VAS and NRS: one mark on a line (0 to 100), or one whole number 0 to 10. A generic technique, free to use.

What a higher value means is a setting, never guessed (``vas``), or belongs to what is asked (``pain_vas``).
A value that was not marked is no value, and never 0. Ways of answering that have different ranges are not
compared; those with the same range are, with a warning. Settings may give the words at the two ends
(``left``, ``right``): other words make another scale, so whoever compares checks that they are the same.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Literal

from aimwell import (
    Answers,
    Change,
    Direction,
    InputFault,
    InputRefused,
    Json,
    Licence,
    Meaning,
    Measure,
    Scale,
    Score,
    Scored,
    Settings,
    hookimpl,
)

MODES = {
    "vas": "Marked on the line",
    "nrs": "Said as a number, 0 to 10",
    "vrs": "Chosen from words, 0 to 10",
    "proxy": "Marked by somebody else for the person",
    "paper": "Marked on paper",
}
TOPS = {"vas": 100, "nrs": 10, "vrs": 10, "proxy": 100, "paper": 100}
SCALE_NAMES = {100: "value", 10: "rating"}

Thresholds = Mapping[int, tuple[int, str]]

PAIN_THRESHOLDS = {
    100: (13, "13 points of 100: Todd 1996; Gallagher 2001"),
    10: (2, "2 points of 10: Farrar 2001"),
}
PAIN_CONTESTED = (
    "The threshold is contested. Published ones depend on the pain at first and on its kind: of 100 points, "
    "9 (Kelly 1998), 10 (Myles 2017, after an operation), 12 (Kelly 2001), 16 (abdominal pain), 30 for "
    "adequate control (Lee 2003); of 10 points, 1.3 to 1.4 (emergency care); or 30% (Farrar 2001)."
)


def _answers(title: str, left: str, right: str) -> dict[str, Json]:
    return {
        "type": "object",
        "title": title,
        "properties": {
            "value": {
                "type": ["integer", "null"],
                "title": title,
                "minimum": 0,
                "maximum": 100,
                "x-aimwell": {
                    "widget": "scale",
                    "anchors": [left, right],
                    "hint": "0 to 100; a number or words: 0 to 10",
                },
            },
            "mode": {
                "type": "string",
                "title": "How it was answered",
                "enum": list(MODES),
                "x-aimwell": {
                    "widget": "one-of",
                    "labels": MODES,
                    "hint": "Leave empty when it was marked on the line",
                },
            },
        },
        "additionalProperties": False,
    }


THRESHOLD_SETTINGS = {
    "threshold": {
        "type": "number",
        "title": "Meaningful change (points of the range that was used)",
        "exclusiveMinimum": 0,
        "maximum": 100,
    },
    "nrs_threshold": {
        "type": "number",
        "title": "Meaningful change of a number 0 to 10, where it differs (points)",
        "exclusiveMinimum": 0,
        "maximum": 10,
    },
    "percent": {
        "type": "number",
        "title": "Meaningful change as % of the first value (instead of points)",
        "exclusiveMinimum": 0,
        "maximum": 100,
    },
    "citation": {"type": "string", "title": "Source of this threshold", "maxLength": 300},
    "left": {"type": "string", "title": "Words at 0", "maxLength": 60},
    "right": {"type": "string", "title": "Words at the other end", "maxLength": 60},
}
DIRECTION_SETTING = {
    "higher_is": {
        "type": "string",
        "title": "A higher value is",
        "enum": ["better", "worse"],
    }
}


def _settings(**properties: Json) -> dict[str, Json]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def score(answers: Answers, settings: Settings) -> Scored:
    """The value that was marked; None when it was not marked."""
    top, mode = _top(answers), answers.get("mode", "vas")
    value = answers.get("value")
    if value is None:
        return Scored(
            scores=(Score(name=SCALE_NAMES[top], value=None, missing=("/value",)),),
            working=("Not marked, so there is no score.",),
        )
    if value > top:
        raise InputRefused(
            InputFault(pointer="/value", message=f"must be {top} or less when the mode is {mode}")
        )
    return Scored(
        scores=(Score(name=SCALE_NAMES[top], value=float(value)),),
        working=(f"{value:g} of {top}. {MODES[mode]}.",),
    )


def change(
    before: Answers,
    after: Answers,
    settings: Settings,
    *,
    higher_is: str | None = None,
    thresholds: Thresholds = MappingProxyType({}),
    contested: str = "",
) -> tuple[Change, ...]:
    """The change of the value. The named arguments: what is known of the subject asked about."""
    then = score(before, settings).scores[0]
    now = score(after, settings).scores[0]
    top = _top(after)
    if then.value is None or now.value is None:
        return (_not_computable(then, now, _not_marked(then, now)),)
    if _top(before) != top:
        reason = "Answered on different ranges (0 to 100, and 0 to 10), which can’t be compared."
        return (_not_computable(then, now, reason),)
    higher_is = higher_is or settings.get("higher_is")
    if higher_is is None:
        reason = "It is not set whether higher is better or worse: set higher_is in the measure’s settings."
        return (_not_computable(then, now, reason),)
    difference = Fraction(str(now.value)) - Fraction(str(then.value))
    direction = _direction(difference, higher_is)
    threshold, citation = _threshold(then.value, top, settings, thresholds)
    if threshold is None:
        told = f"It went from {then.value:g} to {now.value:g}, {float(difference):+g} points."
        return (_not_computable(then, now, f"{citation} {told}", direction),)
    if direction == "same" or abs(difference) < threshold:
        meaning: Meaning = "no meaningful change"
    else:
        meaning = "improved" if direction == "better" else "declined"
    warning = ""
    if before.get("mode", "vas") != after.get("mode", "vas"):
        warning = "Warning: answered in different ways at the two points, so compare with care."
    set_here = settings.keys() & {"threshold", "nrs_threshold", "percent"}
    told = f"Meaningful from {float(threshold):g} points{', set by the organisation' if set_here else ''}."
    return (
        Change(
            name=now.name,
            before=then.value,
            after=now.value,
            change=float(difference),
            direction=direction,
            meaning=meaning,
            reason=" ".join(part for part in (warning, told, contested) if part),
            citation=citation,
        ),
    )


def _not_marked(then: Score, now: Score) -> str:
    if then.value is now.value:
        return "Not marked at both points."
    return f"Not marked at the {'first' if then.value is None else 'second'} point."


def _threshold(
    first: float, top: int, settings: Settings, defaults: Thresholds
) -> tuple[Fraction | None, str]:
    """The threshold in points and its source; or None and the sentence that says why there is none."""
    source = settings.get("citation", "Threshold set by the organisation; no source given")
    if "percent" in settings:
        if first == 0:
            return None, "The first value is 0, so a change in % can’t be worked out."
        return Fraction(str(first)) * Fraction(str(settings["percent"])) / 100, source
    points = settings.get("threshold")
    if top == 10 and "nrs_threshold" in settings:
        points = settings["nrs_threshold"]
    if points is None:
        if top not in defaults:
            return None, "No threshold is set."
        points, source = defaults[top]
    if points > top:
        return None, f"The threshold of {points:g} points is more than the range that was used (0 to {top})."
    return Fraction(str(points)), source


def _direction(difference: Fraction, higher_is: str) -> Direction:
    if difference == 0:
        return "same"
    return "better" if (difference > 0) == (higher_is == "better") else "worse"


def _not_computable(then: Score, now: Score, reason: str, direction: Direction | None = None) -> Change:
    return Change(
        name=now.name,
        before=then.value,
        after=now.value,
        change=None,
        direction=direction,
        meaning="not computable",
        reason=reason,
    )


def _top(answers: Answers) -> int:
    return TOPS[answers.get("mode", "vas")]


def _scales(higher_is: Literal["better", "worse"] | None) -> tuple[Scale, ...]:
    return (
        Scale(name="value", label="0 to 100", minimum=0, maximum=100, higher_is=higher_is, decimals=0),
        Scale(name="rating", label="0 to 10", minimum=0, maximum=10, higher_is=higher_is, decimals=0),
    )


@hookimpl
def measures() -> tuple[Measure, ...]:
    free = Licence(tier="open", terms="A generic technique; free to use.")
    return (
        Measure(
            name="vas",
            version="1.0",
            label="Visual analogue or numeric scale",
            summary="One mark between two ends, or a number 0 to 10, on anything that is worth asking.",
            licence=free,
            answers=_answers("How is it?", "Lowest", "Highest"),
            settings=_settings(**DIRECTION_SETTING, **THRESHOLD_SETTINGS),
            scales=_scales(None),
            score=score,
            change=change,
        ),
        Measure(
            name="pain_vas",
            version="1.0",
            label="Pain, visual analogue or numeric scale",
            summary="How bad the pain is: one mark between two ends, or a number 0 to 10. Higher is worse.",
            licence=free,
            answers=_answers("How bad is the pain?", "No pain", "Worst pain"),
            settings=_settings(**THRESHOLD_SETTINGS),
            scales=_scales("worse"),
            score=score,
            change=partial(change, higher_is="worse", thresholds=PAIN_THRESHOLDS, contested=PAIN_CONTESTED),
        ),
    )
