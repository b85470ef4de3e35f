"""The NHS number: ten digits, the last of which checks the rest (Modulus 11)."""

from __future__ import annotations

import re

LENGTH = 10


def normalise(text: str) -> str:
    """The ten digits of an NHS number, or ValueError that says what is wrong without repeating it.

    Weights 10 to 2 on the first nine digits; check digit 11 minus the sum modulo 11, 11 counts as 0, 10 is
    never given out. Ten equal digits pass the arithmetic in places and are refused.
    Source: NHS Data Dictionary.
    """
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise ValueError("An NHS number has 10 digits, like 943 476 5919.")
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    if len(set(digits)) == 1 or check == 10 or check % 11 != int(digits[9]):
        raise ValueError("This is not an NHS number: its check digit does not fit. Look for a typing error.")
    return digits


def display(digits: str) -> str:
    """An NHS number in its usual groups, 3-3-4."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
