"""After any sequence of signatures, amendments, acts, undoing and merging, rebuilding gives the same rows."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from factories import make_draft, make_member, make_organisation, make_person, make_version
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from pathway_forms import ANSWERS, FORMS

from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform, undo
from aimwell.pathway.projections import PROJECTIONS
from aimwell.pathway.rules.folding import MOVES
from aimwell.pathway.rules.moving import Refusal
from aimwell.pathway.stream import events_of
from aimwell.people.merging import MergeRefused, kept_of, merge, unmerge
from aimwell.people.models import Merge, Person
from aimwell.records.decisions import advice_for, decide
from aimwell.records.drafts import amend
from aimwell.records.models import Change, Record, Score
from aimwell.records.signing import sign_draft

PEOPLE = st.integers(0, 2)
AIM = st.sampled_from(["maintain", "improve"])
SCORE = [field.attname for field in Score._meta.concrete_fields if field.name != "id"]
DECISION = {"code": "routine", "label": "Routine", "role": "routine", "recommended": "urgent"}


class Pathways(RuleBasedStateMachine):
    """Three people of one organisation, and everything that can be done to them."""

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.ours = make_organisation("ours", plugins=("vas", "intended_outcome"))
        self.user = make_member(self.ours)
        self.versions = {kind: make_version(self.ours, self.user, form) for kind, form in FORMS.items()}
        self.people = [make_person(self.ours).pk for _ in range(3)]
        self.scope = acting_for(self.ours)
        self.scope.__enter__()

    @rule(who=PEOPLE, kind=st.sampled_from(sorted(FORMS)), data=st.data())
    def sign(self, who: int, kind: str, data: Any) -> None:
        answers = data.draw(st.sampled_from(ANSWERS[kind]))
        self.finish(make_draft(self.versions[kind], kept_of(self.person(who)), self.user, answers), data)

    @rule(data=st.data())
    def amend_one(self, data: Any) -> None:
        standing = list(Record.objects.filter(amended_by=None).order_by("pk"))
        if standing:
            record = data.draw(st.sampled_from(standing))
            draft = amend(record, user=self.user, reason="A slip")
            draft.answers = data.draw(st.sampled_from(ANSWERS[record.version.kind]))
            draft.save()
            self.finish(draft, data)

    def finish(self, draft: Any, data: Any) -> None:
        advice = advice_for(self.ours, draft.version.outline, draft.answers)
        if advice is not None:
            decision = data.draw(st.sampled_from(sorted(advice.rule.decisions)))
            decide(draft, advice, decision=decision, reason="We know her")
        assert isinstance(sign_draft(draft, user=self.user, statement="Signed"), Record)

    @rule(who=PEOPLE, kind=st.sampled_from(sorted(MOVES)), data=st.data())
    def act(self, who: int, kind: str, data: Any) -> None:
        person = kept_of(self.person(who))
        keys = [event.key for event in events_of(person)] or ["record:0"]
        key = st.sampled_from(keys)
        said = {
            "pathway": data.draw(key),
            "episode_key": data.draw(key),
            "alert": data.draw(key),
            "request": {"wanted": "Help"},
            "episode": {
                "aim": data.draw(st.sampled_from(["maintain", "improve"])),
                "intended": "As predicted",
            },
            "verdict": {"success": "met", "direction": "worse"},
            "offer": {"text": "A leaflet", "red_flags": "A fall", "follow_up_on": "2026-12-01"},
            "outcome": {"words": "To sleep through"},
            "decision": {**DECISION, "purpose": data.draw(st.sampled_from(["triage", "priority"]))},
        }
        with suppress(Refusal):
            perform(person, kind, said, by=self.user, why="She said so")

    @rule(who=PEOPLE, data=st.data())
    def take_back(self, who: int, data: Any) -> None:
        person = kept_of(self.person(who))
        events = [one.key for one in events_of(person)]
        if events:
            with suppress(Refusal):
                undo(person, data.draw(st.sampled_from(events)), by=self.user, why="A slip")

    @rule(one=PEOPLE, other=PEOPLE)
    def join(self, one: int, other: int) -> None:
        with suppress(MergeRefused):
            merge(self.person(one), self.person(other), by=self.user, why="The same person")

    @rule(data=st.data())
    def part(self, data: Any) -> None:
        merges = list(Merge.objects.filter(undoes=None).order_by("pk"))
        if merges:
            with suppress(MergeRefused):
                unmerge(data.draw(st.sampled_from(merges)), by=self.user, why="Two people after all")

    def person(self, who: int) -> Person:
        return Person.objects.get(pk=self.people[who])

    def teardown(self) -> None:
        try:
            self.compare()
        finally:
            self.scope.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def compare(self) -> None:
        before = everything()
        for one in PROJECTIONS:
            one.model.objects.all().delete()
        Score.objects.all().delete()
        Person.objects.update(review_due=None, baseline_on=None)
        call_command("rebuild", verbosity=0)
        assert everything() == before


def everything() -> dict[str, Any]:
    """Every derived row, field by field, whatever its number was."""
    changes = Change.objects.values("settings", "values", "failure", "before__record", "after__record")
    return {
        **{
            one.model.__name__: [row.values for row in one.model.objects.order_by("pk")]
            for one in PROJECTIONS
        },
        "people": list(Person.objects.order_by("pk").values()),
        "scores": list(Score.objects.order_by("record", "pointer").values(*SCORE)),
        "changes": sorted(map(json.dumps, changes)),
    }


@pytest.mark.django_db
def test_rebuilding_gives_the_same_rows_after_anything_that_may_happen():
    run_state_machine_as_test(
        Pathways,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
