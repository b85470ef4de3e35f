"""The example of a stranger's plugin works without any change to Aimwell: loaded, and installed by pip."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aimwell import Notice, Score, Scored, SignedRecord
from aimwell.plugins import Failure, Plugins, change_safely, score_safely
from aimwell.testing import check_plugin

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "aimwell-timed-walk"


@pytest.fixture
def module(monkeypatch):
    monkeypatch.syspath_prepend(str(EXAMPLE))
    import aimwell_timed_walk

    yield aimwell_timed_walk
    sys.modules.pop("aimwell_timed_walk")


@pytest.fixture
def plugins(module):
    return Plugins.of(timed_walk=module)


def record(speed):
    scored = Scored(scores=(Score(name="speed", value=speed),), working=())
    return SignedRecord(kind="assessment", answers={}, scores={"/walk/walk": scored})


def test_it_conforms(module):
    check_plugin(module, settings={"fail": False})


def test_it_scores(plugins):
    walk = plugins.measures["timed_walk"]
    scored = score_safely(plugins.plugin_of(walk), walk, {"metres": 10, "seconds": 8}, {})
    assert scored == Scored(scores=(Score(name="speed", value=1.25),), working=("10 m ÷ 8 s = 1.25 m/s",))
    (change,) = change_safely(
        plugins.plugin_of(walk), walk, {"metres": 10, "seconds": 10}, {"metres": 10, "seconds": 8}, {}
    )
    assert (change.change, change.meaning) == (0.25, "improved")


def test_it_remarks_on_a_slow_walk(plugins):
    (told,) = plugins.record_signed(["timed_walk"], record(0.5))
    assert [type(notice) for notice in told.notices] == [Notice]
    assert plugins.record_signed(["timed_walk"], record(1.2))[0].notices == ()


def test_it_fails_on_purpose_and_nothing_else_does(plugins):
    walk = plugins.measures["timed_walk"]
    failure = score_safely(plugins.plugin_of(walk), walk, {"metres": 10, "seconds": 8}, {"fail": True})
    assert isinstance(failure, Failure)
    assert (failure.plugin, failure.error) == ("timed_walk", "RuntimeError")
    assert failure.place.startswith("aimwell_timed_walk.py:")


def test_pip_installs_it_and_the_command_finds_it(tmp_path):
    # A copy: the build writes into its folder.
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    for name in ("pyproject.toml", "aimwell_timed_walk.py"):
        (source / name).write_bytes((EXAMPLE / name).read_bytes())
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*pip, "--target", str(target), str(source)], check=True)

    listed = subprocess.run(
        [sys.executable, "-m", "aimwell.cli.main", "measure", "list"],
        env={**os.environ, "PYTHONPATH": str(target)},
        check=True,
        capture_output=True,
        text=True,
    )
    (found,) = [found for found in json.loads(listed.stdout)["measures"] if found["name"] == "timed_walk"]
    assert (found["package"], found["package_version"]) == ("aimwell-timed-walk", "0.1.0")
