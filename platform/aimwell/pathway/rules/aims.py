"""The eight intended aims: stable codes, and neutral words for them that an organisation may replace.

An aim is why a service acts. It is no outcome measure and never stands in a list of those: the aim is chosen
first, the measure because of it (domain facts, A1 and A2). The words are this project's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aimwell.pathway.rules.judging import SUCCEEDS


@dataclass(frozen=True, kw_only=True)
class Aim:
    """An aim in words. ``fits``: which measures fit it; ``succeeds``: when it succeeds."""

    code: str
    label: str
    intent: str
    fits: str

    @property
    def succeeds(self) -> str:
        return SUCCEEDS[self.code]


def _aim(code: str, label: str, intent: str, fits: str) -> tuple[str, Aim]:
    return code, Aim(code=code, label=label, intent=intent, fits=fits)


DEFAULTS: Mapping[str, Aim] = dict(
    (
        _aim(
            "investigate",
            "Find out",
            "Learn enough to say what is needed and whether we can help, and decide.",
            "No score needs to change. A measure taken now can be the baseline of the next episode.",
        ),
        _aim(
            "anticipate",
            "Prevent harm",
            "Keep a harm that can be foreseen, or a loss, from happening.",
            "Name the harm. A measure shows, beside that, that nothing got worse.",
        ),
        _aim(
            "resolve",
            "Resolve",
            "Take the difficulty away, so that it no longer affects daily life.",
            "A measure with a target, the value from which it no longer affects life.",
        ),
        _aim(
            "improve",
            "Improve",
            "Build up what somebody can do, where the difficulty will not go away altogether.",
            "A measure that says from which change on something has really got better.",
        ),
        _aim(
            "maintain",
            "Maintain",
            "Keep what somebody can do, or slow down its loss.",
            "A measure that says from which change on something has really got worse.",
        ),
        _aim(
            "enable",
            "Enable",
            "Change what is around somebody, so that they can do what they choose.",
            "A measure of activity or of taking part: what somebody does, rather than their difficulty.",
        ),
        _aim(
            "adjust",
            "Come to terms",
            "Help the person, or those close to them, to live with what has changed, and to decide.",
            "A measure of the well-being of the person or of their carer.",
        ),
        _aim(
            "comfort",
            "Comfort",
            "Ease distress and discomfort where decline is to be expected.",
            "A measure of comfort or well-being, in the person’s own rating if possible.",
        ),
    )
)
