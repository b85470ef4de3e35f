"""A stranger's plugin in a running set-up: installed by pip, there after a restart, on in one organisation,
breaking on purpose, and missed when it is uninstalled while a form uses it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served import Answer, Browser, Server, Setup, database_like, serving

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("served")]

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "aimwell-timed-walk"
PLUGINS = "/cms/organisations/{}/plugins/"
PLUGIN = f"{PLUGINS}timed_walk/"

WALK: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Walking",
    "type": "object",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "walking": {
            "type": "object",
            "title": "Walking",
            "properties": {
                "walk": {"title": "The walk", "x-aimwell": {"widget": "measure", "measure": "timed_walk"}},
                "pain": {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}},
            },
        }
    },
}
ANSWERS = {"walk-metres": "10", "walk-seconds": "16", "pain-value": "70"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which pip has installed the example: beside the set-up, in nobody's environment."""
    # A copy: the build writes into its folder.
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("beside")
    for name in ("pyproject.toml", "aimwell_timed_walk.py"):
        (source / name).write_bytes((EXAMPLE / name).read_bytes())
    quiet = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    pip = [sys.executable, "-m", "pip", "install", *quiet, "--target", str(target), str(source)]
    subprocess.run(pip, check=True)
    return target


@pytest.fixture
def before(served_database: str) -> Iterator[Setup]:
    """The set-up without the plugin."""
    with database_like(served_database, f"{served_database}_plugin") as url:
        yield Setup(url=url)


def test_a_plugin_from_elsewhere_comes_breaks_and_goes_and_no_form_is_lost(
    before: Setup, installed: Path
) -> None:
    people = before.call("two_services")
    after = Setup(url=before.url, beside=(installed,))

    with serving(before) as server:
        manager = Browser(server).sign_in(people["managers"]["ours"])
        assert "timed-walk" not in manager.get(PLUGINS.format("ours")).text

    with serving(after) as server:
        manager = Browser(server).sign_in(people["managers"]["ours"])
        other = Browser(server).sign_in(people["managers"]["theirs"])
        practitioner = Browser(server).sign_in(people["practitioner"])
        assert "aimwell-timed-walk 0.1.0" in manager.get(PLUGINS.format("ours")).text
        _switch_on_for_ours_alone(manager, other)
        refused = after.call(
            "publish", organisation="theirs", manager=people["managers"]["theirs"], document=WALK
        )
        assert "timed_walk" in str(refused)
        version = after.call(
            "publish", organisation="ours", manager=people["managers"]["ours"], document=WALK
        )

        _let_it_fail(manager, "true")
        broken = _fill_in_and_sign(practitioner, people["person"], version)
        assert "The plugin “timed_walk” failed, so there is no score. The answers are safe." in broken.text
        for answer in ("10", "16", "70"):
            assert answer in broken.text
        assert "Pain" in broken.text
        kept = after.call("scores", organisation="ours")
        assert {score["measure"]: bool(score["failure"]) for score in kept} == {
            "timed_walk": True,
            "pain_vas": False,
        }
        assert "RuntimeError" in manager.get(PLUGIN.format("ours")).text
        assert "RuntimeError" not in other.get(PLUGIN.format("theirs")).text

        _let_it_fail(manager, "false")
        whole = _fill_in_and_sign(practitioner, people["person"], version)
        assert "10 m ÷ 16 s = 0.62 m/s" in whole.text
        assert "ask about getting about outdoors" in whole.text

    _it_wants_no_migration(after)
    _uninstalled_while_in_use(before)
    after.call("unpublish", organisation="ours")
    with serving(before) as server:
        practitioner = Browser(server).sign_in(people["practitioner"])
        record = practitioner.get(f"/w/ours/people/{people['person']}/")
        assert record.status == 200
        assert "Walking" in record.text


def _switch_on_for_ours_alone(manager: Browser, other: Browser) -> None:
    switched = manager.post(f"{PLUGIN.format('ours')}switch/", {"on": "true"})
    assert switched.status == 302
    assert "It is <strong>on</strong>" in manager.get(PLUGIN.format("ours")).text
    assert "It is <strong>off</strong>" in other.get(PLUGIN.format("theirs")).text
    assert other.post(f"{PLUGIN.format('ours')}switch/", {"on": "false"}).status == 404


def _let_it_fail(manager: Browser, fail: str) -> None:
    saved = manager.post(f"{PLUGIN.format('ours')}settings/timed_walk/", {"fail": fail})
    assert saved.status == 302, saved.text


def _fill_in_and_sign(practitioner: Browser, person: int, version: int) -> Answer:
    begun = practitioner.post(f"/w/ours/people/{person}/start/{version}/", {"anew": "yes"})
    assert begun.status == 302, begun.text
    step = begun.location if begun.location.endswith("/walking/") else f"{begun.location}walking/"
    assert practitioner.get(step).status == 200
    saved = practitioner.post(step, {"base": "0", "action": "next", **ANSWERS})
    assert saved.location.endswith("/check/"), saved.text
    assert practitioner.get(saved.location).status == 200
    signed = practitioner.post(saved.location, {"action": "sign", "statement": "yes"})
    assert "/records/" in signed.location, signed.text
    return practitioner.get(signed.location)


def _it_wants_no_migration(after: Setup) -> None:
    """Wagtail writes its blocks into migrations: a plugin must not want one."""
    checked = after.manage("makemigrations", "--check", "--dry-run")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def _uninstalled_while_in_use(before: Setup) -> None:
    server = Server(before)
    said = server.said()
    assert server.process.returncode != 0
    for word in ("timed_walk", "Walking", "Ours service", "pip install", "unpublish"):
        assert word in said
    assert "Traceback" not in said
