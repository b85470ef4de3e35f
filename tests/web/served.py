"""Aimwell as it is served: gunicorn in a process of its own, on a database of its own, used through HTTP."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from factories import PASSWORD
from psycopg import sql

from aimwell.cli.processes import ends_with_us

HERE = Path(__file__).parent
START_SECONDS = 60


@contextmanager
def database_like(template: str, name: str) -> Iterator[str]:
    """Yield the DATABASE_URL of a copy of the database ``template``; it is dropped afterwards."""
    url = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        connection.execute(drop)
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        try:
            yield urlunsplit(url._replace(path=f"/{name}"))
        finally:
            connection.execute(drop)


@dataclass(frozen=True, kw_only=True)
class Setup:
    """A database and what is installed beside Aimwell: folders for PYTHONPATH."""

    url: str
    beside: tuple[Path, ...] = ()

    @property
    def env(self) -> dict[str, str]:
        """The environment of a process of this set-up."""
        paths = [*self.beside, HERE, HERE.parent]
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "aimwell_cms.settings.test",
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
        }

    def call(self, function: str, **given: Any) -> Any:
        """What a function of ``served_things`` returns, called in a process of this set-up."""
        code = (
            "import json, sys, django; django.setup(); import served_things as things;"
            "print(json.dumps(getattr(things, sys.argv[1])(**json.loads(sys.argv[2])), default=str))"
        )
        command = [sys.executable, "-c", code, function, json.dumps(given)]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of Django's commands."""
        command = [sys.executable, "-m", "django", *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)


class Server:
    """One gunicorn, on a port of its own."""

    def __init__(self, setup: Setup) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "-c", "python:aimwell_cms.gunicorn_conf"]
        self.process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{self.port}"],
            env=setup.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=ends_with_us(signal.SIGKILL),
        )

    def wait(self) -> Server:
        """Until it answers."""
        give_up = time.monotonic() + START_SECONDS
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return self
            except OSError:
                assert self.process.poll() is None, self.said()
                assert time.monotonic() < give_up, "The server did not start."
            time.sleep(0.02)

    def kill(self) -> None:
        """SIGKILL, to every process of it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def said(self) -> str:
        """Everything that it wrote, once it has ended."""
        return self.process.communicate(timeout=START_SECONDS)[0]


@contextmanager
def serving(setup: Setup) -> Iterator[Server]:
    """A server that answers."""
    server = Server(setup)
    try:
        yield server.wait()
    finally:
        if server.process.poll() is None:
            server.kill()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    text: str
    location: str

    def json(self) -> Any:
        """The answer, read as JSON."""
        return json.loads(self.text)


class Browser:
    """Cookies, forms and nothing more; follows no redirection. Raises OSError where nobody answers."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies), _Stay()
        )

    def sign_in(self, email: str) -> Browser:
        """Through the page for it."""
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": email, "password": PASSWORD})
        assert answer.status == 302, answer.text
        return self

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask(path, None)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form."""
        token = next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), "") or ""
        return self._ask(path, urlencode({**form, "csrfmiddlewaretoken": token}).encode())

    def _ask(self, path: str, data: bytes | None) -> Answer:
        request = urllib.request.Request(f"http://127.0.0.1:{self.server.port}{path}", data)
        try:
            try:
                answer = self._opener.open(request, timeout=20)
            except urllib.error.HTTPError as refused:
                answer = refused
            with answer:
                return _read(answer)
        except http.client.HTTPException as broken:
            raise ConnectionError(str(broken)) from broken


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def _read(answer: Any) -> Answer:
    text = answer.read().decode(errors="replace")
    return Answer(status=answer.status, text=text, location=answer.headers.get("Location") or "")
