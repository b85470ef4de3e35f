"""What changed in a plan between two days, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aimwell.pathway.rules.plan import PARTS, STATUSES, Plan, Step


@dataclass(frozen=True, kw_only=True)
class PlanChange:
    """One change: where in the plan, what it said before (empty: it is new) and after (empty: it is gone)."""

    place: str
    before: str
    after: str


def changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Each text, action and milestone that says something else, in the order in which the plan is read."""
    for part, label in PARTS.items():
        if before.text(part) != after.text(part):
            yield PlanChange(place=label, before=before.text(part), after=after.text(part))
    yield from _steps("Action", before.actions, after.actions)
    yield from _steps("Milestone", before.milestones, after.milestones)


def _steps(place: str, before: tuple[Step, ...], after: tuple[Step, ...]) -> Iterator[PlanChange]:
    was = {step.key: in_words(step) for step in before}
    now = {step.key: in_words(step) for step in after}
    for key in [*was, *(key for key in now if key not in was)]:
        if was.get(key) != now.get(key):
            yield PlanChange(place=place, before=was.get(key, ""), after=now.get(key, ""))


def in_words(step: Step) -> str:
    """An action or milestone in one line."""
    said = [step.what, f"by {step.who}" if step.who else "", f"when: {step.day}" if step.when else ""]
    if step.status != "open":
        said.append(STATUSES[step.status].lower())
    if step.note:
        said.append(step.note)
    return "; ".join(text for text in said if text)
