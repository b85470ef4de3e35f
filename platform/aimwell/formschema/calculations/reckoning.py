"""Numbers and dates of calculated answers: exact inside, rounded as people do, and as people read them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction


def rounded(value: Fraction, decimals: int) -> Fraction:
    """A number to so many decimals, a half away from zero: 2.5 is 3, -2.5 is -3."""
    scale = 10**decimals
    whole = int(abs(value) * scale + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, scale)


def figure(value: Fraction, decimals: int = 6) -> str:
    """A number as it is read: ``1,234.5``, ``-2``, ``0.333333``."""
    shown = rounded(value, decimals)
    whole, rest = divmod(abs(shown.numerator) * 10**decimals // shown.denominator, 10**decimals)
    digits = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
    sign = "-" if shown < 0 else ""
    return f"{sign}{whole:,}" + (f".{digits}" if digits else "")


def day(value: date) -> str:
    """A date as it is read: 27 March 2026."""
    return f"{value.day} {value:%B} {value.year}"


def complete(start: date, end: date, unit: str) -> int:
    """The complete days, weeks, months or years from one date to another; below zero where it is earlier.

    A month is complete on the same day of a later month; where that month is too short, on the first of the
    next one. So somebody born on 29 February is a year older on 1 March.
    """
    if end < start:
        return -complete(end, start, unit)
    if unit in ("days", "weeks"):
        return (end - start).days // (7 if unit == "weeks" else 1)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return months // (12 if unit == "years" else 1)
