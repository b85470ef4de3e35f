"""Programs that we start and that must not outlive us."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def ends_with_us(number: int) -> Callable[[], None] | None:
    """A `preexec_fn` that has Linux send this signal to the child when our process ends, even by SIGKILL."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, number)

    return ask
