"""What tests of the web share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Any]:
    """Two organisations and everybody who could knock at their doors."""
    from doors_walk import two_organisations

    with django_db_blocker.unblock(), two_organisations(tmp_path_factory.mktemp("media")) as made:
        yield made
