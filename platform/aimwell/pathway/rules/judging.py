"""Judge an episode's outcome by its aim: the direction of change and success are two things.

“No worse” succeeds where the aim was to maintain or to comfort, and fails where it was to improve. The rules
are those of the domain facts (A2, F); defaults of this project that need local sign-off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from aimwell.contracts import Change

Success = Literal["met", "partly", "not_met", "not_measurable"]

SUCCESS: Mapping[str, str] = {
    "met": "Met",
    "partly": "Partly met",
    "not_met": "Not met",
    "not_measurable": "Not measurable",
}
DIRECTIONS: Mapping[str, str] = {
    "better": "For the better",
    "same": "No change",
    "worse": "For the worse",
    "mixed": "Some better, some worse",
    "unknown": "Not known",
}

SUCCEEDS: Mapping[str, str] = {
    "investigate": "the formulation is made and a decision taken by the evaluation date",
    "anticipate": "the harm that was foreseen has not happened, and the measure is no worse",
    "resolve": "the measure reaches its target",
    "improve": "the measure gets better by at least what counts as a meaningful change",
    "maintain": "the measure is no worse: it may fall by less than a meaningful change",
    "enable": "activity or participation gets better, even where the impairment stays as it is",
    "adjust": "the well-being of the person or their carer gets better",
    "comfort": "comfort and well-being are no worse, even where all else declines",
}
"""When an aim succeeds, to follow “succeeds when”."""

_COUNTS: Mapping[str, tuple[str, ...]] = {
    "enable": ("activity", "participation"),
    "adjust": ("wellbeing", "well-being", "distress"),
    "comfort": ("wellbeing", "well-being", "distress", "comfort", "pain"),
}
"""Of a measure with several scales, those that an aim looks at, by words in their names."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The change on one scale from baseline to end. ``reached``: its target; None where it has none."""

    label: str
    change: Change
    reached: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is known at the end of an episode.

    ``harmed``: whether the harm that was foreseen happened; None where nobody knows. The dates are of an
    investigation: when the formulation was made, when a decision was taken, by when they were due.
    """

    measured: tuple[Measured, ...] = ()
    harmed: bool | None = None
    formulated_on: date | None = None
    decided_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the rule of an aim makes of the evidence, and why. ``counted``: the scales that it looked at."""

    direction: str
    success: Success
    reasons: tuple[str, ...]
    counted: tuple[Measured, ...] = ()


def judge(aim: str, evidence: Evidence) -> Judgement:
    """What is recommended for an episode with this aim; the practitioner confirms or decides otherwise."""
    counted = counting(aim, evidence.measured)
    success, reasons = _RULES[aim](evidence, counted)
    return Judgement(
        direction=direction_of(counted), success=success, reasons=tuple(reasons), counted=counted
    )


def counting(aim: str, measured: Sequence[Measured]) -> tuple[Measured, ...]:
    """The scales that an aim looks at: those named after what it is about, otherwise all of them."""
    words = _COUNTS.get(aim, ())
    named = [
        one for one in measured if any(word in f"{one.change.name} {one.label}".lower() for word in words)
    ]
    return tuple(named or measured)


def direction_of(measured: Iterable[Measured]) -> str:
    """Which way it went: ``better``, ``same``, ``worse``, ``mixed`` or ``unknown``, however little."""
    known = {one.change.direction for one in measured if one.change.direction is not None}
    if {"better", "worse"} <= known:
        return "mixed"
    for way in ("better", "worse", "same"):
        if way in known:
            return way
    return "unknown"


_Verdict = tuple[Success, list[str]]
_NOTHING = "Nothing was measured at both ends, so nothing can be told from a measure. Say what you judge by."


def _improve(_: Evidence, counted: Sequence[Measured]) -> _Verdict:
    return _together([_improved(one) for one in counted])


def _no_worse(_: Evidence, counted: Sequence[Measured]) -> _Verdict:
    return _together([_not_worse(one) for one in counted])


