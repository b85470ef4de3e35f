"""Any form may decide who can meet the outcomes: that stands on the pathway, with what was recommended."""

from __future__ import annotations

from typing import Any

import pytest
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version

from aimwell.organisations.scope import acting_for
from aimwell.records.decisions import advice_for, decide
from aimwell.records.signing import sign

pytestmark = pytest.mark.django_db

YES_NO = ("within_remit", "met_by_advice", "met_by_others", "met_by_others_with_support")
FACTS = ("within_remit", "risk", *YES_NO[1:])
ELIGIBILITY: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Who can meet it",
    "type": "object",
    "x-aimwell": {
        "kind": "other",
        "language": "en-GB",
        "triage": {"rule": "eligibility", "facts": {name: f"facts/{name}" for name in FACTS}},
    },
    "properties": {
        "facts": {
            "type": "object",
            "title": "Facts",
            "properties": {
                **{name: {"type": "boolean", "title": name} for name in YES_NO},
                "risk": {"type": "string", "title": "Risk", "enum": ["low", "moderate", "high"]},
            },
        }
    },
}
ANSWERS = {
    "facts": {
        "within_remit": True,
        "risk": "high",
        "met_by_advice": False,
        "met_by_others": True,
        "met_by_others_with_support": True,
    }
}


def test_a_decision_on_who_can_meet_the_outcomes_stands_on_the_pathway(client):
    organisation = make_organisation("ours", plugins=("eligibility",))
    user = make_member(organisation)
    person = make_person(organisation)
    make_record(make_version(organisation, user), person, user)
    draft = make_draft(make_version(organisation, user, ELIGIBILITY), person, user, ANSWERS)
    with acting_for(organisation):
        advice = advice_for(organisation, draft.version.outline, ANSWERS)
        assert advice.recommendation.decision == "others"
        assert decide(draft, advice, decision="social_care", reason="Her sister is ill") == ""
        sign(draft.token, user=user, statement="Checked")
    client.force_login(user)
    page = client.get(f"/w/ours/people/{person.pk}/pathway/").content.decode()
    assert "Who can meet the outcomes" in page
    assert "<strong>Met by social care</strong>" in page
    assert "Another decision was recommended. Why: Her sister is ill" in page
