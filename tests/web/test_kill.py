"""The server is killed at any moment of 200 saves and signs: what was acknowledged is there, and once."""

from __future__ import annotations

import random
import threading

import pytest
from served import Answer, Browser, Server, Setup, database_like

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("served")]

SEED = 20_261_122
SIGNED, KEPT, SAVES = 36, 5, 4
"""Drafts that are signed after SAVES saves each, and drafts that are only saved: 200 of both in all."""
OPERATIONS = SIGNED * (SAVES + 1) + KEPT * SAVES
KILLS = 6
MOMENT = 0.03
"""Seconds after the start of a request within which the server is killed."""


class Mortal:
    """A server that dies; the next one is being started meanwhile."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._now, self._next = Server(setup), Server(setup)
        self.browser = Browser(self._now.wait())
        self.deaths = 0

    def kill_after(self, seconds: float) -> threading.Timer:
        """Kill it in the middle of whatever it does then."""
        timer = threading.Timer(seconds, self._now.kill)
        timer.start()
        return timer

    def rise(self) -> None:
        """Go on with the next one."""
        self.deaths += 1
        self._now, self._next = self._next, Server(self._setup)
        self.browser.server = self._now.wait()

    def end(self) -> None:
        """Kill both."""
        for server in (self._now, self._next):
            if server.process.poll() is None:
                server.kill()


@pytest.fixture
def setup(served_database: str):
    with database_like(served_database, f"{served_database}_kill") as url:
        yield Setup(url=url)


def test_what_was_acknowledged_outlives_every_kill_and_nothing_is_signed_twice(setup: Setup) -> None:
    given = setup.call("drafts_to_fill", drafts=SIGNED + KEPT)
    chance = random.Random(SEED)
    deadly = set(chance.sample(range(OPERATIONS), KILLS))
    server = Mortal(setup)
    saved: dict[str, tuple[int, str]] = {}
    signed: dict[str, str] = {}
    done = 0

    def acknowledged(path: str, form: dict[str, str]) -> Answer:
        """Repeat until the server says that it is done; it may be killed meanwhile."""
        nonlocal done
        timer = server.kill_after(chance.uniform(0, MOMENT)) if done in deadly else None
        while True:
            try:
                answer = server.browser.post(path, form)
                break
            except OSError:
                assert timer is not None, "The server is gone, and nobody killed it."
                timer.join()
                server.rise()
                timer = None
        if timer is not None:
            timer.join()
            server.rise()
        done += 1
        return answer

    try:
        server.browser.sign_in(given["email"])
        for number, token in enumerate(given["tokens"]):
            draft = f"/w/ours/drafts/{token}"
            for save in range(1, SAVES + 1):
                text = f"Draft {number}, save {save}"
                form = {"base": "0", "page": "one", "number": str(save), "matters": text}
                answer = acknowledged(f"{draft}/about/autosave/", form)
                assert answer.status == 200, answer.text
                saved[token] = (answer.json()["revision"], text)
            if number < SIGNED:
                answer = acknowledged(f"{draft}/check/", {"action": "sign", "statement": "yes"})
                assert "/records/" in answer.location, answer
                signed[token] = answer.location
    finally:
        server.end()

    assert (done, server.deaths) == (OPERATIONS, KILLS)
    there = setup.call("stored", organisation="ours")
    for token, (revision, text) in saved.items():
        copies = there["records" if token in signed else "drafts"].get(token, [])
        assert [copy["answers"]["about"]["matters"] for copy in copies] == [text], token
        if token in signed:
            assert signed[token].endswith(f"/records/{copies[0]['pk']}/")
        else:
            assert copies[0]["revision"] >= revision
    assert there["records"].keys() == signed.keys()
    assert there["drafts"].keys() == saved.keys() - signed.keys()
