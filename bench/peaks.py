"""The most memory that Python objects take while a work runs."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable


def peak_of(work: Callable[[], object]) -> float:
    """The peak of what is allocated meanwhile, in MB. The work takes some times as long as usual."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
