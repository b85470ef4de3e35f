"""What a table says: its decisions, and the rules that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aimwell.contracts import DecisionRole, Intent
from aimwell.ruletables.columns import Value
from aimwell.ruletables.conditions import Condition


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision that can be recommended. ``level``: of care aims, 1 to 4, unless a rule says another."""

    code: str
    label: str
    role: DecisionRole | None = None
    """What the decision amounts to, whatever it is called here. The guards of safety go by it."""
    level: int | None = None


@dataclass(frozen=True, kw_only=True)
class Then:
    """What a rule leads to. ``number`` is what a collecting table adds up."""

    decision: str
    level: int | None = None
    intent: Intent = ""
    number: float | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row. ``when`` holds a condition for each column that it looks at; it looks at no other."""

    id: str
    when: Mapping[str, Condition] = field(default_factory=dict)
    then: Then
    reason: str


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """What is recommended when no rule fits."""

    id: str = "otherwise"
    then: Then
    reason: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """Saved facts, and the decision that is expected for them. A fact that is left out isn’t known."""

    name: str
    facts: Mapping[str, Value]
    decision: str
