"""Episodes by their pages: begun with a measure, given another aim, ended with a verdict by the aim."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
import time_machine
from factories import make_member, make_organisation, make_person, make_record, make_version

from aimwell.organisations.scope import acting_for
from aimwell.pathway.models import EpisodeRow
from aimwell.pathway.rules.folding import fold
from aimwell.pathway.stream import events_of
from aimwell.records.models import Score

pytestmark = pytest.mark.django_db

PAIN: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Assessment",
    "type": "object",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "pain": {
            "type": "object",
            "title": "Pain",
            "properties": {
                "now": {"title": "Pain now", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
            },
        }
    },
}
BEGUN = {
    "aim": "maintain",
    "intended": "Her pain stays bearable",
    "desired": "To sleep through",
    "whose": "person",
    "evaluate_on-day": "1",
    "evaluate_on-month": "6",
    "evaluate_on-year": "2027",
    "mode": "direct",
    "level": "3",
}


class Care:
    """Somebody with an assessment of 2 March 2027 and a pain of 40 of 100, and her practitioner."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.organisation = make_organisation("ours", plugins=("vas",))
        self.user = make_member(self.organisation)
        self.person = make_person(self.organisation)
        self.version = make_version(self.organisation, self.user, PAIN)
        client.force_login(self.user)
        self.pathway = f"record:{self.rated(40, '2027-03-02')}"
        self.home = f"/w/ours/people/{self.person.pk}/pathway/"

    def rated(self, pain: int, on: str) -> int:
        with time_machine.travel(f"{on} 09:00Z", tick=False):
            record = make_record(self.version, self.person, self.user, {"pain": {"now": {"value": pain}}})
        return record.pk

    def post(self, path: str, data: dict[str, Any], on: str = "2027-03-03") -> str:
        with time_machine.travel(f"{on} 09:00Z", tick=False):
            self.client.force_login(self.user)
            sent = {"token": str(uuid.uuid4()), **data}
            return self.client.post(f"{self.home}{path}", sent, follow=True).content.decode()

    def begin(self, **more: Any) -> str:
        score = Score.objects.order_by("pk").first()
        return self.post(f"{self.pathway}/episodes/begin", {**BEGUN, "measure": str(score.pk), **more})

    def of_episode(self, name: str) -> str:
        (episode,) = fold(events_of(self.person)).pathways[0].episodes
        return f"{self.pathway}/episodes/{episode.key}/{name}"


@pytest.fixture
def care(client):
    one = Care(client)
    with acting_for(one.organisation):
        yield one


def test_a_decline_under_maintain_that_is_less_than_meaningful_is_a_success(care):
    page = care.begin(evidence=[care.pathway])
    assert "The episode has begun." in page
    assert "It rests on" in page
    assert "0 to 100 40 on 2 March 2027" in page
    care.rated(50, "2027-05-30")
    with time_machine.travel("2027-06-01 09:00Z", tick=False):
        care.client.force_login(care.user)
        shown = care.client.get(f"{care.home}{care.of_episode('outcome')}").content.decode()
    assert "got worse by less than a meaningful change, which counts as no worse." in shown
    told = {"success": "met", "as_predicted": "yes", "learned": "Pacing helped", "need": ""}
    page = care.post(care.of_episode("outcome"), told, "2027-06-01")
    assert "The outcome is recorded." in page
    assert "Direction of change: for the worse" in page
    row = EpisodeRow.objects.get()
    assert (row.direction, row.success, row.recommended) == ("worse", "met", "met")


def test_judging_otherwise_asks_why_and_keeps_what_was_recommended(care):
    care.begin(aim="improve")
    care.rated(50, "2027-05-30")
    told = {"success": "met", "as_predicted": "partly", "learned": "", "need": "Sleep"}
    page = care.post(care.of_episode("outcome"), told, "2027-06-01")
    assert "“Not met” is recommended. Say why you judge otherwise." in page
    page = care.post(care.of_episode("outcome"), {**told, "reason": "She had a fall between"}, "2027-06-01")
    assert "Judged otherwise because: She had a fall between" in page
    verdict = fold(events_of(care.person)).pathways[0].episodes[0].verdict
    assert (verdict.success, verdict.recommended, verdict.overrides) == ("met", "not_met", True)
    assert verdict.measured["lines"][0]["citation"]
    assert fold(events_of(care.person)).pathways[0].formulation.need == "Sleep"


def test_what_is_missing_is_said_and_nothing_typed_is_lost(care):
    page = care.begin(aim="anticipate", measure="", **{"evaluate_on-year": "2026"})
    for fault in (
        "Name the harm that is foreseen",
        "Choose a measure above, or say in words how it is now.",
        "The evaluation must be on a day that is still to come.",
    ):
        assert fault in page
    assert "Her pain stays bearable" in page
    assert 'name="evaluate_on-year" type="text" value="2026"' in page
    assert not EpisodeRow.objects.exists()


def test_preventing_a_harm_is_judged_by_whether_it_happened(care):
    care.begin(aim="anticipate", harm="A fall on the stairs", measure="", baseline="No fall so far")
    told = {"harmed": "yes", "direction": "same", "success": "not_met", "as_predicted": "no"}
    assert "The harm that was foreseen has happened." in care.post(care.of_episode("outcome"), told)
    assert EpisodeRow.objects.get().success == "not_met"


def test_another_aim_keeps_the_one_before_with_why(care):
    care.begin()
    changed = {
        **{name: BEGUN[name] for name in BEGUN if name.startswith("evaluate")},
        "aim": "comfort",
        "intended": "She is at ease",
    }
    assert "Say why the aim is another one now." in care.post(care.of_episode("aim"), changed)
    page = care.post(care.of_episode("aim"), {**changed, "why": "She is nearing her end"})
    assert "Maintain. Why it changed: She is nearing her end" in page
    assert EpisodeRow.objects.get().aim == "comfort"


def test_a_formulation_and_a_priority_by_act(care):
    told = {"need": "Pain keeps her in", "can_change": "yes", "is_best_placed": "no"}
    path = f"{care.pathway}/formulation"
    assert "Say who would be better placed." in care.post(path, told)
    page = care.post(path, {**told, "best_placed": "The pain clinic"})
    assert "Another service is better placed." in page
    page = care.post(f"{care.pathway}/priority", {"priority": "high", "purpose": "treatment", "why": "Now"})
    assert "High, for treatment" in page


def test_evaluation_that_is_overdue_is_shown(care):
    care.begin()
    with time_machine.travel("2027-06-02 09:00Z", tick=False):
        care.client.force_login(care.user)
        assert "Evaluation was due 1 June 2027" in care.client.get(care.home).content.decode()
    assert EpisodeRow.objects.get().evaluate_on == date(2027, 6, 1)


def test_an_episode_that_began_without_a_measure_is_judged_by_one_that_is_chosen_at_the_end(care):
    care.begin(measure="", baseline="As it is today")
    last = care.rated(52, "2027-05-30")
    score = Score.objects.get(record=last)
    path = f"{care.of_episode('outcome')}?measure={score.pk}"
    told = {"success": "met", "as_predicted": "yes"}
    page = care.post(path, told, "2027-06-01")
    assert "from the baseline to the end" in page
    row = EpisodeRow.objects.get()
    assert (row.direction, row.success, row.recommended) == ("worse", "met", "met")
