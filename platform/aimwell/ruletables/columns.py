"""What a table looks at: inputs from a form, and what is worked out from several of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from aimwell.contracts import Json

Value = str | int | bool
"""An option’s value, a whole number, or yes (True) and no (False). What isn’t known is None."""

Kind = Literal["one-of", "whole-number", "yes-no"]
How = Literal["highest", "lowest", "sum", "all-known"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose: its value, which rules name, and its label."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Input:
    """A fact that the table asks for. Each may also be unknown."""

    name: str
    label: str
    kind: Kind
    hint: str = ""
    options: tuple[Option, ...] = ()
    """Of a ``one-of``."""
    minimum: int = 0
    maximum: int = 0
    """Of a ``whole-number``, both included."""

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Every value that it can have, in order, without unknown."""
        if self.kind == "whole-number":
            return tuple(range(self.minimum, self.maximum + 1))
        if self.kind == "yes-no":
            return (True, False)
        return tuple(option.value for option in self.options)

    @cached_property
    def _labels(self) -> Mapping[Value, str]:
        return {option.value: option.label for option in self.options}

    def has(self, value: object) -> bool:
        """Whether it can have this value. True is no 1, and 1.0 is no whole number."""
        if self.kind == "whole-number":
            return type(value) is int and self.minimum <= value <= self.maximum
        if self.kind == "yes-no":
            return type(value) is bool
        return isinstance(value, str) and value in self._labels

    def read(self, data: Json) -> Value | None:
        """A fact as one of its values; None, not known, when it is none of them."""
        value: Value | None = int(data) if isinstance(data, float) and data.is_integer() else data
        return value if self.has(value) else None

    def said(self, value: Value | None) -> str:
        """A value in words."""
        if value is None:
            return "not known"
        if self.kind == "yes-no":
            return "yes" if value else "no"
        return self._labels.get(value, str(value))


@dataclass(frozen=True, kw_only=True)
class Derived:
    """A column that is worked out from inputs.

    ``highest`` and ``lowest`` are of those that are known; None when none is. ``sum`` is None while one is
    unknown. ``all-known`` is yes or no.
    """

    name: str
    label: str
    how: How
    of: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """A whole number, or yes and no."""
        return "yes-no" if self.how == "all-known" else "whole-number"

    @property
    def start(self) -> Value | None:
        """What it is before the first input is looked at."""
        return {"highest": None, "lowest": None, "sum": 0, "all-known": True}[self.how]

    def added(self, so_far: Value | None, value: Value | None) -> Value | None:
        """What it is after one more input."""
        if self.how == "all-known":
            return bool(so_far) and value is not None
        if self.how == "sum":
            return None if so_far is None or value is None else so_far + int(value)  # type: ignore[operator]
        if so_far is None or value is None:
            return value if so_far is None else so_far
        return max(so_far, value) if self.how == "highest" else min(so_far, value)

    def worked_out(self, facts: Mapping[str, Value | None]) -> Value | None:
        """What it is for these facts."""
        found = self.start
        for name in self.of:
            found = self.added(found, facts.get(name))
        return found

    def said(self, value: Value | None) -> str:
        """A value in words."""
        if value is None:
            return "not known"
        if self.how == "all-known":
            return "yes" if value else "no"
        return str(value)


Column = Input | Derived


def derived_values(derived: Derived, inputs: Mapping[str, Input]) -> tuple[Value, ...]:
    """Every value that a derived column can have, without unknown."""
    if derived.how == "all-known":
        return (True, False)
    ranges = [(inputs[name].minimum, inputs[name].maximum) for name in derived.of]
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    if derived.how == "sum":
        return tuple(range(sum(lows), sum(highs) + 1))
    return tuple(range(min(lows), max(highs) + 1))
