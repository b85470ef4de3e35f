"""What a change between two sets of answers means, by the threshold that the measure states."""

from __future__ import annotations

from fractions import Fraction

from aimwell.contracts import Answers, Change, Direction, Meaning, Settings
from aimwell.questionnaire.definition import Definition, Rule, Threshold, text_of
from aimwell.questionnaire.scoring import count


def change(definition: Definition, before: Answers, after: Answers, settings: Settings) -> tuple[Change, ...]:
    """The change of each score, judged; where it can't be, why not."""
    return tuple(_change(rule, before, after, settings) for rule in definition.rules)


def _change(rule: Rule, before: Answers, after: Answers, settings: Settings) -> Change:
    then, now = count(rule, before).score, count(rule, after).score
    if then is None or now is None:
        when = "either point" if then is now else "the first point" if then is None else "the second point"
        return _unjudged(rule, then, now, f"There is no score at {when}: too many answers are missing.")
    difference = now - then
    told = f"It went from {text_of(then)} to {text_of(now)}, {float(difference):+.10g} points."
    higher_is = rule.higher_is or settings.get("higher_is")
    if higher_is is None:
        reason = f"It is not set whether higher is better or worse: the form’s author sets it. {told}"
        return _unjudged(rule, then, now, reason)
    direction = _direction(difference, higher_is)
    if rule.threshold is None:
        return _unjudged(rule, then, now, f"No threshold is set. {told}", direction)
    return Change(
        name=rule.name,
        before=float(then),
        after=float(now),
        change=float(difference),
        direction=direction,
        meaning=_meaning(abs(difference), direction, rule.threshold),
        reason=_thresholds(rule.threshold),
        citation=rule.threshold.citation,
    )


def _direction(difference: Fraction, higher_is: str) -> Direction:
    if difference == 0:
        return "same"
    return "better" if (difference > 0) == (higher_is == "better") else "worse"


def _meaning(points: Fraction, direction: Direction, threshold: Threshold) -> Meaning:
    if direction == "better" and points >= threshold.improved:
        return "improved"
    if direction == "worse" and points >= threshold.declined:
        return "declined"
    return "no meaningful change"


def _thresholds(threshold: Threshold) -> str:
    if threshold.improved == threshold.declined:
        return f"Meaningful from {text_of(threshold.improved)} points."
    improved, declined = text_of(threshold.improved), text_of(threshold.declined)
    return f"Improved from {improved} points for the better, declined from {declined} for the worse."


def _unjudged(
    rule: Rule, then: Fraction | None, now: Fraction | None, reason: str, direction: Direction | None = None
) -> Change:
    return Change(
        name=rule.name,
        before=None if then is None else float(then),
        after=None if now is None else float(now),
        change=None,
        direction=direction,
        meaning="not computable",
        reason=reason,
    )
