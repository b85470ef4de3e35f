"""Asks the application as a web server does: whole requests through all middleware, in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client

Fields = Mapping[str, str | list[str]]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A response. ``seconds``: from handing over the request to the last byte of its body."""

    status: int
    location: str
    body: bytes
    seconds: float


@cache
def application() -> Callable[..., Iterable[bytes]]:
    return get_wsgi_application()


class Browser:
    """Somebody who is signed in; keeps cookies and sends the CSRF token, as a page's form does."""

    def __init__(self, user: Any) -> None:
        client = Client()
        client.force_login(user)
        self._cookies = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})

    def get(self, address: str) -> Answer:
        """Open a page; a redirect is not followed."""
        return self._ask("GET", address, b"")

    def post(self, address: str, fields: Fields) -> Answer:
        """Send a form; a redirect is not followed."""
        token = self._cookies.get(settings.CSRF_COOKIE_NAME)
        given = {**fields, "csrfmiddlewaretoken": token.value if token else ""}
        return self._ask("POST", address, urlencode(given, doseq=True).encode())

    def _ask(self, method: str, address: str, body: bytes) -> Answer:
        parts = urlsplit(address)
        environment = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "HTTP_ACCEPT": "text/html",
            "HTTP_COOKIE": "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items()),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        begun: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            begun.update(status=int(status.split()[0]), headers=headers)

        started = time.perf_counter()
        response = application()(environment, start_response)
        text = b"".join(response)
        response.close()
        seconds = time.perf_counter() - started
        for name, value in begun["headers"]:
            if name.lower() == "set-cookie":
                self._cookies.load(value)
        location = next((value for name, value in begun["headers"] if name.lower() == "location"), "")
        return Answer(status=begun["status"], location=location, body=text, seconds=seconds)


def expect(answer: Answer, status: int) -> Answer:
    """The answer, when it has this status: a refusal must never be measured as a quick success."""
    if answer.status != status:
        raise AssertionError(
            f"Expected status {status} but got {answer.status} {answer.location}: {answer.body[:300]!r}"
        )
    return answer
