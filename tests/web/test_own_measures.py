"""A measure that an organisation made itself behaves in every way like a plugin's."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version
from own_measures import GETTING_ABOUT, answered, example, make_measure, use_again
from pypdf import PdfReader

from aimwell.formschema import TemplateRefused
from aimwell.library.installed import missing_measures
from aimwell.organisations.measure_making import NotUsableError, free_name, use_draft
from aimwell.organisations.measures import known_measure
from aimwell.organisations.models import CustomMeasure, CustomMeasureVersion, Organisation, User
from aimwell.organisations.offers import choices_of, offers_of
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.people.models import Person
from aimwell.records.models import Score
from aimwell.records.scoring import change_between, score_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Organisation:
    return make_organisation("ours", plugins=("vas",))


@pytest.fixture
def user(ours: Organisation) -> User:
    return make_member(ours, Role.SERVICE_MANAGER)


@pytest.fixture
def person(ours: Organisation) -> Person:
    return make_person(ours)


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def scores(organisation: Organisation) -> list[Score]:
    with acting_for(organisation):
        return list(Score.objects.select_related("record", "change").order_by("pk"))


def test_it_is_scored_with_its_working_band_and_change(
    ours: Organisation, user: User, person: Person, signed_in: Client
) -> None:
    make_measure(ours, user)
    version = make_version(ours, user, GETTING_ABOUT)
    assert version.measures == {"getting_about": "1"}
    make_record(version, person, user, answered(3))
    record = make_record(version, person, user, answered(1))
    first, second = scores(ours)
    assert (first.plugin, first.measure_version, first.failure) == ("custom", "1", "")
    assert first.values[0]["value"] == 16
    assert first.values[0]["band"] == "Much difficulty"
    assert second.values[0]["value"] == 8
    assert second.change.values[0]["meaning"] == "improved"
    page = page_of(signed_in, f"/w/ours/records/{record.pk}/")
    assert "Some difficulty" in page
    assert "16, Much difficulty" in page
    assert "Item 3 is reversed: 1 counts as 3." in page
    assert "Getting about, version 1, of this organisation’s own measures" in page
    assert "Agreed by the team" in page
    assert "16, Much difficulty" in page_of(signed_in, f"/w/ours/people/{person.pk}/")
    base = f"/w/ours/people/{person.pk}/compare?series=getting_about"
    assert "8, Some difficulty" in page_of(signed_in, f"{base}&before={first.pk}&after={second.pk}")
    for kind in ("record", "summary"):
        printed = PdfReader(BytesIO(signed_in.get(f"/w/ours/records/{record.pk}/{kind}.pdf").content))
        assert "Some difficulty" in " ".join(page.extract_text() for page in printed.pages)


def test_what_is_filled_in_is_told_with_its_band_before_it_is_signed(
    ours: Organisation, user: User, person: Person, signed_in: Client
) -> None:
    make_measure(ours, user)
    version = make_version(ours, user, GETTING_ABOUT)
    make_record(version, person, user, answered(3))
    draft = make_draft(version, person, user, answered(0, street="none"))
    step = page_of(signed_in, f"/w/ours/drafts/{draft.token}/going/")
    assert "Total: 16, Much difficulty" in step
    assert "1. How hard was it to go from room to room?" in step
    assert "Think of the last 7 days." in step
    check = page_of(signed_in, f"/w/ours/drafts/{draft.token}/check/")
    assert "Total: 5, Gets about well" in check


def test_a_new_version_leaves_old_records_and_begins_anew(
    ours: Organisation, user: User, person: Person, signed_in: Client
) -> None:
    measure = make_measure(ours, user)
    old_form = make_version(ours, user, GETTING_ABOUT)
    old = make_record(old_form, person, user, answered(3))
    changed = example()
    changed["items"] = changed["items"][:5]
    changed["scales"] = [{**changed["scales"][0], "maximum": 20, "bands": []}]
    use_again(measure, user, changed)
    new_form = make_version(ours, user, GETTING_ABOUT)
    assert new_form.measures == {"getting_about": "2"}
    given = answered(1)
    del given["going"]["about"]["transport"]
    make_record(new_form, person, user, given)
    make_record(old_form, person, user, answered(1))
    first, second, third = scores(ours)
    assert [score.measure_version for score in (first, second, third)] == ["1", "2", "1"]
    assert not hasattr(second, "change")
    assert third.change.before_id == first.pk
    page = page_of(signed_in, f"/w/ours/people/{person.pk}/")
    assert "Getting about, version 1" in page
    assert "Getting about, version 2" in page
    with acting_for(ours):
        refused = change_between(first, second, choices_of(ours))
        assert "different versions" in refused.failure
        Score.objects.filter(record=old).delete()
        (again,) = score_record(old)
    assert (again.values, again.working) == (first.values, first.working)


def test_withdrawn_it_is_offered_no_more_and_old_forms_go_on(
    ours: Organisation, user: User, person: Person
) -> None:
    measure = make_measure(ours, user)
    version = make_version(ours, user, GETTING_ABOUT)
    with acting_for(ours):
        CustomMeasure.objects.filter(pk=measure.pk).update(on=False)
        assert "getting_about" not in offers_of(ours).measures
    with pytest.raises(TemplateRefused):
        make_version(ours, user, GETTING_ABOUT)
    make_record(version, person, user, answered(2))
    (score,) = scores(ours)
    assert score.failure == ""
    assert missing_measures() == []


def test_another_organisation_neither_sees_nor_uses_it(ours: Organisation, user: User) -> None:
    theirs = make_organisation("theirs")
    other = make_member(theirs, Role.SERVICE_MANAGER)
    measure = make_measure(ours, user)
    with pytest.raises(TemplateRefused):
        make_version(theirs, other, GETTING_ABOUT)
    with acting_for(theirs):
        assert "getting_about" not in offers_of(theirs).measures
        assert known_measure(theirs.pk, "getting_about", "1") is None
        # Even under our number, PostgreSQL shows nothing.
        assert known_measure(ours.pk, "getting_about", "1") is None
        assert not CustomMeasureVersion.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("update organisations_custommeasure set label = 'X' where id = %s", [measure.pk])
            assert cursor.rowcount == 0
    # Both may have one of the same name, each its own.
    make_measure(theirs, other, label="Theirs")
    with acting_for(theirs):
        assert offers_of(theirs).measures["getting_about"].label == "Theirs"
    with acting_for(ours):
        assert offers_of(ours).measures["getting_about"].label == "Getting about"


@pytest.mark.parametrize("statement", ["update {} set note = 'x'", "delete from {}"])
def test_a_version_never_changes(ours: Organisation, user: User, statement: str) -> None:
    make_measure(ours, user)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_for(ours), connection.cursor() as cursor:
        cursor.execute(statement.format("organisations_custommeasureversion"))


def test_a_version_is_made_only_where_something_changed(ours: Organisation, user: User) -> None:
    measure = make_measure(ours, user)
    with acting_for(ours):
        assert use_draft(measure, by=user).number == 1
        assert measure.versions.count() == 1


def test_a_plugins_name_is_refused_and_a_free_one_found(ours: Organisation, user: User) -> None:
    measure = make_measure(ours, user, used=False, name="vas")
    with acting_for(ours):
        with pytest.raises(NotUsableError, match="A plugin that is installed here has a measure named “vas”"):
            use_draft(measure, by=user)
        assert free_name(ours, "VAS") == "vas_2"
        assert free_name(ours, "2 steps!") == "measure_2_steps"
        assert free_name(ours, "Mynd o gwmpas – ŵyr") == "mynd_o_gwmpas_wyr"


def test_a_licensed_one_needs_its_reference(ours: Organisation, user: User) -> None:
    licence = {"tier": "data_only", "rights_holder": "Somebody"}
    measure = make_measure(ours, user, used=False, licence=licence)
    with acting_for(ours):
        with pytest.raises(NotUsableError, match="no licence reference"):
            use_draft(measure, by=user)
        CustomMeasure.objects.filter(pk=measure.pk).update(licence_reference="L-1")
        assert use_draft(measure, by=user).number == 1


def test_a_form_without_own_measures_costs_no_more_statements(
    ours: Organisation, user: User, person: Person, signed_in: Client
) -> None:
    plain: dict[str, Any] = {
        **GETTING_ABOUT,
        "properties": {
            "going": {
                "type": "object",
                "title": "Pain",
                "properties": {
                    "p": {"title": "P", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
                },
            }
        },
    }
    make_measure(ours, user)
    record = make_record(make_version(ours, user, plain), person, user, {"going": {"p": {"value": 3}}})
    own = make_record(make_version(ours, user, GETTING_ABOUT), person, user, answered(1))
    counts = []
    for one in (record, own):
        page_of(signed_in, f"/w/ours/records/{one.pk}/")
        with CaptureQueriesContext(connection) as captured:
            page_of(signed_in, f"/w/ours/records/{one.pk}/")
        assert not [query for query in captured.captured_queries if "custommeasure" in query["sql"]]
        counts.append(len(captured))
    assert counts[0] == counts[1]
