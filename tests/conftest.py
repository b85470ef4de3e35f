"""What every test stands on: a PostgreSQL server of its own, or the one that DATABASE_URL names."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import lasting
import migrated
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from aimwell.cli import embedded
from aimwell_cms import environment

_RUN = contextlib.ExitStack()
_PRISTINE = "pristine"
_SERVED = "served"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the server before Django connects; once a run: under xdist the workers inherit DATABASE_URL."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _RUN.enter_context(embedded.temporary())
    # The settings were read before this hook could run.
    settings.DATABASES["default"].update(environment.database())
    if getattr(config.option, "numprocesses", None) and not config.option.collectonly:
        _RUN.enter_context(migrated.for_workers())


def pytest_unconfigure(config: pytest.Config) -> None:
    _RUN.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings) -> None:
    """Under xdist, a worker copies what was migrated for all of them."""
    migrated.copy_it()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database, and two copies of it as the migrations left it.

    One in which nothing is taken away; one for servers in processes of their own, which copy it in turn,
    so that nothing connects to it.
    """
    with django_db_blocker.unblock():
        for name in (_PRISTINE, _SERVED):
            connection.creation.clone_test_db(name)
    yield
    with django_db_blocker.unblock():
        for name in (_PRISTINE, _SERVED):
            connection.creation.destroy_test_db(suffix=name, verbosity=0)


@pytest.fixture(scope="session")
def served_database(django_db_setup) -> str:
    """The name of the copy to copy."""
    return connection.creation.get_test_db_clone_settings(_SERVED)["NAME"]


@pytest.fixture(scope="session")
def _to_lasting(django_db_setup, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    name = connection.creation.get_test_db_clone_settings(_PRISTINE)["NAME"]
    with django_db_blocker.unblock(), lasting.connected(name) as one:
        yield one


@pytest.fixture
def lasting_database(db, _to_lasting: BaseDatabaseWrapper) -> Iterator[None]:
    """For what several threads do: nothing is taken away, so each test makes an organisation of its own."""
    with lasting.used(_to_lasting):
        yield
