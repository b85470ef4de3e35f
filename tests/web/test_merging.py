"""Two entries that are one person: shown as one, nothing moved, and two again when that was wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version
from forms import ASSESSMENT, assessment_answers

from aimwell.library.models import TemplateVersion
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell.pathway.models import PathwayRow
from aimwell.people.merging import (
    MergeRefused,
    NumbersDiffer,
    family_of,
    kept_of,
    merge,
    people_merged,
    unmerge,
)
from aimwell.people.models import CareTeamMember, Merge, Person
from aimwell.records.models import Record
from aimwell.records.scoring import current_scores
from aimwell.workspace.caseload import Asked, caseload

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours", plugins=("copm", "vas"))


@pytest.fixture
def user(ours: Organisation) -> User:
    return make_member(ours)


@pytest.fixture
def version(ours: Organisation, user: User) -> TemplateVersion:
    return make_version(ours, user, ASSESSMENT)


@pytest.fixture
def ada(ours: Organisation, user: User) -> Person:
    return make_person(ours, given_name="Ada", family_name="Oakley", key_worker=user)


@pytest.fixture
def twice(ours: Organisation) -> Person:
    return make_person(ours, given_name="Addie", family_name="Oakly")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def fresh(person: Person) -> Person:
    with acting_for(person.organisation):
        return Person.objects.select_related("merged_into").get(pk=person.pk)


def merged(kept: Person, other: Person, user: User, **more: Any) -> Merge:
    with acting_for(kept.organisation):
        return merge(kept, other, by=user, why="One address", **more)


def undone(act: Merge, user: User) -> Merge:
    with acting_for(act.organisation):
        return unmerge(act, by=user, why="Mother and daughter")


def everything(ours: Organisation) -> list[dict[str, Any]]:
    with acting_for(ours):
        return [
            row for model in (Person, Record, PathwayRow) for row in model.objects.order_by("pk").values()
        ]


def test_a_merge_shows_both_as_one_moves_nothing_and_is_undone(
    signed_in: Client, ours: Organisation, user: User, version: TemplateVersion, ada: Person, twice: Person
) -> None:
    first = make_record(version, twice, user, assessment_answers(pain=60))
    make_record(version, ada, user, assessment_answers(pain=20))
    make_draft(version, twice, user)
    before = everything(ours)
    act = merged(ada, twice, user)
    kept = fresh(ada)
    assert family_of(kept) == (ada.pk, twice.pk)
    assert kept_of(fresh(twice)) == ada
    with acting_for(ours):
        assert current_scores(kept).count() == 4
        assert PathwayRow.objects.filter(person=ada).count() == PathwayRow.objects.count() > 0
        assert first.person_id == Record.objects.get(pk=first.pk).person_id == twice.pk
    page = signed_in.get(f"/w/ours/people/{ada.pk}/").content.decode()
    assert "Records (2)" in page
    assert "Unfinished forms" in page
    assert "One address" in page
    assert "Signed for Addie Oakly" in signed_in.get(f"/w/ours/records/{first.pk}/").content.decode()
    undone(act, user)
    assert everything(ours) == before
    assert "Records (1)" in signed_in.get(f"/w/ours/people/{ada.pk}/").content.decode()


def test_the_dates_of_a_caseload_are_those_of_both(
    ours: Organisation, user: User, version: TemplateVersion, ada: Person, twice: Person
) -> None:
    record = make_record(version, twice, user, assessment_answers(pain=60))
    act = merged(ada, twice, user)
    due = record.signed_at.date() + timedelta(weeks=ours.review_weeks)
    assert (fresh(ada).review_due, fresh(ada).baseline_on) == (due, record.signed_at.date())
    # What is signed for the merged entry later counts for the one that stays.
    make_record(version, fresh(twice), user, assessment_answers(pain=30))
    with acting_for(ours):
        assert current_scores(fresh(ada)).exclude(change=None).exists()
    undone(act, user)
    assert (fresh(ada).review_due, fresh(ada).baseline_on) == (None, None)
    assert fresh(twice).review_due == due


def test_merges_follow_each_other_and_are_undone_one_by_one(
    ours: Organisation, user: User, ada: Person, twice: Person
) -> None:
    third = make_person(ours)
    inner = merged(twice, third, user)
    outer = merged(ada, twice, user)
    assert fresh(third).merged_into == ada
    assert set(family_of(fresh(third))) == {ada.pk, twice.pk, third.pk}
    undone(outer, user)
    assert fresh(third).merged_into == twice
    assert family_of(fresh(ada)) == (ada.pk,)
    again = merged(ada, twice, user)
    undone(inner, user)
    assert fresh(third).merged_into is None
    assert fresh(twice).merged_into == ada
    undone(again, user)


def test_what_cannot_be_merged_is_refused(ours: Organisation, user: User, ada: Person, twice: Person) -> None:
    theirs = make_organisation("theirs")
    stranger, third = make_person(theirs), make_person(ours)
    act = merged(ada, twice, user)
    for kept, other, told in [
        (third, third, "one entry already"),
        (third, twice, "merged into Ada Oakley already"),
        (twice, ada, "merged into Ada Oakley already"),
    ]:
        with pytest.raises(MergeRefused, match=told):
            merged(kept, other, user)
    with acting_for(ours), pytest.raises(Person.DoesNotExist):
        merge(ada, stranger, by=user, why="x")
    undone(act, user)
    with pytest.raises(MergeRefused, match="undone already"):
        undone(act, user)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_for(ours):
        Merge.objects.update(why="x")


def test_two_nhs_numbers_must_be_confirmed(ours: Organisation, user: User) -> None:
    one, other = (make_person(ours, nhs_number=number) for number in ("9990000018", "9990000026"))
    with pytest.raises(NumbersDiffer):
        merged(one, other, user)
    assert merged(one, other, user, numbers_differ=True).numbers_differ


def test_an_nhs_number_taken_over_goes_back(
    signed_in: Client, ours: Organisation, user: User, ada: Person
) -> None:
    other = make_person(ours, given_name="Ada", nhs_number="9990000018")
    act = merged(ada, other, user)
    details = {"given_name": "Ada", "family_name": "Oakley", "nhs_number": "999 000 0018"}
    details |= {"date_of_birth-day": "1", "date_of_birth-month": "1", "date_of_birth-year": "1950"}
    assert signed_in.post(f"/w/ours/people/{ada.pk}/edit", details).status_code == 302
    assert fresh(ada).nhs_number == "9990000018"
    undone(act, user)
    assert (fresh(ada).nhs_number, fresh(other).nhs_number) == ("", "9990000018")


def test_whoever_derives_something_is_told(user: User, ada: Person, twice: Person) -> None:
    told = []

    def listen(sender: object, kept: Person, merged: Person, undone: bool, **_: Any) -> None:
        told.append((kept.pk, family_of(kept), merged.pk, undone))

    people_merged.connect(listen)
    try:
        undone(merged(ada, twice, user), user)
    finally:
        people_merged.disconnect(listen)
    assert told == [(ada.pk, (ada.pk, twice.pk), twice.pk, False), (ada.pk, (ada.pk,), twice.pk, True)]


def test_a_merged_person_is_found_by_name_and_stands_nowhere_else(
    ours: Organisation, ada: Person, twice: Person
) -> None:
    worker, colleague = make_member(ours), make_member(ours)
    with acting_for(ours):
        Person.objects.filter(pk=twice.pk).update(key_worker=worker)
        CareTeamMember.objects.create(organisation=ours, person=twice, user=colleague)
    merged(ada, fresh(twice), worker)

    def names(user: User, **query: str) -> list[str]:
        with acting_for(ours):
            return [row.person.family_name for row in caseload(ours, user, Asked.from_query(query)).rows]

    assert names(worker, whose="everybody") == ["Oakley"]
    assert names(worker) == names(colleague) == ["Oakley"]
    assert names(worker, whose="everybody", search="oakly") == ["Oakly"]


def test_pages_of_a_merged_person_lead_to_the_one_that_stays(
    signed_in: Client, user: User, version: TemplateVersion, ada: Person, twice: Person
) -> None:
    merged(ada, twice, user)
    page = signed_in.get(f"/w/ours/people/{twice.pk}/", follow=True)
    assert page.redirect_chain == [(f"/w/ours/people/{ada.pk}/", 302)]
    assert "Addie Oakly was merged into Ada Oakley." in page.content.decode()
    refused = signed_in.post(f"/w/ours/people/{twice.pk}/edit", {"given_name": "X"}, follow=True)
    assert "What you sent was not saved" in refused.content.decode()
    assert fresh(ada).given_name == "Ada"
    started = signed_in.post(f"/w/ours/people/{twice.pk}/start/{version.pk}/")
    assert started.status_code == 302
    with acting_for(ada.organisation):
        assert ada.drafts.count() == 1


def test_alike_people_are_suggested_compared_and_merged_by_a_person(
    signed_in: Client, ours: Organisation, ada: Person, version: TemplateVersion, user: User
) -> None:
    numbers = {"nhs_number": "9990000018"}
    other = make_person(ours, given_name="Ada", family_name="Oakley", **numbers)
    make_person(ours, given_name="Ada", family_name="Oakley", date_of_birth=date(1999, 1, 1))
    make_record(version, other, user, assessment_answers())
    page = signed_in.get(f"/w/ours/people/{ada.pk}/same").content.decode()
    assert page.count("Same date of birth, same name") == 1
    compare = f"/w/ours/people/{ada.pk}/same/{other.pk}"
    assert compare in page
    page = signed_in.get(compare).content.decode()
    assert "999 000 0018" in page
    assert f'value="{other.pk}" checked' in page
    assert "Say why." in signed_in.post(compare, {"keep": other.pk}).content.decode()
    assert signed_in.post(compare, {"keep": other.pk, "why": "Rang her"}).url == f"/w/ours/people/{other.pk}/"
    with acting_for(ours):
        act = Merge.objects.get()
    undo = f"/w/ours/people/{other.pk}/merges/{act.pk}/undo"
    assert "Rang her" in signed_in.get(undo).content.decode()
    assert signed_in.post(undo, {"why": "Two people"}).status_code == 302
    assert fresh(ada).merged_into is None
    assert signed_in.post(undo, {"why": "Again"}).status_code == 302


def test_two_numbers_are_confirmed_on_the_page(signed_in: Client, ours: Organisation) -> None:
    one, other = (make_person(ours, nhs_number=number) for number in ("9990000018", "9990000026"))
    compare, sent = f"/w/ours/people/{one.pk}/same/{other.pk}", {"keep": one.pk, "why": "One address"}
    page = signed_in.post(compare, sent).content.decode()
    assert "The NHS numbers are different. Tick" in page
    assert "One address" in page
    assert signed_in.post(compare, {**sent, "numbers_differ": "on"}).status_code == 302
