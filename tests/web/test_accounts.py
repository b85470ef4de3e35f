"""Signing in: by e-mail and password, by invitation only, with limits, and on to where one works."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from factories import PASSWORD, make_member, make_organisation

from aimwell.organisations.models import User
from aimwell.organisations.roles import Role

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def member() -> User:
    return make_member(make_organisation())


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": user.email, "password": password, **more})


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.PRACTITIONER, "/w/"),
        (Role.READ_ONLY, "/w/"),
        (Role.SERVICE_MANAGER, "/cms/"),
        (Role.APPROVER, "/cms/"),
        (Role.ADMINISTRATOR, "/cms/"),
    ],
)
def test_everybody_starts_where_they_work(client: Client, role: Role, start: str) -> None:
    response = sign_in(client, make_member(make_organisation(), role))
    assert (response.status_code, response.url) == (302, start)


def test_after_signing_in_one_is_back_at_the_page_one_asked_for(client: Client, member: User) -> None:
    asked = client.get("/w/")
    assert asked.url == f"{LOGIN}?next=/w/"
    assert 'name="next"' in client.get(f"{LOGIN}?next=/w/ours/").content.decode()
    assert sign_in(client, member, next="/w/ours/").url == "/w/ours/"


def test_another_site_is_never_the_next_page(client: Client, member: User) -> None:
    assert sign_in(client, member, next="https://elsewhere.example/").url == "/w/"


def test_the_editor_sends_to_our_sign_in(client: Client) -> None:
    assert client.get("/cms/").url == f"{LOGIN}?next=/cms/"
    assert client.get("/cms/login/?next=/cms/pages/").url == f"{LOGIN}?next=/cms/pages/"


def test_a_wrong_password_is_said_in_a_summary_that_links_to_the_field(client: Client, member: User) -> None:
    page = sign_in(client, member, "wrong").content.decode()
    assert "<title>Error: Sign in" in re.sub(r"\s*\n\s*", "", page)
    assert "nhsuk-error-summary" in page
    assert 'href="#id_login"' in page
    assert "The e-mail address or the password is wrong." in page
    assert "wrong&#34;" not in page
    assert 'value="wrong"' not in page


def test_an_unknown_address_is_told_no_more_than_a_wrong_password(client: Client, member: User) -> None:
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong"}).content.decode()
    assert "The e-mail address or the password is wrong." in unknown


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(client: Client, member: User) -> None:
    for _ in range(5):
        assert "Too many attempts" not in sign_in(client, member, "wrong").content.decode()
    locked = sign_in(client, member)
    assert locked.status_code == 200
    assert "Too many attempts with this e-mail address. Wait 5 minutes" in locked.content.decode()


def test_a_locked_address_locks_nobody_else(client: Client, member: User) -> None:
    other = make_member(make_organisation("theirs"))
    for _ in range(6):
        sign_in(client, member, "wrong")
    assert sign_in(client, other).status_code == 302


def test_a_network_that_tries_and_tries_is_stopped(client: Client) -> None:
    answers = [
        client.post(LOGIN, {"login": f"guess{number}@example.org", "password": "x"}) for number in range(31)
    ]
    assert answers[-1].status_code == 429
    assert "Wait 5 minutes" in answers[-1].content.decode()


def test_password_managers_and_pasting_work(client: Client) -> None:
    page = client.get(LOGIN).content.decode()
    assert re.search(r'<input[^>]*id="id_login"[^>]*autocomplete="email"', page)
    assert re.search(r'<input[^>]*id="id_password"[^>]*autocomplete="current-password"', page)
    assert "onpaste" not in page


def test_nobody_signs_up(client: Client) -> None:
    page = client.get("/accounts/signup/")
    assert "You need an invitation" in page.content.decode()
    new = {"email": "new@example.org", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    client.post("/accounts/signup/", new)
    assert not User.objects.filter(email="new@example.org").exists()


def test_nobody_changes_the_address_that_the_organisation_invited(client: Client, member: User) -> None:
    client.force_login(member)
    assert client.get("/accounts/email/").status_code == 404


def test_a_forgotten_password_is_reset_by_e_mail(client: Client, member: User) -> None:
    answer = client.post("/accounts/password/reset/", {"email": member.email}, follow=True)
    assert "Look at your e-mail" in answer.content.decode()
    [letter] = mail.outbox
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    form = client.get(link, follow=True)
    assert 'autocomplete="new-password"' in form.content.decode()
    new = {"password1": "another long phrase", "password2": "another long phrase"}
    done = client.post(form.redirect_chain[-1][0], new, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert sign_in(client, member, "another long phrase").status_code == 302


def test_an_unknown_address_is_not_told_apart_when_a_password_is_reset(client: Client, member: User) -> None:
    answer = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "Look at your e-mail" in answer.content.decode()


def test_signing_out_ends_the_session(client: Client, member: User) -> None:
    client.force_login(member)
    assert "Do you want to sign out?" in client.get("/accounts/logout/").content.decode()
    assert client.get("/w/").url.startswith("/w/ours")
    client.post("/accounts/logout/")
    assert client.get("/w/").url == f"{LOGIN}?next=/w/"


def test_somebody_switched_off_cannot_sign_in(client: Client, member: User) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    sign_in(client, member)
    assert client.get("/w/").url == f"{LOGIN}?next=/w/"


@pytest.mark.parametrize(
    "path",
    ["password/change/", "2fa/", "2fa/totp/activate/", "2fa/recovery-codes/generate/", "reauthenticate/"],
)
def test_every_page_of_the_account_is_in_our_layout(client: Client, member: User, path: str) -> None:
    sign_in(client, member)
    page = client.get(f"/accounts/{path}", follow=True)
    assert page.status_code == 200
    html = page.content.decode()
    assert html.count("<h1") == 1
    assert 'id="maincontent"' in html
