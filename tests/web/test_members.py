"""An administrator's screens for members."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from editor import make_editor, signed_in
from factories import PASSWORD, make_member, make_person, make_record, make_version

from aimwell.organisations.members import MemberRefused, change_role, remove
from aimwell.organisations.models import Membership, Organisation, User
from aimwell.organisations.roles import CAPABILITIES, May, Role
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Record

pytestmark = pytest.mark.django_db

NEW = {
    "email": "New.Face@example.org",
    "first_name": "Nia",
    "last_name": "Face",
    "profession": "Physiotherapist",
    "role": "practitioner",
}


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


def at(name: str, *more: Any, slug: str = "ours") -> str:
    return reverse(f"aimwell_{name}", args=[slug, *more])


def membership_of(user: User, organisation: Organisation) -> Membership:
    return Membership.objects.get(user=user, organisation=organisation)


def told(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def invited(browser: Client, **changes: str) -> str:
    return told(browser.post(at("member_invite"), {**NEW, **changes}, follow=True))


def every_address(membership: Membership, slug: str = "ours") -> list[str]:
    one = [
        at(
            f"member_{name}",
            membership.pk,
            slug=slug,
        )
        for name in ("role", "remove", "letter")
    ]
    return [at("members", slug=slug), at("member_invite", slug=slug), *one]


def test_the_list_tells_who_is_a_member_and_of_nobody_elses(ours: Organisation, browser: Client):
    member = make_member(ours)
    User.objects.filter(pk=member.pk).update(profession="Podiatrist")
    theirs = make_member(make_editor("theirs")[0])
    page = told(browser.get(at("members")))
    assert all(text in page for text in (str(member), member.email, "Podiatrist", "Practitioner"))
    assert theirs.email not in page


@pytest.mark.parametrize("role", Role)
def test_only_administrators_manage_members(ours: Organisation, role: Role):
    assert (May.MANAGE_MEMBERS in CAPABILITIES[role]) == (role == Role.ADMINISTRATOR)
    browser, target = signed_in(make_member(ours, role)), membership_of(make_member(ours), ours)
    may = role == Role.ADMINISTRATOR
    for address in every_address(target)[:4]:
        assert browser.get(address).status_code == (200 if may else 403)
    if not may:
        for address in every_address(target)[1:]:
            assert browser.post(address, {**NEW, "role": "administrator"}).status_code == 403
        target.refresh_from_db()
        assert target.role == Role.PRACTITIONER
        assert not User.objects.filter(email__iexact=NEW["email"]).exists()
        assert not mail.outbox


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SERVICE_MANAGER, Role.APPROVER])
def test_the_menu_has_members_for_those_who_manage_them(ours: Organisation, role: Role):
    browser = signed_in(make_member(ours, role))
    shown = reverse("aimwell_members_door") in browser.get("/cms/").content.decode()
    assert shown == (role == Role.ADMINISTRATOR)
    led = browser.get(reverse("aimwell_members_door")).url
    assert led == (at("members") if shown else reverse("wagtailadmin_home"))


def test_another_organisation_is_not_there(ours: Organisation, browser: Client):
    theirs, manager = make_editor("theirs")
    target = membership_of(manager, theirs)
    for slug in ("theirs", "ours"):
        addresses = every_address(target, slug)
        for address in addresses if slug == "theirs" else addresses[2:]:
            assert browser.post(address, {**NEW, "role": "read_only"}).status_code in (404, 405)
            assert browser.get(address).status_code in (404, 405)
    target.refresh_from_db()
    assert target.role == Role.SERVICE_MANAGER
    assert not mail.outbox
    assert "/accounts/login/" in Client().get(at("members")).url


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


def test_names_are_shown_as_text(browser: Client):
    browser.post(at("member_invite"), {**NEW, "first_name": "<script>x</script>"})
    assert "<script>x</script>" not in browser.get(at("members")).content.decode()


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


def test_a_changed_role_holds_at_the_next_request(ours: Organisation, browser: Client):
    member = make_member(ours)
    theirs = signed_in(member)
    target = membership_of(member, ours)
    assert theirs.get("/w/ours/people/add").status_code == 200
    browser.post(at("member_role", target.pk), {"role": "read_only"})
    assert theirs.get("/w/ours/people/add").status_code == 403
    browser.post(at("member_role", target.pk), {"role": "service_manager"})
    assert theirs.get("/cms/").status_code == 200
    assert browser.post(at("member_role", target.pk), {"role": "owner"}).status_code == 422


def test_a_removed_member_loses_access_at_once_and_their_records_stay(ours: Organisation, browser: Client):
    manager = make_member(ours, Role.SERVICE_MANAGER)
    record = make_record(make_version(ours, manager), make_person(ours), manager)
    theirs, target = signed_in(manager), membership_of(manager, ours)
    assert theirs.get("/w/ours/").status_code == theirs.get("/cms/").status_code == 200
    assert browser.get(at("member_remove", target.pk)).status_code == 200
    assert Membership.objects.filter(pk=target.pk).exists()
    page = told(browser.post(at("member_remove", target.pk), follow=True))
    assert f"{manager} is no longer a member." in page
    assert manager.email not in page
    assert theirs.get("/w/ours/").status_code == 404
    assert theirs.get(f"/w/ours/records/{record.pk}/").status_code == 404
    assert theirs.get("/cms/").status_code == 302
    assert User.objects.get(pk=manager.pk).groups.count() == 0
    with acting_for(ours):
        assert Record.objects.get(pk=record.pk).signed_by == manager


def test_somebody_removed_here_stays_a_member_elsewhere(ours: Organisation, browser: Client):
    theirs, known = make_editor("theirs")
    invited(browser, email=known.email)
    browser.post(at("member_remove", membership_of(known, ours).pk))
    assert signed_in(known).get("/cms/").status_code == 200
    assert membership_of(known, theirs).role == Role.SERVICE_MANAGER


def test_people_without_a_key_worker_here_are_counted_until_they_are_handed_on(
    ours: Organisation, browser: Client
):
    leaving, staying = make_member(ours), make_member(ours)
    people = [make_person(ours, key_worker=leaving, family_name="Confidential") for _ in range(2)]
    make_person(make_editor("theirs")[0], key_worker=leaving)
    target = membership_of(leaving, ours)
    page = told(browser.get(at("member_remove", target.pk)))
    assert "2 people have them as key worker." in page
    # An administrator reads nobody's record.
    assert "Confidential" not in page
    assert "key worker" not in told(browser.get(at("members")))
    browser.post(at("member_remove", target.pk))
    said = f"{leaving} is not a member any more, and is still the key worker of "
    assert f"{said}2 people" in told(browser.get(at("members")))
    with acting_for(ours):
        people[0].key_worker = staying
        people[0].save()
    assert f"{said}1 person" in told(browser.get(at("members")))


def test_nobody_removes_or_demotes_themselves(ours: Organisation, administrator: User, browser: Client):
    make_member(ours, Role.ADMINISTRATOR)
    own = membership_of(administrator, ours)
    assert "This is you" in told(browser.get(at("members")))
    for answer in (
        browser.get(at("member_remove", own.pk)),
        browser.post(at("member_remove", own.pk)),
        browser.post(at("member_role", own.pk), {"role": "practitioner"}),
    ):
        assert "Ask another administrator to do it." in told(answer)
    assert membership_of(administrator, ours).role == Role.ADMINISTRATOR


def test_the_last_administrator_who_can_sign_in_stays(ours: Organisation, administrator: User):
    manager = make_member(ours, Role.SERVICE_MANAGER)
    away = make_member(ours, Role.ADMINISTRATOR)
    User.objects.filter(pk=away.pk).update(is_active=False)
    make_member(make_editor("theirs")[0], Role.ADMINISTRATOR)
    last = membership_of(administrator, ours)
    with pytest.raises(MemberRefused, match="the last administrator of Ours service"):
        remove(last, by=manager)
    with pytest.raises(MemberRefused, match="Make somebody else an administrator first"):
        change_role(last, Role.READ_ONLY, by=manager)
    assert membership_of(administrator, ours).role == Role.ADMINISTRATOR
    User.objects.filter(pk=away.pk).update(is_active=True)
    remove(last, by=manager)
    assert not Membership.objects.filter(pk=last.pk).exists()


def test_each_change_is_in_the_history_with_who_made_it(
    ours: Organisation, administrator: User, browser: Client
):
    invited(browser)
    target = Membership.objects.get(user__email="new.face@example.org")
    browser.post(at("member_role", target.pk), {"role": "approver"})
    browser.post(at("member_remove", target.pk))
    history = apps.get_model("organisations", "MembershipEvent").objects.filter(pgh_obj_id=target.pk)
    events = history.order_by("pgh_id").values_list("pgh_label", "role", "pgh_context__metadata__user")
    assert list(events) == [
        ("insert", "practitioner", administrator.pk),
        ("update", "approver", administrator.pk),
        ("delete", "approver", administrator.pk),
    ]
