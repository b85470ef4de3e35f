"""Documents made to hurt end in a problemwithin a second of work and 256 MB, and never in a network call."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HOSTILE = Path(__file__).with_name("formschema_hostile.py")

# In one worker: they share what one process found.
pytestmark = pytest.mark.xdist_group("hostile")


@pytest.fixture(scope="module")
def results() -> list[tuple[str, bool, float]]:
    done = subprocess.run([sys.executable, HOSTILE], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_each_ends_in_a_problem(results: list[tuple[str, bool, float]]) -> None:
    assert len(results) > 50
    assert [name for name, refused, _ in results if not refused] == []


def test_each_ends_within_a_second_of_work(results: list[tuple[str, bool, float]]) -> None:
    assert [(name, seconds) for name, _, seconds in results if seconds > 1] == []
