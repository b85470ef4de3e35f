"""What a measure that was made without code consists of. Numbers are exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from aimwell.contracts import Json, Licence


@dataclass(frozen=True, kw_only=True)
class Option:
    """An answer to choose. ``points`` None: it counts as not answered."""

    value: str
    label: str
    points: Fraction | None


@dataclass(frozen=True, kw_only=True)
class AnswerScale:
    """What an item can be answered with: ``options`` to choose from, or where there are none a whole number
    from ``low`` to ``high``, with words for the two ends."""

    key: str
    label: str
    options: tuple[Option, ...] = ()
    low: Fraction
    high: Fraction
    left: str = ""
    right: str = ""

    def points_of(self, answer: Json) -> Fraction | None:
        """The points of an answer; None where there is none, or it counts for none."""
        if answer is None:
            return None
        if not self.options:
            return Fraction(answer)
        return next((option.points for option in self.options if option.value == answer), None)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question. ``number``: its place, as people call it (“Item 3”)."""

    number: int
    key: str
    wording: str
    answers: AnswerScale
    is_reversed: bool = False

    def points_of(self, answers: Mapping[str, Json]) -> Fraction | None:
        """What the answer to this item counts, turned round where the item is reversed."""
        given = self.answers.points_of(answers.get(self.key))
        return self.turned(given) if given is not None and self.is_reversed else given

    def turned(self, points: Fraction) -> Fraction:
        """Points counted from the other end of the answers. Turned twice they are what they were."""
        return self.answers.low + self.answers.high - points


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A band: what scores from ``low`` to ``high``, both included, are called."""

    label: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """From how many points a change means something, and who says so."""

    improved: Fraction
    declined: Fraction
    citation: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One score: the sum or the mean of its items.

    ``most_missing``: with more items unanswered there is no score. ``is_prorated``: the sum of those that
    were answered is scaled up to all items. ``stated``: the range as the measure's source has it, if given.
    """

    name: str
    label: str
    items: tuple[Item, ...]
    combine: Literal["sum", "mean"]
    most_missing: int
    is_prorated: bool
    decimals: int
    higher_is: Literal["better", "worse"] | None
    bands: tuple[Labelled, ...] = ()
    threshold: Threshold | None = None
    stated: tuple[Fraction | None, Fraction | None] = (None, None)

    @property
    def range(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest score that any answers can give, missing ones included."""
        least = sorted(item.answers.low for item in self.items)
        most = sorted((item.answers.high for item in self.items), reverse=True)
        fewest = len(self.items) - self.most_missing
        if self.combine == "mean" or self.is_prorated:
            times = 1 if self.combine == "mean" else len(self.items)
            low, high = (sum(ends[:fewest], Fraction()) / fewest * times for ends in (least, most))
        else:
            low = min(sum(least[:answered], Fraction()) for answered in range(fewest, len(least) + 1))
            high = max(sum(most[:answered], Fraction()) for answered in range(fewest, len(most) + 1))
        return self.rounded(low), self.rounded(high)

    def rounded(self, value: Fraction) -> Fraction:
        """To the rule's decimals, a half upwards."""
        times = 10**self.decimals
        return Fraction((value * times + Fraction(1, 2)).__floor__(), times)


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A whole questionnaire measure."""

    name: str
    label: str
    summary: str
    instructions: str
    licence: Licence
    items: tuple[Item, ...]
    rules: tuple[Rule, ...]


def text_of(number: Fraction) -> str:
    """A number as people write it: 15.75, and 3 where it is whole."""
    return f"{float(number):.10g}"
