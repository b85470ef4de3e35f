"""“Replay”: what a draft would have recommended over the last year, streamed, and kept for the approver."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from editor import make_editor, signed_in
from factories import make_member, make_person, make_version
from own_tables import a_triage_form, make_table, our_document

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, RuleTable, RuleTableReplay, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Decision, Record
from aimwell.records.replaying import CHUNK

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> tuple[Organisation, User]:
    return make_editor(plugins=("intended_outcome",))


@pytest.fixture
def ours(made: tuple[Organisation, User]) -> Organisation:
    return made[0]


@pytest.fixture
def manager(made: tuple[Organisation, User]) -> User:
    return made[1]


@pytest.fixture
def table(ours: Organisation, manager: User) -> RuleTable:
    """The default, but the most severe is routine."""
    document = our_document(cases=[])
    document["rules"][0]["then"] = {"decision": "routine"}
    return make_table(ours, manager, document)


@pytest.fixture
def form(ours: Organisation, manager: User) -> TemplateVersion:
    return make_version(ours, manager, a_triage_form("intended_outcome"))


def decide_often(form: TemplateVersion, user: User, levels: list[int], days_ago: int = 1) -> None:
    """A signed triage for each level of the context, which the default calls urgent from 3 on."""
    organisation = form.template.organisation
    person = make_person(organisation, given_name="Zanzibar")
    at = timezone.now() - timedelta(days=days_ago)
    with acting_for(organisation):
        records = Record.objects.bulk_create(
            Record(
                organisation=organisation,
                person=person,
                version=form,
                token=uuid.uuid4(),
                answers={"factors": {"context": level}},
                fingerprint="x",
                statement="Checked",
                signed_by=user,
                signed_at=at,
            )
            for level in levels
        )
        Decision.objects.bulk_create(
            Decision(
                organisation=organisation,
                record=record,
                rule="intended_outcome",
                rule_version="1.0",
                plugin="intended_outcome",
                plugin_version="1",
                facts={"context": level},
                recommended="urgent" if level == 3 else "more_information",
                recommended_label="Urgent" if level == 3 else "More information is needed",
                decided="urgent",
                decided_label="Urgent",
                decided_by=user,
                decided_at=at,
            )
            for record, level in zip(records, levels, strict=True)
        )


def run(user: User) -> list[str]:
    """The pieces of the page as they come."""
    address = reverse("aimwell_rules_replay", args=["ours", "our_triage"])
    response: Any = signed_in(user).post(address, {"of": "intended_outcome/intended_outcome"})
    assert response.streaming
    return [piece.decode() for piece in response]


def test_it_tells_how_many_would_change_and_which(
    ours: Organisation, manager: User, table: RuleTable, form: TemplateVersion
) -> None:
    decide_often(form, manager, [3, 1, 3])
    decide_often(form, manager, [3], days_ago=400)
    pieces = run(manager)
    page = " ".join("".join(pieces).split())
    assert "2 of 3 would change" in page
    assert "2 from Urgent to Routine" in page
    assert "In 3 of them something that this table asks for was never asked." in page
    assert "Zanzibar" not in page
    with acting_for(ours):
        first = Decision.objects.filter(facts={"context": 3}).earliest("pk")
        kept = RuleTableReplay.objects.get()
    assert f'href="/w/ours/records/{first.record_id}/"' in page
    assert (kept.total, kept.changed, kept.moves[0]["count"]) == (3, 2, 2)
    versions = reverse("aimwell_rules_versions", args=["ours", "our_triage"])
    assert "2 of 3 would change" in signed_in(manager).get(versions).content.decode()


def test_an_approver_is_led_to_no_record(
    ours: Organisation, manager: User, table: RuleTable, form: TemplateVersion
) -> None:
    decide_often(form, manager, [3])
    page = "".join(run(make_member(ours, Role.APPROVER)))
    assert "1 of 1 would change" in page
    assert "/records/" not in page


def test_a_long_one_shows_progress_and_asks_the_database_no_more(
    ours: Organisation, manager: User, table: RuleTable, form: TemplateVersion
) -> None:
    decide_often(form, manager, [3])
    with CaptureQueriesContext(connection) as few:
        run(manager)
    decide_often(form, manager, [1] * (2 * CHUNK))
    with CaptureQueriesContext(connection) as many:
        pieces = run(manager)
    progress = [piece for piece in pieces if "decisions replayed" in piece]
    assert progress[1].strip() == "<p>500 of 1,001 decisions replayed.</p>"
    assert len(progress) == 4
    assert len(many) <= len(few)
