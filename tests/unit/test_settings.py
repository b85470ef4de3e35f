"""Production refuses to start unsafely, in a sentence; logs carry no answers."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys

import pytest

from aimwell.cli import demo
from aimwell.cli.refusal import CannotRun
from aimwell_cms.logs import WithoutAnswers

SAFE = {
    "AIMWELL_SECRET_KEY": "kept-out-of-the-source-" * 3,
    "AIMWELL_ALLOWED_HOSTS": "forms.example.org",
    "AIMWELL_BASE_URL": "https://forms.example.org",
    "DATABASE_URL": "postgresql://aimwell@localhost/aimwell",
}


def run(settings: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module with these settings in the environment, and none that the tests have."""
    ours = ("AIMWELL", "DJANGO", "DATABASE", "DEBUG")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-m", *command], env=inherited | settings, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"AIMWELL_SECRET_KEY": ""}, "AIMWELL_SECRET_KEY is not set"),
        ({"AIMWELL_SECRET_KEY": "demo-only: anyone can read this key" * 3}, "is a demo secret"),
        ({"AIMWELL_SECRET_KEY": "short"}, "shorter than 50 characters"),
        ({"AIMWELL_ALLOWED_HOSTS": ""}, "AIMWELL_ALLOWED_HOSTS is not set"),
        ({"AIMWELL_ALLOWED_HOSTS": "*"}, "allows any host"),
        ({"AIMWELL_BASE_URL": "http://forms.example.org"}, "does not start with https://"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "sqlite:///db"}, "DATABASE_URL is not the address of a PostgreSQL server"),
        ({"DEBUG": "1"}, "DEBUG is on"),
    ],
)
def test_production_refuses_to_start(wrong, said):
    refused = run(SAFE | wrong, "gunicorn", "-c", "python:aimwell_cms.gunicorn_conf", "--bind", "127.0.0.1:0")
    assert refused.returncode != 0
    assert refused.stderr.startswith("aimwell: ")
    assert said in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_the_check_for_deployment_is_clean():
    checked = run(SAFE, "aimwell.cli.main", "check", "--deploy", "--fail-level", "DEBUG")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "no issues (0 silenced)" in checked.stdout


def test_an_exception_is_logged_without_what_it_says():
    try:
        try:
            raise ValueError("lives alone since her husband died")
        except ValueError as error:
            raise RuntimeError("her answer was: lives alone") from error
    except RuntimeError:
        record = logging.LogRecord("aimwell", logging.ERROR, __file__, 1, "Failed.", None, sys.exc_info())
    text = WithoutAnswers("{message}", style="{").format(record)
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "test_settings.py" in text
    assert "lives alone" not in text


@pytest.mark.parametrize("named", ["0", "65536", "http", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused(monkeypatch, named):
    monkeypatch.setenv("PORT", named)
    with pytest.raises(CannotRun, match=f"PORT is “{named}”"):
        demo.run()


def test_a_port_in_use_is_refused_before_anything_starts(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setattr(demo, "database", pytest.fail)
        with pytest.raises(CannotRun, match=f"Port {port} on 127.0.0.1 is in use"):
            demo.run(port)
