"""The timed walk: a person walks a measured distance at their own pace; the score is the speed.

A whole plugin in one file: an example to copy. The technique is generic and free to use.
"""

from fractions import Fraction

from aimwell import (
    Answers,
    Change,
    Direction,
    Licence,
    Meaning,
    Measure,
    Notice,
    Scale,
    Score,
    Scored,
    Settings,
    SignedRecord,
    hookimpl,
)

THRESHOLD = 0.1
CITATION = "A default of this example: agree your own, with its source"
SLOW = 0.8

ANSWERS = {
    "type": "object",
    "title": "Timed walk",
    "properties": {
        "metres": {
            "type": ["number", "null"],
            "title": "Distance",
            "minimum": 1,
            "maximum": 100,
            "x-aimwell": {"widget": "number", "unit": "metres", "hint": "Measured, without the run-up"},
        },
        "seconds": {
            "type": ["number", "null"],
            "title": "Time",
            "minimum": 1,
            "maximum": 600,
            "x-aimwell": {"widget": "number", "unit": "seconds", "hint": "At the person’s own pace"},
        },
        "aid": {
            "type": "string",
            "title": "Walking aid",
            "maxLength": 100,
            "x-aimwell": {"widget": "short-text", "hint": "Leave empty when none was used"},
        },
    },
    "additionalProperties": False,
}

SETTINGS = {
    "type": "object",
    "properties": {
        "threshold": {
            "type": "number",
            "title": "Meaningful change (metres a second)",
            "exclusiveMinimum": 0,
            "maximum": 5,
            "default": THRESHOLD,
        },
        "fail": {
            "type": "boolean",
            "title": "Fail on purpose",
            "description": "To try out what happens when a plugin breaks: every score raises an error.",
        },
    },
    "additionalProperties": False,
}


def score(answers: Answers, settings: Settings) -> Scored:
    """Speed in metres a second; none when the distance or the time is missing."""
    if settings.get("fail"):
        raise RuntimeError("asked to fail by the setting “fail”")
    missing = tuple(f"/{name}" for name in ("metres", "seconds") if answers.get(name) is None)
    if missing:
        return Scored(
            scores=(Score(name="speed", value=None, missing=missing),),
            working=("No speed without both the distance and the time.",),
        )
    speed = float(_speed(answers))
    return Scored(
        scores=(Score(name="speed", value=speed),),
        working=(f"{answers['metres']:g} m ÷ {answers['seconds']:g} s = {speed:.2f} m/s",),
    )


def change(before: Answers, after: Answers, settings: Settings) -> tuple[Change, ...]:
    """The change in speed between two walks."""
    then, now = (score(answers, settings).scores[0].value for answers in (before, after))
    if then is None or now is None:
        return (
            Change(
                name="speed",
                before=then,
                after=now,
                change=None,
                direction=None,
                meaning="not computable",
                reason="One of the walks has no speed.",
            ),
        )
    difference = _speed(after) - _speed(before)
    direction: Direction = "better" if difference > 0 else "worse" if difference < 0 else "same"
    meaning: Meaning = "no meaningful change"
    if abs(difference) >= _exact(settings.get("threshold", THRESHOLD)):
        meaning = "improved" if difference > 0 else "declined"
    aids = (before.get("aid", ""), after.get("aid", ""))
    return (
        Change(
            name="speed",
            before=then,
            after=now,
            change=float(difference),
            direction=direction,
            meaning=meaning,
            reason="" if aids[0] == aids[1] else "The walking aid was not the same.",
            citation="" if "threshold" in settings else CITATION,
        ),
    )


def _speed(answers: Answers) -> Fraction:
    return _exact(answers["metres"]) / _exact(answers["seconds"])


def _exact(number: float) -> Fraction:
    """0.1 is a tenth here, so that a change of exactly the threshold reaches it."""
    return Fraction(str(number))


@hookimpl
def measures() -> tuple[Measure, ...]:
    return (
        Measure(
            name="timed_walk",
            version="1.0",
            label="Timed walk",
            summary="Walking speed over a measured distance.",
            licence=Licence(tier="open", terms="A generic technique; free to use."),
            answers=ANSWERS,
            settings=SETTINGS,
            scales=(
                Scale(
                    name="speed",
                    label="Walking speed",
                    minimum=0,
                    maximum=100,
                    higher_is="better",
                    unit="m/s",
                    decimals=2,
                ),
            ),
            score=score,
            change=change,
        ),
    )


@hookimpl
def record_signed(record: SignedRecord) -> tuple[Notice, ...]:
    """A remark beside a record with a slow walk."""
    slow = any(
        score.name == "speed" and score.value is not None and score.value < SLOW
        for scored in record.scores.values()
        for score in scored.scores
    )
    return (Notice(text=f"Slower than {SLOW} m/s: ask about getting about outdoors."),) if slow else ()
