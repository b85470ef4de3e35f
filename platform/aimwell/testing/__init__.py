"""For whoever writes a plugin: a pytest plugin, loaded wherever Aimwell is installed.

``check_plugin(module)`` checks a plugin against the contract, ``check_measure(measure)`` one measure; the
fixture ``aimwell_plugins`` loads plugins without installing them. Nothing here imports Django; Hypothesis is
imported only when a check runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from aimwell.testing.conformance import check_measure, check_plugin

if TYPE_CHECKING:
    from aimwell.plugins import Plugins

__all__ = ["aimwell_plugins", "check_measure", "check_plugin"]


@pytest.fixture
def aimwell_plugins() -> Callable[..., Plugins]:
    """Load modules as plugins: ``aimwell_plugins(timed_walk=aimwell_timed_walk).measures["timed_walk"]``."""
    from aimwell.plugins import Plugins

    return Plugins.of
