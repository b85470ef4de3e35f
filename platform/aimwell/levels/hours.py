"""Minutes, as people say them."""

from __future__ import annotations


def hours(minutes: int) -> str:
    """``45 min``, ``2 h``, ``1,250 h 5 min``."""
    whole, left = divmod(minutes, 60)
    parts = [f"{whole:,} h" if whole else "", f"{left} min" if left or not whole else ""]
    return " ".join(part for part in parts if part)
