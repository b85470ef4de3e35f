"""Run it where Aimwell is installed: `pytest`."""

import aimwell_timed_walk

from aimwell.testing import check_plugin


def test_it_conforms():
    check_plugin(aimwell_timed_walk, settings={"fail": False})


def test_ten_metres_in_eight_seconds(aimwell_plugins):
    walk = aimwell_plugins(timed_walk=aimwell_timed_walk).measures["timed_walk"]
    (speed,) = walk.score({"metres": 10, "seconds": 8}, {}).scores
    assert speed.value == 1.25
