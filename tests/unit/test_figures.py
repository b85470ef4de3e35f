"""Scores round as people round."""

from __future__ import annotations

import pytest

from aimwell.records.figures import figure


@pytest.mark.parametrize(
    ("value", "decimals", "read"),
    [
        (3.25, 1, "3.3"),
        (2.75, 1, "2.8"),
        (-0.25, 1, "-0.3"),
        (1.8, 1, "1.8"),
        (40, 0, "40"),
        (2.5, 0, "3"),
        (10.0, 2, "10.00"),
        (1e-7, 1, "0.0"),
    ],
)
def test_a_half_goes_up(value: float, decimals: int, read: str) -> None:
    assert figure(value, decimals) == read
