"""A database in which nothing is taken away after a test, for what happens in several threads or processes.

Emptying every table would take longer than most tests, and would leave no first page to the next.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

# The server keeps the markup of a template's version by its number: no number may stand for two.
_FAR_FROM_OTHERS = """
do $$ declare one record; begin
  for one in select schemaname, sequencename from pg_sequences where schemaname = 'public' loop
    execute format('alter sequence %I.%I restart with 1000000', one.schemaname, one.sequencename);
  end loop;
end $$
"""


@contextlib.contextmanager
def connected(name: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection to the database of this name."""
    connection = connections[DEFAULT_DB_ALIAS].copy()
    connection.settings_dict["NAME"] = name
    with connection.cursor() as cursor:
        cursor.execute(_FAR_FROM_OTHERS)
    yield connection
    connection.close()


@contextlib.contextmanager
def used(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The default connection, of this thread and of those that it starts, is to that database."""
    others = connections[DEFAULT_DB_ALIAS]
    for_threads = connections.settings[DEFAULT_DB_ALIAS]
    name = for_threads["NAME"]
    connections[DEFAULT_DB_ALIAS] = connection
    for_threads["NAME"] = connection.settings_dict["NAME"]
    yield
    for_threads["NAME"] = name
    connections[DEFAULT_DB_ALIAS] = others
