"""What every test stands on: a PostgreSQL server of its own, or the one that DATABASE_URL names."""

from __future__ import annotations

import contextlib
import os

import pytest
from django.conf import settings
from django.db import connection

from aimwell.cli import embedded
from aimwell_cms import environment

_SERVER = contextlib.ExitStack()
_PRISTINE = "pristine"
_SERVED = "served"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the server before Django connects; once a run: under xdist the workers inherit DATABASE_URL."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _SERVER.enter_context(embedded.temporary())
    # The settings were read before this hook could run.
    settings.DATABASES["default"].update(environment.database())


def pytest_unconfigure(config: pytest.Config) -> None:
    _SERVER.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database, and two copies of it as the migrations left it: for the journeys in a browser, and
    for servers in processes of their own (which copy it in their turn, so that nothing connects to it)."""
    with django_db_blocker.unblock():
        for name in (_PRISTINE, _SERVED):
            connection.creation.clone_test_db(name)
    yield
    with django_db_blocker.unblock():
        for name in (_PRISTINE, _SERVED):
            connection.creation.destroy_test_db(suffix=name, verbosity=0)


@pytest.fixture(scope="session")
def pristine_database(django_db_setup) -> str:
    """The name of the copy."""
    return connection.creation.get_test_db_clone_settings(_PRISTINE)["NAME"]


@pytest.fixture(scope="session")
def served_database(django_db_setup) -> str:
    """The name of the copy to copy."""
    return connection.creation.get_test_db_clone_settings(_SERVED)["NAME"]
