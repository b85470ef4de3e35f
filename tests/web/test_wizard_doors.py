"""Who may open a draft: members who may write records, of its own organisation only."""

from __future__ import annotations

import pytest
from django.test import Client
from factories import make_member, make_organisation
from wizard_world import browser_of, world

from aimwell.organisations.roles import Role

pytestmark = pytest.mark.django_db

STEPS = ["", "about/", "check/", "discard/", "restore/", "about/autosave/"]


def addresses(ours, slug):
    drafts = [f"/w/{slug}/drafts/{ours.draft.token}/{step}" for step in STEPS]
    return [*drafts, f"/w/{slug}/people/{ours.draft.person_id}/start/{ours.draft.version_id}/"]


def test_another_organisation_finds_nothing_under_its_own_name_or_ours():
    ours = world(answers={"about": {"matters": "Walk"}})
    theirs = make_organisation("theirs")
    stranger = browser_of(make_member(theirs, Role.SERVICE_MANAGER))
    for slug in ("theirs", "ours"):
        for address in addresses(ours, slug):
            sign = {"action": "sign", "statement": "yes", "matters": "Taken over"}
            assert stranger.post(address, sign).status_code == 404, address
            assert stranger.get(address).status_code in (404, 405), address
    assert ours.stored().answers == {"about": {"matters": "Walk"}}
    assert ours.records() == []


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.APPROVER, Role.ADMINISTRATOR])
def test_a_role_that_writes_no_records_is_refused(role):
    ours = world()
    browser = browser_of(make_member(ours.organisation, role))
    for address in addresses(ours, "ours"):
        assert browser.post(address).status_code == 403, address


def test_nobody_signed_in_is_led_to_sign_in():
    ours = world()
    for address in addresses(ours, "ours"):
        answer = Client().post(address)
        assert answer.status_code == (401 if "autosave" in address else 302), address
