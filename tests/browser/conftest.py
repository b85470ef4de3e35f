"""Chromium, and a site for it to visit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from devices import Device, open_device
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Playwright keeps an event loop in the thread of the tests; Django would take it for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_CHROMIUM = "The browser journeys need Debian's Chromium: run `make test`, or `apt-get install chromium`."

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running browser; each test opens a context of its own."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


# The server keeps the markup of a template's version by its number: no number may stand for two.
FAR_FROM_OTHERS = """
do $$ declare one record; begin
  for one in select schemaname, sequencename from pg_sequences where schemaname = 'public' loop
    execute format('alter sequence %I.%I restart with 1000000', one.schemaname, one.sequencename);
  end loop;
end $$
"""


@pytest.fixture(scope="session")
def _database(pristine_database: str, django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    """The journeys' database. Nothing is taken away after one: each makes an organisation of its own."""
    with django_db_blocker.unblock():
        ours = connections[DEFAULT_DB_ALIAS].copy()
        ours.settings_dict["NAME"] = pristine_database
        with ours.cursor() as cursor:
            cursor.execute(FAR_FROM_OTHERS)
        yield ours
        ours.close()


@pytest.fixture
def site(db, _database: BaseDatabaseWrapper) -> Iterator[str]:
    """The address of Aimwell, running on the database of the journeys; the test sees that database too."""
    others = connections[DEFAULT_DB_ALIAS]
    for_threads = connections.settings[DEFAULT_DB_ALIAS]
    name = for_threads["NAME"]
    connections[DEFAULT_DB_ALIAS] = _database
    for_threads["NAME"] = _database.settings_dict["NAME"]
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()
    for_threads["NAME"] = name
    connections[DEFAULT_DB_ALIAS] = others


@pytest.fixture
def device(chromium: Browser, site: str) -> Iterator[Callable[..., Device]]:
    """Opens browser windows on the site: ``device(width, …)``. None may have complained in the end."""
    opened: list[Device] = []

    def open_one(*args: object, **options: object) -> Device:
        opened.append(open_device(chromium, site, *args, **options))
        return opened[-1]

    yield open_one
    for one in opened:
        one.leave()
    assert [complaint for one in opened for complaint in one.complaints] == []
