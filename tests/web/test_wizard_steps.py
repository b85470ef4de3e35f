"""Step through a draft: save, go back, resume, skip what isn't asked, check, sign."""

from __future__ import annotations

import pytest
from django.test import Client
from factories import TWO_SECTIONS, make_draft, make_member, make_organisation, make_person, make_version

from aimwell.organisations.scope import acting_for
from aimwell.records.models import Draft, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organisation()


@pytest.fixture
def sam(ours):
    return make_member(ours)


@pytest.fixture
def browser(sam):
    client = Client()
    client.force_login(sam)
    return client


@pytest.fixture
def draft(ours, sam):
    return make_draft(make_version(ours, sam, TWO_SECTIONS), make_person(ours), sam)


def at(draft, step=""):
    return f"/w/ours/drafts/{draft.token}/{step}/" if step else f"/w/ours/drafts/{draft.token}/"


def stored(draft):
    with acting_for(draft.organisation):
        return Draft.objects.get(pk=draft.pk)


def test_the_whole_walk_ends_in_one_record(browser, draft):
    assert browser.get(at(draft)).headers["Location"] == at(draft, "about")
    page = browser.get(at(draft, "about"))
    assert "What matters to you?" in page.text
    typed = {"matters": "My garden", "lives_alone": "true", "base": "0", "action": "next"}
    assert browser.post(at(draft, "about"), typed).headers["Location"] == at(draft, "days")
    answer = browser.post(at(draft, "days"), {"falls": "2", "base": "1", "action": "next"})
    assert answer.headers["Location"] == at(draft, "check")
    check = browser.get(at(draft, "check"))
    assert "My garden" in check.text
    assert "Who lives with you?" not in check.text
    signed = browser.post(at(draft, "check"), {"action": "sign", "statement": "yes"})
    with acting_for(draft.organisation):
        record = Record.objects.get()
    assert signed.headers["Location"] == f"/w/ours/records/{record.pk}/"
    assert record.answers == {"about": {"matters": "My garden", "lives_alone": True}, "days": {"falls": 2}}
