"""The bench runs: one round of its quick works on little data. Never how long it takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench"


def test_the_quick_works_can_be_measured():
    command = [sys.executable, BENCH / "run.py", "--quick", "step", "job", "autosave", "validation"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The whole job" in done.stdout
    assert "Not measured" not in done.stderr
