"""A database that is migrated once a run, in a process of its own, while the workers start; they copy it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql

from aimwell.cli.processes import ends_with_us

_NAME = "AIMWELL_TESTS_MIGRATED"
_LOCK = "AIMWELL_TESTS_MIGRATING"
"""What the workers inherit: the name of the database, and a file that is locked until it is migrated."""


@contextlib.contextmanager
def for_workers() -> Iterator[None]:
    """Begin to migrate; the database is dropped in the end."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"test{url.path.replace('/', '_')}_migrated"
    descriptor, lock = tempfile.mkstemp(prefix="aimwell-migrating-")
    with _empty_database(name):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        migrating = subprocess.Popen(
            [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
            env={
                **os.environ,
                "DATABASE_URL": urlunsplit(url._replace(path=f"/{name}")),
                "DJANGO_SETTINGS_MODULE": "aimwell_cms.settings.test",
            },
            pass_fds=[descriptor],  # The lock is the process's now: it ends with it, however it ends.
            preexec_fn=ends_with_us(signal.SIGKILL),
        )
        os.close(descriptor)
        os.environ |= {_NAME: name, _LOCK: lock}
        try:
            yield
        finally:
            migrating.kill()
            migrating.wait()
            Path(lock).unlink()


@contextlib.contextmanager
def _empty_database(name: str) -> Iterator[None]:
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        yield
        connection.execute(drop)


def copy_it() -> None:
    """Let Django copy it for the tests of this worker.

    Where it could not be migrated, the worker migrates its copy further, and tells what is wrong.
    """
    if _NAME not in os.environ:
        return
    with Path(os.environ[_LOCK]).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = os.environ[_NAME]
