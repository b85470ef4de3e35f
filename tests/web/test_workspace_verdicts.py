"""What stands beside a record's answers: a decision on a recommendation, plugins' remarks and failures."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version
from forms import ASSESSMENT, assessment_answers

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person
from aimwell.plugins import Failure, Plugin
from aimwell.records import scoring
from aimwell.records.decisions import advice_for, decide
from aimwell.records.models import Record, RecordNotice
from aimwell.records.signing import sign

pytestmark = pytest.mark.django_db

FACTORS = ("functional_ability", "daily_life_and_carer_impact", "context")
TRIAGE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Triage",
    "type": "object",
    "x-aimwell": {
        "kind": "triage",
        "language": "en-GB",
        "triage": {"rule": "intended_outcome", "facts": {name: f"factors/{name}" for name in FACTORS}},
    },
    "properties": {
        "factors": {
            "type": "object",
            "title": "Factors",
            "properties": {
                name: {"type": "integer", "title": name, "minimum": 0, "maximum": 3} for name in FACTORS
            },
        }
    },
}


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours", plugins=("copm", "vas", "intended_outcome"))


@pytest.fixture
def user(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def person(ours: Organisation) -> Person:
    return make_person(ours)


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def read(client: Client, record: Record) -> str:
    return client.get(f"/w/ours/records/{record.pk}/").content.decode()


def test_a_decision_stands_beside_its_recommendation(
    signed_in: Client, ours: Organisation, user: User, person: Person
) -> None:
    answers = {"factors": dict.fromkeys(FACTORS, 3)}
    version = make_version(ours, user, TRIAGE)
    draft = make_draft(version, person, user, answers)
    with acting_for(ours):
        advice = advice_for(ours, version.outline, answers)
        assert advice is not None
        recommended = advice.recommendation
        assert recommended is not None
        other = next(code for code in advice.rule.decisions if code != recommended.decision)
        assert decide(draft, advice, decision=other, reason="Her daughter moves in") == ""
        record = sign(draft.token, user=user, statement="Checked")
    assert isinstance(record, Record)
    page = read(signed_in, record)
    assert advice.rule.decisions[other] in page
    assert advice.rule.decisions[recommended.decision] in page
    assert "Why decided otherwise" in page
    assert "Her daughter moves in" in page
    assert f"Rule intended_outcome, version {advice.rule.version}" in page
    for rule in recommended.rules:
        assert rule.id in page


def test_a_plugins_failure_is_told_and_the_answers_are_there(
    signed_in: Client, ours: Organisation, user: User, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(plugin: Plugin, measure: Any, answers: Any, settings: Any) -> Failure:
        return Failure(
            plugin=plugin.name, version=plugin.version, where="score", error="KeyError", place="copm.py:1"
        )

    monkeypatch.setattr(scoring, "score_safely", fail)
    record = make_record(make_version(ours, user, ASSESSMENT), person, user, assessment_answers())
    page = read(signed_in, record)
    assert "No score." in page
    assert "The answers are safe." in page
    assert "Making tea" in page
    assert signed_in.get(f"/w/ours/records/{record.pk}/record.pdf").status_code == 200
    assert "No scores yet" in signed_in.get(f"/w/ours/people/{person.pk}/").content.decode()


def test_a_plugins_remark_is_shown(signed_in: Client, ours: Organisation, user: User, person: Person) -> None:
    record = make_record(make_version(ours, user), person, user)
    with acting_for(ours):
        RecordNotice.objects.create(
            organisation=ours, record=record, plugin="falls", plugin_version="2", text="Ask about <rugs>"
        )
    page = read(signed_in, record)
    assert "Remark of falls 2:" in page
    assert "Ask about &lt;rugs&gt;" in page
