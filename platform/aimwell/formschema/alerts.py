"""Answers that can't wait: what they raise an alert about, whatever a rule recommends."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ALERTS: Mapping[str, str] = MappingProxyType(
    {
        "danger": "Immediate danger",
        "safeguarding": "Safeguarding concern",
    }
)
"""What an answer may raise an alert about (the feeds ``alert.danger``, …), and what it is called."""


def alerts_in(told: object) -> tuple[str, ...]:
    """The kinds of alert that what is told of them (``{"danger": true}``) raises."""
    if not isinstance(told, Mapping):
        return ()
    return tuple(kind for kind in ALERTS if told.get(kind) is True)
