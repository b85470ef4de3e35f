"""An administrator's screens for members: who is one, changed roles, removal, history."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from editor import make_editor, signed_in
from factories import make_member, make_person, make_record, make_version
from members_pages import NEW, at, every_address, invited, membership_of, told

from aimwell.organisations.members import MemberRefused, change_role, remove
from aimwell.organisations.models import Membership, Organisation, User
from aimwell.organisations.roles import CAPABILITIES, May, Role
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Record

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


def test_names_are_shown_as_text(browser: Client):
    browser.post(at("member_invite"), {**NEW, "first_name": "<script>x</script>"})
    assert "<script>x</script>" not in browser.get(at("members")).content.decode()


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