def _any_better(_: Evidence, counted: Sequence[Measured]) -> _Verdict:
    """One scale that gets better is enough, as long as no other declined."""
    each = [_improved(one) for one in counted]
    success, reasons = _together(each)
    declined = any(one.change.meaning == "declined" for one in counted)
    if success == "partly" and not declined:
        return "met", reasons
    return success, reasons


def _resolve(_: Evidence, counted: Sequence[Measured]) -> _Verdict:
    return _together([_resolved(one) for one in counted])


def _anticipate(evidence: Evidence, counted: Sequence[Measured]) -> _Verdict:
    if evidence.harmed is None:
        return "not_measurable", ["It isn’t known whether the harm that was foreseen has happened."]
    if evidence.harmed:
        return "not_met", ["The harm that was foreseen has happened."]
    kept, reasons = _together([_not_worse(one) for one in counted])
    told = ["The harm that was foreseen has not happened.", *(reasons if counted else ())]
    return ("partly" if kept in ("not_met", "partly") else "met"), told


def _investigate(evidence: Evidence, _: Sequence[Measured]) -> _Verdict:
    made, decided, due = evidence.formulated_on, evidence.decided_on, evidence.due_on
    if made is None or decided is None:
        missing = " and ".join(
            name for name, on in (("formulation", made), ("decision", decided)) if on is None
        )
        return ("not_met" if made is None else "partly"), [f"There is no {missing} yet."]
    late = due is not None and max(made, decided) > due
    if late:
        return "partly", ["The formulation was made and a decision taken, but after the evaluation date."]
    return "met", ["The formulation was made and a decision taken in time."]


_RULES: Mapping[str, Callable[[Evidence, Sequence[Measured]], _Verdict]] = {
    "investigate": _investigate,
    "anticipate": _anticipate,
    "resolve": _resolve,
    "improve": _improve,
    "maintain": _no_worse,
    "enable": _any_better,
    "adjust": _any_better,
    "comfort": _no_worse,
}


def _together(each: Sequence[tuple[Success, str]]) -> _Verdict:
    """All met: met; some: partly; none: not met. What can’t be told is left out, and said."""
    if not each:
        return "not_measurable", [_NOTHING]
    known = {success for success, _ in each if success != "not_measurable"}
    reasons = [reason for _, reason in each]
    if not known:
        return "not_measurable", reasons
    if len(known) == 1:
        return known.pop(), reasons
    return "partly", reasons


def _improved(one: Measured) -> tuple[Success, str]:
    change = one.change
    if change.meaning == "improved":
        return "met", f"{one.label} got better by a meaningful change."
    if change.meaning == "not computable" and change.direction == "better":
        return "not_measurable", f"{one.label} got better; no threshold tells whether meaningfully."
    if change.direction is None:
        return "not_measurable", f"{one.label} can’t be compared."
    return "not_met", f"{one.label} {_went(one)}, which is no meaningful gain."


def _not_worse(one: Measured) -> tuple[Success, str]:
    change = one.change
    if change.meaning == "declined":
        return "not_met", f"{one.label} declined by a meaningful change."
    if change.meaning == "not computable" and change.direction == "worse":
        return "not_measurable", f"{one.label} got worse; no threshold tells whether meaningfully."
    if change.direction is None:
        return "not_measurable", f"{one.label} can’t be compared."
    return "met", f"{one.label} {_went(one)}, which counts as no worse."


def _resolved(one: Measured) -> tuple[Success, str]:
    if one.reached is None:
        return "not_measurable", f"No target was set for {one.label}."
    if one.reached:
        return "met", f"{one.label} reached its target."
    if one.change.meaning == "improved":
        return "partly", f"{one.label} got better by a meaningful change, short of its target."
    return "not_met", f"{one.label} did not reach its target."


def _went(one: Measured) -> str:
    if one.change.direction == "same":
        return "stayed the same"
    way = "better" if one.change.direction == "better" else "worse"
    little = one.change.meaning == "no meaningful change"
    return f"got {way}{' by less than a meaningful change' if little else ''}"
