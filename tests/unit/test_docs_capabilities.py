"""The page on capabilities names each of them once, with a test that is there, or says why it isn't yet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "capabilities.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d+ \|", line)
]


def test_each_capability_stands_there_once() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(19, 158))
    assert all(len(row) == 5 for row in ROWS)


def test_the_sum_at_the_top_is_right() -> None:
    works = sum(row[2] == "works" for row in ROWS)
    assert f"{works} of {len(ROWS)} work; {len(ROWS) - works} are not there yet." in PAGE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_it_is_shown_by_a_test_or_has_a_reason(row: list[str]) -> None:
    _, _, state, where, test = row
    assert where
    if state == "not yet":
        assert test == ""
        return
    assert state == "works"
    file, _, name = test.strip("`").partition("::")
    source = (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert re.search(rf"def {name}\(", source), f"{test} isn’t there."
