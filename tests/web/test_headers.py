"""What every page of ours says in its headers, and what the cookies are like."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from doors import PUBLIC, WORKSPACE, address
from doors_walk import World
from factories import PASSWORD

from aimwell.cli.django import STAND_INS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("doors")]

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>|<style|\sstyle=|\son\w+=\"",
    re.I,
)
PAGES = [*WORKSPACE, *(route for route in sorted(PUBLIC) if route.startswith(("accounts/", "^")))]


@pytest.mark.parametrize("route", sorted(PAGES))
def test_a_page_of_ours_runs_nothing_inline_and_says_so(route: str, world: World) -> None:
    browser = world.people["our service manager"].browser if route in WORKSPACE else Client()
    answer = browser.get(address(route, world.ours.values))
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    if answer.headers["Content-Type"].startswith("text/html"):
        assert not INLINE.search(answer.text), INLINE.search(answer.text)


@pytest.mark.parametrize("route", sorted(WORKSPACE))
def test_what_is_about_people_is_kept_by_nobody_on_the_way(route: str, world: World) -> None:
    answer = world.people["our service manager"].browser.get(address(route, world.ours.values))
    if answer.status_code == 200:
        assert answer.headers["Cache-Control"].startswith("private, no-")


def test_the_editor_has_a_policy_of_its_own_and_its_errors_too(world: World) -> None:
    for path in ("/cms/", "/cms/no-such-page/"):
        policy = world.people["our service manager"].browser.get(path).headers["Content-Security-Policy"]
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "unsafe-eval" not in policy
        assert "default-src 'none'" in policy
    assert "unsafe" not in Client().get("/w/").headers["Content-Security-Policy"]


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    browser = Client()
    page = browser.get("/accounts/login/")
    member = world.ours.manager
    token = page.cookies["csrftoken"].value
    signed_in = browser.post(
        "/accounts/login/", {"login": member.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    )
    cookie = signed_in.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == "" or int(cookie["max-age"]) == 30 * 60


def test_production_sends_its_cookies_over_https_only() -> None:
    names = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SECURE_SSL_REDIRECT"
    code = (
        "from django.conf import settings;"
        f"print(*(getattr(settings, name) for name in {names.split()!r}),"
        " settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_AGE,"
        " settings.SECURE_HSTS_SECONDS >= 31536000)"
    )
    env: dict[str, Any] = {
        **os.environ,
        **STAND_INS,
        "DJANGO_SETTINGS_MODULE": "aimwell_cms.settings.production",
    }
    said = subprocess.run(
        [sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True
    ).stdout.split()
    assert said == ["True", "True", "True", "True", "__Host-session", "__Host-csrf", "1800", "True"]


def test_a_page_of_a_draft_warns_before_the_session_ends(world: World) -> None:
    route = "w/<slug:organisation>/drafts/<uuid:token>/<slug:step>/"
    page = world.people["our practitioner"].browser.get(address(route, world.ours.values)).text
    assert 'data-session-url="/w/stay"' in page
    # A minute less than the session lasts, which is put off once a minute at most.
    assert f'data-session-seconds="{29 * 60}"' in page
