"""Chromium, and a site for it to visit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from devices import Device, open_device
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from wizard_desk import Desk, desk

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

expect.set_options(timeout=30_000)  # Reached only where something fails; a busy machine is slow.


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


@pytest.fixture
def site(lasting_database: None) -> Iterator[str]:
    """The address of Aimwell, running on a database in which nothing is taken away; the test sees it too."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def at_desk(chromium: Browser, site: str) -> Iterator[Desk]:
    """A practitioner at a narrow window, with a draft of every kind of question."""
    made = desk(chromium, site)
    yield made
    made.context.close()


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
