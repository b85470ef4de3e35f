"""“Recommendations and decisions”: how often a rule is followed, and why not. Counts, and nobody's name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import make_member, make_organisation, make_person, make_record, make_version

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Decision, Record
from aimwell.records.overriding import Tally, VersionTally, tallies

pytestmark = pytest.mark.django_db

LABELS = {"urgent": "Urgent", "routine": "Routine"}


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours")


@pytest.fixture
def manager(ours: Organisation) -> User:
    return make_member(ours, Role.SERVICE_MANAGER)


@pytest.fixture
def form(ours: Organisation, manager: User) -> Any:
    return make_version(ours, manager)


def decided(form: Any, user: User, recommended: str, decision: str, row: str = "T1", **more: Any) -> Record:
    """A signed form with a decision on it. ``more``: fields of the decision."""
    organisation = form.template.organisation
    record = make_record(form, make_person(organisation, given_name="Zanzibar"), user)
    given = {
        "rule": "intended_outcome",
        "rule_version": "1.0",
        "plugin": "intended_outcome",
        "plugin_version": "0.1",
        "facts": {"context": 3},
        "rules": [{"id": row, "reason": "The most severe."}] if recommended else [],
        "reason": "" if recommended == decision else f"Because of {row}",
        "decided_at": timezone.now(),
    }
    with acting_for(organisation):
        Decision.objects.create(
            organisation=organisation,
            record=record,
            recommended=recommended,
            recommended_label=LABELS.get(recommended, ""),
            decided=decision,
            decided_label=LABELS[decision],
            decided_by=user,
            **given | more,
        )
    return record


def told(organisation: Organisation, **more: Any) -> list[VersionTally]:
    with acting_for(organisation):
        return tallies(organisation, **more)


def test_each_row_and_version_is_counted_by_itself(ours: Organisation, manager: User, form: Any) -> None:
    decided(form, manager, "urgent", "urgent")
    decided(form, manager, "urgent", "routine")
    decided(form, manager, "routine", "routine", "T3")
    decided(form, manager, "", "routine")
    decided(form, manager, "urgent", "urgent", rule_version="2.0")
    newer, older = sorted(told(ours), key=lambda one: one.version, reverse=True)
    assert (newer.version, newer.all) == ("2.0", Tally(recommended=1, confirmed=1))
    assert older.label.startswith("Triage by intended outcome")
    assert older.all == Tally(recommended=3, confirmed=2)
    assert older.without == 1
    assert older.rows == {"T1": Tally(recommended=2, confirmed=1), "T3": Tally(recommended=1, confirmed=1)}
    assert [(move.recommended, move.decided, move.count) for move in older.moves] == [
        ("Urgent", "Routine", 1)
    ]
    assert [reason.text for reason in older.reasons] == ["Because of T1"]


def test_a_share_of_few_is_told_in_counts() -> None:
    assert Tally(recommended=4, confirmed=1).share == "3 of 4"
    assert Tally(recommended=40, confirmed=30).share == "10 of 40 (25%)"


def test_only_the_period_that_is_asked_for_counts(ours: Organisation, manager: User, form: Any) -> None:
    decided(form, manager, "urgent", "urgent", decided_at=timezone.now() - timedelta(days=400))
    decided(form, manager, "urgent", "routine")
    client = Client()
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/w/ours/decisions").content.decode()
    assert "1 of 1" in page
    assert "Because of T1" in page
    assert "Zanzibar" not in page
    assert "1 of 2" in client.get("/w/ours/decisions?period=all").content.decode()


def test_more_decisions_ask_the_database_no_more(ours: Organisation, manager: User, form: Any) -> None:
    def statements() -> int:
        with (
            acting_for(ours),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            tallies(ours)
        return len(asked)

    decided(form, manager, "urgent", "routine")
    few = statements()
    for row in ("T1", "T2", "T3"):
        decided(form, manager, "urgent", "routine", row)
    assert statements() == few <= 5


def test_practitioners_dont_see_it(ours: Organisation) -> None:
    client = Client()
    client.force_login(make_member(ours), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/w/ours/decisions").status_code == 403
