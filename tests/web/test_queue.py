"""The triage queue and the tasks: who waits longest, what is owed, and the same work for many as for few."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate
from factories import make_member, make_organisation, make_person

from aimwell.organisations.models import Service
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.pathway.models import PathwayRow, TaskRow
from aimwell.pathway.rules.tasks import LABELS
from aimwell.workspace.frontdoor import front_door
from aimwell.workspace.queue import PAGE, Asked, queue
from aimwell.workspace.tasks import PAGES

pytestmark = pytest.mark.django_db

OFFER = {"text": "A walking group", "level": "1", "red_flags": "A fall", "preventive_reason": "No falls"}


@pytest.fixture
def ours():
    organisation = make_organisation("ours")
    user = make_member(organisation, Role.SERVICE_MANAGER)
    with acting_for(organisation):
        yield organisation, user


@pytest.fixture
def browser(ours) -> Client:
    browser = Client()
    browser.force_login(ours[1])
    return browser


def asks(ours, family_name: str, *, days: int = 0, role: str = "", **fields):
    """Somebody who asked some days ago, with a triage decision if a role is named; their pathway's key."""
    organisation, user = ours
    person = make_person(organisation, family_name=family_name, **fields)
    at = timezone.now() - timedelta(days=days)
    asked = perform(person, "conversation", {}, by=user, at=at)
    if role:
        decision = {"purpose": "triage", "code": role, "label": role.title(), "role": role}
        perform(person, "decide_triage", {"pathway": asked.key, "decision": decision}, by=user)
    return person, asked.key


def names(ours, **query: str) -> list[str]:
    found = queue(ours[0], Asked.from_query(query), ())
    return [one.row.person.family_name for one in found.rows]


def test_whoever_waits_longest_comes_first_and_urgent_before_routine(ours):
    asks(ours, "Newer", days=2)
    asks(ours, "Older", days=9)
    asks(ours, "More", days=20, role="more_information")
    asks(ours, "Routine", days=30, role="routine")
    asks(ours, "Urgent", days=1, role="urgent")
    assert names(ours) == ["Older", "Newer", "More"]
    assert names(ours, stage="assessment") == ["Urgent", "Routine"]
    assert names(ours, stage="nonsense", page="99") == ["Older", "Newer", "More"]


def test_services_alerts_and_what_is_missing_are_shown(ours, browser):
    organisation, user = ours
    speech = Service.objects.create(organisation=organisation, name="Speech")
    person, _ = asks(ours, "Spoken", service=speech)
    perform(person, "conversation", {"alert": {"safeguarding": True}}, by=user)
    asks(ours, "Other", role="more_information")
    assert names(ours, service=str(speech.pk)) == ["Spoken"]
    page = browser.get("/w/ours/queue/").content.decode()
    for told in ("Safeguarding concern", "Have the conversation, No key worker", "2 wait for: triage"):
        assert told in page
    assert "Nobody waits here" in browser.get("/w/ours/queue/?stage=episode").content.decode()


def test_targets_are_local_and_mark_whoever_waits_too_long(ours, browser):
    asks(ours, "Late", days=6)
    assert "Over target" not in browser.get("/w/ours/queue/").content.decode()
    assert (
        "greater than or equal to 1"
        in browser.post("/w/ours/queue/targets", {"triage_days": "0"}).content.decode()
    )
    browser.post("/w/ours/queue/targets", {"triage_days": "5"})
    assert "Over target" in browser.get("/w/ours/queue/").content.decode()
    browser.post("/w/ours/queue/targets", {"triage_days": "6"})
    assert "Over target" not in browser.get("/w/ours/queue/").content.decode()


@pytest.mark.parametrize("address", ["/w/ours/queue/", "/w/ours/tasks?whose=everybody", "/w/ours/alerts"])
def test_many_cost_as_many_statements_as_few(ours, browser, address):
    organisation, _ = ours
    people = [make_person(organisation, family_name=f"Person{number}") for number in range(50)]

    def statements(some) -> int:
        for number, person in enumerate(some):
            key = f"act:{person.pk}"
            fields = {"state": "requested", "since": timezone.now(), "opened": timezone.now()}
            PathwayRow.of(person, key, rank=number % 4, **fields).save(force_insert=True)
            task = {"kind": "reply", "due": localdate(), "pathway_key": key, "thing": key}
            TaskRow.of(person, f"{key}:reply", **task).save(force_insert=True)
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(address)
        return len(asked)

    assert statements(people[:5]) == statements(people[5:])
    assert len(queue(organisation, Asked.from_query({}), ()).rows) == PAGE


