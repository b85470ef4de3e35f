"""``aimwell rebuild``: the same rows again, field by field; in pieces; or only compared."""

from __future__ import annotations

from itertools import islice

import pytest
from django.core.management import CommandError, call_command
from factories import make_member, make_organisation, make_person, make_record, make_version
from forms import ASSESSMENT, assessment_answers

from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.pathway.models import PathwayRow, Rebuild
from aimwell.pathway.projections import PROJECTIONS
from aimwell.pathway.projections.present import rows_of
from aimwell.pathway.rebuilding import rebuild
from aimwell.people.merging import merge
from aimwell.people.models import Person
from aimwell.records.drafts import amend
from aimwell.records.models import Change, Record, Score
from aimwell.records.signing import sign

pytestmark = pytest.mark.django_db

SCORE = [field.attname for field in Score._meta.concrete_fields if field.name != "id"]
CHANGE = [
    field.attname
    for field in Change._meta.concrete_fields
    if field.attname not in ("id", "before_id", "after_id")
]


@pytest.fixture
def ours():
    organisation = make_organisation("ours", plugins=("copm", "vas"))
    user = make_member(organisation)
    version = make_version(organisation, user, ASSESSMENT)
    people = [make_person(organisation) for _ in range(3)]
    for person in people:
        for _ in range(2):
            make_record(version, person, user, assessment_answers())
        with acting_for(organisation):
            perform(person, "conversation", {}, by=user)
    with acting_for(organisation):
        yield organisation


def everything() -> list[list]:
    return [
        *([row.values for row in one.model.objects.order_by("pk")] for one in PROJECTIONS),
        list(Person.objects.order_by("pk").values()),
        list(Score.objects.order_by("record", "pointer").values(*SCORE)),
        list(Change.objects.order_by("after__record", "after__pointer").values(*CHANGE)),
    ]


def test_changes_come_back_the_same_when_entries_were_merged_and_a_baseline_was_amended(ours):
    """The entry that stands has the later record, and its baseline is that of the one merged into it."""
    kept, merged = Person.objects.order_by("pk")[:2]
    user = Record.objects.first().signed_by
    assert Change.objects.filter(after__person=kept).exists()
    merge(kept, merged, by=user, why="The same person")
    version = Record.objects.first().version
    make_record(version, kept, user, assessment_answers())
    draft = amend(Record.objects.filter(person=merged).first(), user=user, reason="A slip")
    sign(draft.token, user=user, statement="I sign this.")
    before = everything()
    lose_everything()
    call_command("rebuild", verbosity=0)
    assert everything() == before
    call_command("rebuild", "--check", verbosity=0)


def test_rows_of_every_kind_are_read_as_they_are(ours):
    """Derivation reads all tables in one statement, and leaves alone what is right already."""
    person = make_person(ours)
    user = Record.objects.first().signed_by
    danger = {"alert": {"danger": True}}
    asked = perform(person, "conversation", danger, by=user)
    decision = {"purpose": "triage", "code": "routine", "label": "Routine", "role": "routine", "level": 3}
    perform(person, "decide_triage", {"pathway": asked.key, "decision": decision}, by=user)
    offer = {"text": "A walking group", "level": "1", "red_flags": "A fall", "follow_up_on": "2027-02-01"}
    perform(person, "make_offer", {"pathway": asked.key, "offer": offer}, by=user)
    episode = {"aim": "maintain", "intended": "As now", "evaluate_on": "2027-03-01"}
    perform(person, "open_episode", {"pathway": asked.key, "episode": episode}, by=user)
    perform(person, "add_outcome", {"outcome": {"words": "To sleep", "importance": "8.1"}}, by=user)
    models = [one.model for one in PROJECTIONS]
    read = rows_of(person, models)
    for model in models:
        rows = {row.pk: row.values for row in model.objects.filter(person=person)}
        assert rows, model
        assert read[model] == rows


def lose_everything() -> None:
    for one in PROJECTIONS:
        one.model.objects.all().delete()
    Score.objects.all().delete()
    Person.objects.update(review_due=None, baseline_on=None)


def test_everything_that_is_derived_comes_back_the_same(ours):
    before = everything()
    assert PathwayRow.objects.exists()
    lose_everything()
    call_command("rebuild", verbosity=0)
    assert everything() == before


def test_one_that_was_stopped_goes_on_where_it_was(ours):
    before = everything()
    lose_everything()
    assert [progress.done for progress in islice(rebuild(ours), 2)] == [1, 2]
    assert everything() != before
    assert [progress.done for progress in rebuild(ours)] == [3]
    assert everything() == before
    assert Rebuild.objects.get().finished_at


def test_checking_says_what_is_wrong_and_changes_nothing(ours, capsys):
    call_command("rebuild", "--check")
    assert "0 rows would change" in capsys.readouterr().out
    PathwayRow.objects.all().delete()
    with pytest.raises(CommandError, match="3 rows are not as they should be"):
        call_command("rebuild", "--check")
    assert not PathwayRow.objects.exists()


def test_another_organisation_is_left_alone(ours):
    theirs = make_organisation("theirs")
    call_command("rebuild", "--organisation", "theirs")
    with acting_for(theirs):
        assert Rebuild.objects.count() == 1
    assert not Rebuild.objects.exists()


def test_an_organisation_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no organisation “nobody”"):
        call_command("rebuild", "--organisation", "nobody")
