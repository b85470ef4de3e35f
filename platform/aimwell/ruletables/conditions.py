"""What a cell of a rule says: which values of its column it takes.

A condition about a value is about a known value. What isn’t known is taken by a cell that asks for it
(``unknown``), and by an empty cell, which takes anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aimwell.ruletables.columns import Value

Json = Any


@dataclass(frozen=True, kw_only=True)
class Is:
    """Exactly this value."""

    value: Value

    def takes(self, value: Value) -> bool:
        """Whether a known value is this one."""
        return type(value) is type(self.value) and value == self.value


@dataclass(frozen=True, kw_only=True)
class Between:
    """A whole number from ``low`` to ``high``, both included; None: no limit on that side."""

    low: int | None
    high: int | None

    def takes(self, value: Value) -> bool:
        """Whether a known number lies within."""
        return (
            type(value) is int
            and (self.low is None or self.low <= value)
            and (self.high is None or value <= self.high)
        )


@dataclass(frozen=True, kw_only=True)
class IsKnown:
    """Any known value."""

    def takes(self, value: Value) -> bool:
        """Every known value."""
        return True


@dataclass(frozen=True, kw_only=True)
class IsUnknown:
    """What isn’t known."""

    def takes(self, value: Value) -> bool:
        """No known value."""
        return False


Test = Is | Between | IsKnown | IsUnknown


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a cell takes: one of its tests, or (``negated``) any known value that none of them takes.

    A negated condition takes what isn’t known never; ``not(unknown)`` is ``known``.
    """

    tests: tuple[Test, ...]
    negated: bool = False

    def takes(self, value: Value | None) -> bool:
        """Whether the cell takes this value; None: not known."""
        if value is None:
            return not self.negated and any(isinstance(test, IsUnknown) for test in self.tests)
        return any(test.takes(value) for test in self.tests) != self.negated


def condition_of(data: Json) -> Condition:
    """The condition that JSON holds: ``[1, {"from": 2, "to": 3}, null]`` or ``{"not": […]}``.

    ``null`` is unknown, ``{"known": true}`` any known value. The JSON is taken to fit the schema.
    """
    if isinstance(data, dict):
        return Condition(tests=tuple(_test_of(test) for test in data["not"]), negated=True)
    return Condition(tests=tuple(_test_of(test) for test in data))


def condition_json(condition: Condition) -> Json:
    """The JSON of a condition."""
    tests = [_test_json(test) for test in condition.tests]
    return {"not": tests} if condition.negated else tests


def _test_of(data: Json) -> Test:
    if data is None:
        return IsUnknown()
    if not isinstance(data, dict):
        return Is(value=data)
    return IsKnown() if "known" in data else Between(low=data.get("from"), high=data.get("to"))


def _test_json(test: Test) -> Json:
    if isinstance(test, Is):
        return test.value
    if isinstance(test, IsKnown):
        return {"known": True}
    if isinstance(test, IsUnknown):
        return None
    return {name: limit for name, limit in (("from", test.low), ("to", test.high)) if limit is not None}
