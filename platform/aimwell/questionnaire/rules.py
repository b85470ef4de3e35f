"""Check how the parts of a score fit together: missing answers, range, bands and threshold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from aimwell.formschema import Problem
from aimwell.questionnaire.definition import AnswerScale, Labelled, Rule, text_of


def rule_problems(rule: Rule, place: str) -> Iterator[Problem]:
    """What makes a score unusable."""
    if rule.most_missing >= len(rule.items):
        yield Problem(
            id="all-missing",
            place=f"{place}/missing/most",
            message=f"{rule.label}: with {rule.most_missing} of {len(rule.items)} missing, none is left.",
            remedy=f"Allow at most {len(rule.items) - 1}.",
        )
        return
    if rule.is_prorated and rule.combine == "mean":
        yield Problem(
            id="mean-prorated",
            place=f"{place}/missing/prorate",
            message=f"{rule.label}: a mean counts the answered items only, so there is nothing to scale up.",
            remedy="Untick it, or choose the sum.",
        )
    yield from _rounding_problems(rule, place)
    yield from _range_problems(rule, place)
    yield from _band_problems(rule, place)


def _rounding_problems(rule: Rule, place: str) -> Iterator[Problem]:
    points = {end for item in rule.items for end in _points(item.answers)}
    if rule.combine == "sum" and any(rule.rounded(one) != one for one in points):
        yield Problem(
            id="points-rounded",
            place=f"{place}/decimals",
            message=f"{rule.label}: some points are finer than a score with {rule.decimals} decimals.",
            remedy="Choose more decimals.",
        )


def _points(answers: AnswerScale) -> Iterator[Fraction]:
    yield from (answers.low, answers.high)
    yield from (option.points for option in answers.options if option.points is not None)


def _range_problems(rule: Rule, place: str) -> Iterator[Problem]:
    for end, stated, real in zip(("minimum", "maximum"), rule.stated, rule.range, strict=True):
        if stated is not None and stated != real:
            words = "lowest" if end == "minimum" else "highest"
            yield Problem(
                id="range-differs",
                place=f"{place}/{end}",
                message=f"{rule.label}: you say that the {words} score is {text_of(stated)}, but these items "
                f"and answers give {text_of(real)}.",
                remedy="Look for wrong points, or an item too many or too few; or correct the range.",
            )


def _band_problems(rule: Rule, place: str) -> Iterator[Problem]:
    low, high = rule.range
    for index, band in enumerate(rule.bands):
        at = f"{place}/bands/{index}/from"
        if band.low > band.high:
            yield Problem(
                id="band-crossed",
                place=at,
                message=f"{rule.label}: the band “{band.label}” ends before it begins.",
                remedy="Write the lower score first.",
            )
        elif band.low < low or band.high > high:
            yield Problem(
                id="band-outside",
                place=at,
                message=f"{rule.label}: the band “{band.label}” goes beyond the scores that there are, "
                f"{text_of(low)} to {text_of(high)}.",
                remedy="Correct where it begins and ends.",
            )
    for lower, upper in pairwise(sorted(rule.bands, key=lambda band: band.low)):
        if upper.low <= lower.high:
            yield Problem(
                id="bands-overlap",
                place=f"{place}/bands/{rule.bands.index(upper)}/from",
                message=f"{rule.label}: the bands “{lower.label}” and “{upper.label}” overlap.",
                remedy=f"Let “{upper.label}” begin above {text_of(lower.high)}.",
            )


def rule_advice(rule: Rule, place: str) -> Iterator[Problem]:
    """What isn't wrong, but may not be meant."""
    for low, high in _gaps(rule):
        span = text_of(low) if low == high else f"{text_of(low)} to {text_of(high)}"
        yield Problem(
            id="band-gap",
            place=f"{place}/bands",
            message=f"{rule.label}: a score of {span} is in no band.",
            remedy="Widen a band or add one, or leave it so if it is meant.",
        )
    if rule.threshold is None:
        yield Problem(
            id="no-threshold",
            place=f"{place}/change/improved",
            message=f"{rule.label}: without a threshold a change is shown, but not judged.",
            remedy="Give one with its source, if there is one.",
        )


def _gaps(rule: Rule) -> Iterator[tuple[Fraction, Fraction]]:
    """The scores, as they are rounded, that lie below, between or above the bands."""
    if not rule.bands:
        return
    step = Fraction(1, 10**rule.decimals)
    low, high = rule.range
    below = Labelled(label="", low=low - step, high=low - step)
    above = Labelled(label="", low=high + step, high=high + step)
    for lower, upper in pairwise([below, *sorted(rule.bands, key=lambda band: band.low), above]):
        if upper.low - lower.high > step:
            yield lower.high + step, upper.low - step
