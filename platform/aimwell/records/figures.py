"""Scores as figures that people read."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def figure(value: float, decimals: int) -> str:
    """A score with so many decimals, a half rounded away from zero as on paper: 3.25 is 3.3.

    Python's own formatting makes it 3.2, and 2.75 it makes 2.8.
    """
    return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