def test_tasks_of_mine_come_first_and_lead_to_where_they_are_done(ours, browser):
    _, user = ours
    mine, key = asks(ours, "Mine", days=9, role="routine", key_worker=user)
    asks(ours, "Nobodys", role="more_information")
    TaskRow.objects.filter(person=mine).update(due=localdate() - timedelta(days=1))
    page = browser.get("/w/ours/tasks").content.decode()
    assert "1 task, 1 overdue" in page
    assert f"/w/ours/people/{mine.pk}/pathway/{key}/reply" in page
    assert "Nobodys" not in page
    assert "Nobodys" in browser.get("/w/ours/tasks?whose=nobody").content.decode()
    assert "2 tasks" in browser.get("/w/ours/tasks?whose=everybody").content.decode()


def test_two_things_of_one_kind_are_two_tasks(ours):
    person, user = make_person(ours[0]), ours[1]
    for who in ("person", "professional"):
        said = {"review": {"trigger": who}}
        perform(person, "ask_review", said, by=user, why="It has changed")
    assert list(TaskRow.objects.values_list("kind", flat=True)) == ["review_asked"] * 2


def test_every_task_that_leads_to_a_page_has_a_name():
    assert set(PAGES) <= set(LABELS)


def test_a_letter_says_how_many_and_nothing_of_anybody(ours, browser):
    _, user = ours
    person, _ = asks(ours, "Secretson", role="routine", key_worker=user)
    TaskRow.objects.filter(person=person).update(due=localdate() - timedelta(days=1))
    call_command("tasks_mail")
    assert mail.outbox == []
    assert (
        "Stop the e-mails"
        in browser.post("/w/ours/tasks/letters", {"wanted": "yes"}, follow=True).content.decode()
    )
    for _ in range(2):
        call_command("tasks_mail")
    (letter,) = mail.outbox
    assert letter.to == [user.email]
    assert "1 thing is due, 1 overdue. Sign in to see it:" in letter.body
    assert "/w/ours/tasks" in letter.body
    assert "Secretson" not in letter.subject + letter.body
    browser.post("/w/ours/tasks/letters", {"wanted": "no"})
    call_command("tasks_mail")
    assert len(mail.outbox) == 1


def test_what_came_of_the_front_door_is_counted_with_its_denominators(ours, browser):
    _, user = ours

    def helped(name: str, answer: str = "", **more):
        person, key = asks(ours, name)
        offered = perform(person, "help_otherwise", {"pathway": key, "offer": OFFER}, by=user)
        if answer:
            told = {"answer": answer, **more}
            said = {"pathway": key, "offer_key": offered.key, "follow_up": told}
            perform(person, "follow_up_offer", said, by=user, token=uuid.uuid4())

    helped("Well", "helped")
    helped("Partly", "partly")
    helped("Again", "helped", asked_again=True)
    helped("Not", "did_not")
    helped("Unknown", "not_reached", next_on=(localdate() + timedelta(days=9)).isoformat())
    helped("Unasked")
    asks(ours, "Accepted", role="routine")
    asks(ours, "Waiting")
    found = front_door(ours[0], localdate())
    assert (found.requests, found.waiting, found.offers, found.preventive) == (8, 1, 6, 6)
    assert (found.ended_there.part, found.ended_there.whole) == (6, 7)
    assert (found.known.part, found.known.whole, found.unreached) == (4, 4, 1)
    assert (found.helped.part, found.helped.whole, found.helped.percent) == (2, 4, 50)
    assert (found.people_helped.part, found.people_helped.whole) == (2, 4)
    assert front_door(ours[0], localdate() + timedelta(days=1)).known.percent is None
    assert "2 of 4 (50%)" in browser.get("/w/ours/front-door").content.decode()
