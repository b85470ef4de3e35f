"""What every page tells the browser: run nothing inline, load nothing from elsewhere, forget in time."""

from __future__ import annotations

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse

from aimwell_cms.contentsecurity import EDITOR
from aimwell_cms.sessions import SEEN

pytestmark = pytest.mark.django_db


def policy(response) -> str:
    return response.headers["Content-Security-Policy"]


def test_our_pages_allow_nothing_inline(client):
    response = client.get(reverse("account_login"))
    assert "unsafe" not in policy(response)
    assert "default-src 'none'" in policy(response)
    assert response.headers["X-Frame-Options"] == "DENY"


def test_the_editor_alone_may_run_its_inline_scripts(admin_client):
    response = admin_client.get(EDITOR)
    assert response.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in policy(response)
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_editors_own_sign_in_is_ours(client):
    response = client.get(reverse("wagtailadmin_login"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_page_for_everyone_starts_no_session(client):
    client.get(reverse("healthz"))
    assert "sessionid" not in client.cookies


def test_a_session_lasts_half_an_hour_from_the_last_request(client):
    user = get_user_model().objects.create_user("someone", "someone@example.org")

    def signed_in() -> bool:
        # The manager's pages read who is signed in, and turn strangers away.
        return (
            not client.get(reverse("account_change_password"))
            .headers.get("Location", "")
            .startswith(reverse("account_login"))
        )

    with time_machine.travel("2026-07-01 09:00Z", tick=False) as clock:
        client.force_login(user)
        assert signed_in()
        for _ in range(3):
            clock.shift(29 * 60)
            assert signed_in()
        clock.shift(31 * 60)
        assert not signed_in()


def test_being_at_work_writes_to_the_session_once_a_minute(admin_client):
    with time_machine.travel("2026-07-01 09:00Z", tick=False) as clock:
        admin_client.get(EDITOR)
        first = admin_client.session[SEEN]
        clock.shift(30)
        admin_client.get(EDITOR)
        assert admin_client.session[SEEN] == first
        clock.shift(31)
        admin_client.get(EDITOR)
        assert admin_client.session[SEEN] == first + 61
