"""Inviting a member: the letter, somebody new, somebody known, what is refused."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from editor import make_editor, signed_in
from factories import PASSWORD, make_member
from members_pages import NEW, at, invited, membership_of, told

from aimwell.organisations.models import Membership, Organisation, User
from aimwell.organisations.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def ours() -> Organisation:
    return make_editor()[0]


@pytest.fixture
def administrator(ours: Organisation) -> User:
    return make_member(ours, Role.ADMINISTRATOR)


@pytest.fixture
def browser(administrator: User) -> Client:
    return signed_in(administrator)


def test_somebody_new_is_invited_chooses_a_password_and_signs_in(
    ours: Organisation, administrator: User, browser: Client
):
    page = invited(browser)
    user = User.objects.get(email="new.face@example.org")
    assert (str(user), user.profession, user.has_usable_password()) == ("Nia Face", "Physiotherapist", False)
    assert membership_of(user, ours).role == Role.PRACTITIONER
    assert "new.face@example.org is now a member." in page
    assert "Not since joining" in page
    [letter] = mail.outbox
    assert letter.to == ["new.face@example.org"]
    assert "You are now a member of Ours service" in letter.subject
    assert f"{administrator} has made you a member" in letter.body
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", letter.body)[1]
    assert link not in page
    theirs = Client()
    form = theirs.get(link, follow=True)
    assert "Choose your password" in told(form)
    new = {"password1": PASSWORD, "password2": PASSWORD}
    theirs.post(form.redirect_chain[-1][0], new, follow=True)
    theirs.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert theirs.get("/w/ours/").status_code == 200
    assert "This link no longer works" in told(Client().get(link, follow=True))
    assert "Send the letter again to Nia Face" not in re.sub(r"<[^>]+>", "", told(browser.get(at("members"))))


def test_somebody_known_keeps_what_they_have_and_nothing_of_elsewhere_is_told(
    ours: Organisation, browser: Client
):
    theirs, known = make_editor("theirs")
    User.objects.filter(pk=known.pk).update(last_login=timezone.now() - timedelta(minutes=1))
    before = User.objects.get(pk=known.pk)
    page = invited(browser, email=known.email.upper())
    after = User.objects.get(pk=known.pk)
    assert (after.first_name, after.profession, after.password) == (
        before.first_name,
        before.profession,
        before.password,
    )
    assert membership_of(known, theirs).role == Role.SERVICE_MANAGER
    assert membership_of(known, ours).role == Role.PRACTITIONER
    assert f"{known.email} is now a member." in page
    assert "Not since joining" in page
    assert "theirs" not in page.lower()
    [letter] = mail.outbox
    assert letter.to == [known.email]
    assert "/accounts/login/" in letter.body
    assert "reset/key" not in letter.body
    assert "Theirs" not in letter.body


def test_a_member_is_not_invited_twice(ours: Organisation, browser: Client):
    member = make_member(ours)
    answer = browser.post(at("member_invite"), {**NEW, "email": member.email, "role": "administrator"})
    assert answer.status_code == 422
    assert f"{member.email} is a member already." in told(answer)
    assert membership_of(member, ours).role == Role.PRACTITIONER
    assert not mail.outbox


def test_what_is_missing_or_wrong_is_said_in_a_summary_that_links_to_the_field(browser: Client):
    wrong = {"email": "nobody", "first_name": " ", "last_name": "", "role": "owner"}
    answer = browser.post(at("member_invite"), wrong)
    page = told(answer)
    assert answer.status_code == 422
    assert "<title>Error: Invite a member" in re.sub(r"<title>\s+", "<title>", page)
    for field, fault in [
        ("email", "Enter an e-mail address, such as name@example.org."),
        ("first_name", "Enter the first name."),
        ("last_name", "Enter the last name."),
        ("role", "Choose a role from the list."),
    ]:
        assert f'<a href="#id_{field}">{fault}</a>' in page
        assert f'<label class="w-field__label" for="id_{field}"' in page
    assert not User.objects.filter(email="nobody").exists()


def test_the_page_says_when_no_letter_leaves(browser: Client, settings: Any):
    assert "Sending e-mail is not set up here" in invited(browser)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.mail.backends.smtp.EmailBackend.send_messages", lambda *_: 1)
        assert "A letter is on its way to b@example.org." in invited(browser, email="b@example.org")

        def fail(*_: Any) -> None:
            raise SMTPServerDisconnected

        patch.setattr("django.core.mail.backends.smtp.EmailBackend.send_messages", fail)
        assert "The mail server did not take the letter" in invited(browser, email="c@example.org")
    assert Membership.objects.filter(user__email="c@example.org").exists()


def test_the_letter_is_sent_again(ours: Organisation, browser: Client):
    invited(browser)
    target = Membership.objects.get(user__email="new.face@example.org")
    assert browser.get(at("member_letter", target.pk)).status_code == 405
    browser.post(at("member_letter", target.pk))
    assert [letter.to for letter in mail.outbox] == [["new.face@example.org"]] * 2
    assert "reset/key" in mail.outbox[1].body
