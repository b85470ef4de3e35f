"""What every test stands on: a PostgreSQL server of its own, or the one that DATABASE_URL names."""

from __future__ import annotations

import contextlib
import os

import pytest
from django.conf import settings

from aimwell.cli import embedded
from aimwell_cms import environment

_SERVER = contextlib.ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the server before Django connects; once a run: under xdist the workers inherit DATABASE_URL."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _SERVER.enter_context(embedded.temporary())
    # The settings were read before this hook could run.
    settings.DATABASES["default"].update(environment.database())


def pytest_unconfigure(config: pytest.Config) -> None:
    _SERVER.close()
