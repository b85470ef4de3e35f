"""What a case is seen to do, what was expected of it, and how the two differ, in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Any

COMPLETE = "complete"
SECTION = "section"
QUESTION = "question"
SCORE = "score"
DECISION = "decision"
LEVEL = "level"
RULES = "rules"
CALCULATED = "calculated"
UNFIT = "unfit"
"""An answer that the form has no place for: its question or its option is gone. Always counted."""

HEADINGS = {
    COMPLETE: "Signing",
    DECISION: "Recommendation",
    LEVEL: "Recommendation",
    RULES: "Recommendation",
    SCORE: "Scores",
    CALCULATED: "Worked out",
    SECTION: "Sections",
    QUESTION: "Questions",
    UNFIT: "Answers that don’t fit",
}
"""Under which heading each kind of thing is shown, in this order."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One thing that a form does with a case: what, where (a spot, and a scale's name), and with what result.

    ``title`` and ``told`` say both in words. ``because``: with what a score was made, to explain a change.
    """

    what: str
    spot: str = ""
    part: str = ""
    value: Json
    title: str = ""
    told: str = ""
    because: Mapping[str, Json] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What tells it apart from everything else that is seen of the same case."""
        return f"{self.what}|{self.spot}|{self.part}"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What was seen when somebody accepted it. ``checked``: whether it must stay so."""

    seen: Seen
    checked: bool

    @classmethod
    def read(cls, kept: Mapping[str, Json]) -> Expected:
        """One of the expectations that a case keeps."""
        rest = {name: value for name, value in kept.items() if name != "checked"}
        return cls(seen=Seen(**rest), checked=kept["checked"])

    def kept(self) -> dict[str, Json]:
        """Itself, for the case to keep."""
        seen = self.seen
        return {
            "what": seen.what,
            "spot": seen.spot,
            "part": seen.part,
            "value": seen.value,
            "title": seen.title,
            "told": seen.told,
            "because": dict(seen.because),
            "checked": self.checked,
        }


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is no longer as it was accepted, as a sentence. ``checked``: whether that matters."""

    words: str
    checked: bool


def accepted(seen: Iterable[Seen], names: Iterable[str] | None = None) -> list[Expected]:
    """What is seen now as what is expected from now on; ``names``: what of it to check; None: all."""
    wanted = None if names is None else set(names)
    return [
        Expected(seen=one, checked=one.what == UNFIT or wanted is None or one.name in wanted) for one in seen
    ]


def differences(expected: Sequence[Expected], seen: Iterable[Seen]) -> list[Difference]:
    """What isn't as it was accepted. A question that is new to the form is no difference."""
    now = {one.name: one for one in seen}
    before = {one.seen.name for one in expected}
    found = [
        Difference(words=_words(one.seen, now.get(one.seen.name)), checked=one.checked)
        for one in expected
        if not _is_same(one.seen, now.get(one.seen.name))
    ]
    new = [one for one in now.values() if one.what == UNFIT and one.name not in before]
    return [*found, *(Difference(words=one.told, checked=True) for one in new)]


def _is_same(before: Seen, now: Seen | None) -> bool:
    if now is None:
        # What wasn't asked, and now isn't even there, is still not asked.
        return before.what in (SECTION, QUESTION) and before.value is False
    if isinstance(before.value, float) or isinstance(now.value, float):
        both = (before.value, now.value)
        if all(isinstance(value, int | float) for value in both):
            return math.isclose(*both, rel_tol=1e-9)
    return bool(before.value == now.value)


def _words(before: Seen, now: Seen | None) -> str:
    what, title = before.what, before.title
    if what in (SECTION, QUESTION):
        if now is None:
            return f"‘{title}’ is no longer in the form"
        return f"‘{now.title}’ is {'now' if now.value else 'no longer'} asked"
    if what == UNFIT:
        return f"The answer to ‘{title}’ fits again" if now is None else now.told
    if now is None:
        return f"{title} was {before.told}, and is no longer worked out"
    if what == COMPLETE:
        return "It can now be signed, and couldn’t before" if now.value else _unsignable(now)
    return f"{now.title} was {before.told}, now {now.told}{_reason(before, now)}"


def _unsignable(now: Seen) -> str:
    return f"It could be signed, and now it can’t: {now.told[:1].lower()}{now.told[1:]}"


def _reason(before: Seen, now: Seen) -> str:
    version, earlier = now.because.get("version"), before.because.get("version")
    if version != earlier:
        return f" (the measure is now version {version}; it was {earlier})"
    if now.because.get("settings") != before.because.get("settings"):
        return " (its settings have changed)"
    return ""
