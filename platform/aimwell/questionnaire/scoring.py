"""Score the answers to a questionnaire, with the working line by line as somebody would do it on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from aimwell.contracts import Answers, Score, Scored
from aimwell.questionnaire.definition import Definition, Item, Rule, text_of


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The items of a rule that were answered, each with what it counts, and those that were not."""

    rule: Rule
    points: tuple[tuple[Item, Fraction], ...]
    missing: tuple[Item, ...]

    @property
    def sum(self) -> Fraction:
        """What the answered items come to."""
        return sum((points for _, points in self.points), Fraction())

    @property
    def exact(self) -> Fraction | None:
        """The score before it is rounded; None when more is missing than the rule allows."""
        if len(self.missing) > self.rule.most_missing or not self.points:
            return None
        mean = self.sum / len(self.points)
        if self.rule.combine == "mean":
            return mean
        return mean * len(self.rule.items) if self.rule.is_prorated else self.sum

    @property
    def score(self) -> Fraction | None:
        """The score."""
        return None if self.exact is None else self.rule.rounded(self.exact)


def count(rule: Rule, answers: Answers) -> Counted:
    """What each item of a rule counts."""
    points = [(item, item.points_of(answers)) for item in rule.items]
    return Counted(
        rule=rule,
        points=tuple((item, given) for item, given in points if given is not None),
        missing=tuple(item for item, given in points if given is None),
    )


def score(definition: Definition, answers: Answers) -> Scored:
    """Every score of the questionnaire, and how it came about."""
    counted = [count(rule, answers) for rule in definition.rules]
    working = [*_reversed_lines(definition, answers)]
    for one in counted:
        working += _lines(one)
    return Scored(
        scores=tuple(
            Score(
                name=one.rule.name,
                value=None if one.score is None else float(one.score),
                missing=tuple(f"/{item.key}" for item in one.missing),
            )
            for one in counted
        ),
        working=tuple(working),
    )


def _reversed_lines(definition: Definition, answers: Answers) -> Iterator[str]:
    for item in definition.items:
        given = item.answers.points_of(answers.get(item.key))
        if item.is_reversed and given is not None:
            turned = text_of(item.turned(given))
            yield f"Item {item.number} is reversed: {text_of(given)} counts as {turned}."


def _lines(counted: Counted) -> Iterator[str]:
    rule = counted.rule
    if counted.missing:
        yield f"{rule.label}: not answered: {_numbers(counted.missing)}."
    if counted.exact is None or counted.score is None:
        allowed = "none may be" if not rule.most_missing else f"at most {rule.most_missing} may be"
        missing = len(counted.missing)
        yield f"{rule.label}: no score. {missing} of {len(rule.items)} items missing; {allowed}."
        return
    yield f"{rule.label}: {_sum(counted)}{_rounding(counted.exact, counted.score, rule)}."
    for band in rule.bands:
        if band.low <= counted.score <= band.high:
            ends = f"{text_of(band.low)} to {text_of(band.high)}"
            yield f"{rule.label}: {text_of(counted.score)} is in the band “{band.label}” ({ends})."


def _sum(counted: Counted) -> str:
    rule, answered = counted.rule, len(counted.points)
    terms = " + ".join(_term(points) for _, points in counted.points)
    if rule.combine == "mean":
        assert counted.exact is not None
        return f"({terms}) ÷ {answered} = {text_of(counted.exact)}"
    added = f"{terms} = {text_of(counted.sum)}" if answered > 1 else terms
    if not (rule.is_prorated and counted.missing):
        return added
    assert counted.exact is not None
    scaled = f"{text_of(counted.sum)} ÷ {answered} × {len(rule.items)} = {text_of(counted.exact)}"
    return f"{added}; scaled up from {answered} to {len(rule.items)} items: {scaled}"


def _rounding(exact: Fraction, rounded: Fraction, rule: Rule) -> str:
    if exact == rounded:
        return ""
    places = {0: "whole points", 1: "1 decimal"}.get(rule.decimals, f"{rule.decimals} decimals")
    return f", rounded to {places}: {float(rounded):.{rule.decimals}f}"


def _term(points: Fraction) -> str:
    return f"({text_of(points)})" if points < 0 else text_of(points)


def _numbers(items: tuple[Item, ...]) -> str:
    """“item 2”, “items 2, 3 and 5”."""
    numbers = [str(item.number) for item in items]
    if len(numbers) == 1:
        return f"item {numbers[0]}"
    return f"items {', '.join(numbers[:-1])} and {numbers[-1]}"
