"""`aimwell demo`: a whole Aimwell with fictional people on this computer, until Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from types import FrameType

from aimwell.cli import embedded
from aimwell.cli.database import database
from aimwell.cli.processes import ends_with_us
from aimwell.cli.refusal import CannotRun
from aimwell.places import home

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 15


def add_demo_command(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add ``demo``."""
    parser = subparsers.add_parser("demo", help="start Aimwell with fictional people on this computer")
    parser.add_argument("--port", type=int, default=None, help="default: PORT, or 8000")
    parser.set_defaults(func=lambda args: run(args.port))


def run(port: int | None = None) -> int:
    """Serve until Ctrl-C. Raises CannotRun."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    port = _checked_port(port)
    os.environ["DJANGO_SETTINGS_MODULE"] = "aimwell_cms.settings.demo"
    os.environ["AIMWELL_BASE_URL"] = f"http://{HOST}:{port}"
    try:
        _say("Starting the database …")
        with database():
            _say_where_the_data_is()
            _fill()
            with _serving(port) as server:
                _say(_welcome(port))
                server.wait()
                raise CannotRun("The web server stopped by itself: its reason stands above.")
    except KeyboardInterrupt:
        _say("\nStopped, the database too.")
        return 0


def _stop(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # Once is enough: stopping is not to be interrupted.
    raise KeyboardInterrupt


def _checked_port(asked: int | None) -> int:
    named = str(asked) if asked is not None else os.environ.get("PORT") or "8000"
    if not named.isdecimal() or not 0 < int(named) < 65536:
        raise CannotRun(f"PORT is “{named}”: give a number from 1 to 65535.")
    port = int(named)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise CannotRun(
                f"Port {port} is for root only: choose one from 1024, such as PORT=8001."
            ) from error
        except OSError as error:
            raise CannotRun(
                f"Port {port} on {HOST} is in use: stop what uses it, or choose another with PORT=8001."
            ) from error
    return port


def _say_where_the_data_is() -> None:
    folder = embedded.data_folder()
    if os.environ.get("DATABASE_URL") == embedded.address(folder) and home() not in folder.parents:
        _say(f"PostgreSQL's account cannot enter {home()}, so the database is kept in {folder}.")


def _fill() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from aimwell.cli.migrations import migrate
    from aimwell.organisations.models import Organisation

    _say("Bringing the database up to date …")
    migrate()
    if not Organisation.objects.exists():
        _say("Making two organisations with a year of fictional records …")
        call_command("load_demo", verbosity=0)
    connections.close_all()


@contextlib.contextmanager
def _serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "python:aimwell_cms.gunicorn_conf",
            "--bind",
            f"{HOST}:{port}",
        ],
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us: we stop the server, then the database.
        preexec_fn=ends_with_us(signal.SIGTERM),
    )
    try:
        _wait_until_it_answers(server, port)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    # Asked directly: a proxy that the environment names has no part in this.
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    give_up = time.monotonic() + START_SECONDS
    while True:
        try:
            ask.open(f"http://{HOST}:{port}/healthz", timeout=5).close()
            return
        except (urllib.error.URLError, OSError) as error:
            if server.poll() is not None or time.monotonic() > give_up:
                raise CannotRun("The web server did not start: its reason stands above.") from error
        time.sleep(0.05)


def _welcome(port: int) -> str:
    return f"""
Aimwell is at  http://{HOST}:{port}/
  sign in      http://{HOST}:{port}/accounts/login/
  edit forms   http://{HOST}:{port}/cms/
{_sign_ins()}
Press Ctrl-C to stop. The data is kept."""


def _sign_ins() -> str:
    from django.utils.module_loading import import_string

    try:
        # By name: the engine imports nothing of what is built upon it.
        members = import_string("aimwell_cms.demo.sign_ins")()
    except ImportError:
        return ""
    by_organisation: dict[str, list[str]] = {}
    for member in members:
        by_organisation.setdefault(member.organisation, []).append(f"    {member.email:<40} {member.role}")
    lines = [line for name, each in by_organisation.items() for line in (f"  {name}", *each)]
    return "\n".join([f"\nEverybody's password is “{members[0].password}”:", *lines, ""])


def _say(text: str) -> None:
    print(text, flush=True)
