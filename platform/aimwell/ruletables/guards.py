"""What must hold for any table, whatever its rules say.

- What amounts to “not necessary” is never recommended while an input is unknown.
- What is unknown never delays an urgent: where every way of filling in the unknown inputs is urgent, it is.
- A table at fault (no rule fits, or rules that may not fit together) asks for more information.

A guard that changed the answer, and a fault, are named among the reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aimwell.contracts import MatchedRule
from aimwell.ruletables.columns import Value
from aimwell.ruletables.outcomes import Outcome, is_urgent, leading_id, leading_then
from aimwell.ruletables.reasons import listed
from aimwell.ruletables.rules import Then
from aimwell.ruletables.table import Table
from aimwell.ruletables.walking import TooLarge, masks_reached

Known = Mapping[str, Value | None]

RESERVED = "aimwell-"
"""No rule’s id begins so: these are the guards’."""
GUARDS: Mapping[str, str] = {
    "aimwell-urgent": "What is unknown doesn’t delay an urgent",
    "aimwell-unknown": "Nothing is called not necessary while something is unknown",
    "aimwell-gap": "No rule fits",
    "aimwell-overlap": "More than one rule fits",
    "aimwell-contradiction": "Rules that fit say different things",
    "aimwell-too-large": "Too many combinations to try",
}
"""Id of a guard, as it stands among the rules of a recommendation, to its name."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """An outcome after the guards, and what they said."""

    outcome: Outcome
    said: tuple[MatchedRule, ...] = ()


def guarded(table: Table, known: Known, outcome: Outcome) -> Found:
    """The outcome that is recommended."""
    told = _fault_told(table, outcome)
    unknown = [asked for asked in table.inputs if known[asked.name] is None]
    if not unknown or is_urgent(table, outcome):
        return Found(outcome=outcome, said=told)
    labels = listed([asked.label for asked in unknown])
    try:
        urgent = _urgent_whatever(table, known)
    except TooLarge:
        return _asked_instead(
            table,
            outcome,
            "aimwell-too-large",
            f"Not known yet: {labels}. There are too many ways of filling that in to rule out an urgent one.",
            told,
        )
    if urgent is not None:
        said = _says(
            "aimwell-urgent",
            f"Not known yet: {labels}. Whatever the answer is, it is urgent (by {urgent.rules}): "
            "what is unknown doesn’t delay it.",
        )
        return Found(outcome=replace(outcome, then=urgent.then, rule=None), said=(said, *told))
    if table.decision[outcome.then.decision].role == "not_necessary":
        label = table.decision[outcome.then.decision].label
        return _asked_instead(
            table,
            outcome,
            "aimwell-unknown",
            f"Not known yet: {labels}. Nothing is called “{label}” while something is unknown.",
            told,
        )
    return Found(outcome=outcome, said=told)


@dataclass(frozen=True, kw_only=True)
class _Urgent:
    """What is urgent either way: the most pressing decision, and the ids of the rules that lead to it."""

    then: Then
    rules: str


def _urgent_whatever(table: Table, known: Known) -> _Urgent | None:
    """What every way of filling in the unknown inputs comes to, where each is urgent.

    Each way is judged by the rule that leads. Where rules may not fit together, that errs towards urgent.
    """
    if not any(decision.role == "urgent" for decision in table.decisions):
        return None
    open_to = {
        level.name: [choice for choice in level.choices if choice.value is not None]
        if known[level.name] is None
        else [level.fits[known[level.name]]]
        for level in table.walk.levels
    }
    found: dict[str, Then] = {}
    for mask in masks_reached(table.walk, open_to):
        then = leading_then(table, mask)
        if table.decision[then.decision].role != "urgent":
            return None
        found[leading_id(table, mask)] = then
    most = min(found.values(), key=lambda then: (table.ranks[then.decision], -(then.level or 0)))
    return _Urgent(then=most, rules=listed(sorted(found)))


def _asked_instead(
    table: Table, outcome: Outcome, guard: str, reason: str, told: tuple[MatchedRule, ...]
) -> Found:
    asking = replace(outcome, then=Then(decision=table.asking.code), rule=None)
    return Found(outcome=asking, said=(_says(guard, reason), *told))


def _fault_told(table: Table, outcome: Outcome) -> tuple[MatchedRule, ...]:
    if not outcome.fault:
        return ()
    if outcome.fault == "gap":
        return (_says("aimwell-gap", "No rule of this table fits these facts: tell whoever looks after it."),)
    ids = listed([table.rules[index].id for index in outcome.matched])
    fault = (
        f"Rules {ids} all fit, and only one may"
        if outcome.fault == "overlap"
        else f"Rules {ids} fit, and say different things"
    )
    return (_says(f"aimwell-{outcome.fault}", f"{fault}: tell whoever looks after this table."),)


def _says(guard: str, reason: str) -> MatchedRule:
    return MatchedRule(id=guard, reason=reason)
