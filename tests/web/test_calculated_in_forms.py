"""Calculated answers: shown while a form is filled in, signed with their working, read by nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import make_draft, make_member, make_organisation
from wizard_forms import form, question, section
from wizard_world import World, browser_of, statements_of, world

from aimwell.documents.printing import blank_html, record_html, summary_html
from aimwell.organisations.scope import acting_for
from aimwell.records.drafts import amend
from aimwell.records.models import Calculation, Record
from aimwell.records.signing import sign

Json = Any
pytestmark = pytest.mark.django_db


def calculated(title: str, calculate: Json, kind: str = "number", **notes: Json) -> Json:
    return {
        "type": kind,
        "title": title,
        "x-aimwell": {"widget": "calculated", "calculate": calculate, **notes},
    }


BMI = {
    "op": "divide",
    "of": [
        {"answer": "body/weight"},
        {"op": "multiply", "of": [{"answer": "body/height"}, {"answer": "body/height"}]},
    ],
}
DOCUMENT = form(
    body=section(
        "Height and weight",
        height=question("number", "Height", minimum=0.5, maximum=2.5, unit="m"),
        weight=question("number", "Weight", minimum=20, maximum=300, unit="kg"),
        bmi=calculated("Body mass index", BMI, unit="kg/m²", decimals=1),
        plan=question(
            "string",
            "What is done about the weight?",
            when={"question": "body/bmi", "operator": "less_than", "value": 18.5},
        ),
    ),
    person=section(
        "Age",
        age=calculated("Age", {"op": "age"}, "integer", unit="years"),
        older=question(
            "string", "Seen by whom?", when={"question": "person/age", "operator": "at_least", "value": 65}
        ),
    ),
)
THIN = {"body": {"height": 1.7, "weight": 50, "plan": "Snacks"}, "person": {"older": "Dr Grey"}}


@pytest.fixture
def ours() -> World:
    return world(DOCUMENT, {})


def signed(ours: World, answers: Json = THIN, at: datetime | None = None) -> Record:
    with acting_for(ours.organisation):
        draft = make_draft(ours.draft.version, ours.draft.person, ours.user, answers)
        record = sign(draft.token, user=ours.user, statement="I confirm.", at=at)
        assert isinstance(record, Record)
    return record


def test_the_page_shows_the_value_or_what_it_needs(ours: World) -> None:
    page = ours.get("body")
    assert "Needs ‘Weight’ and ‘Height’." in page
    assert 'name="bmi"' not in page
    ours.post("body", "stay", height="1.7")
    assert "Needs ‘Weight’." in ours.get("body")
    ours.post("body", "stay", height="1.7", weight="70")
    page = ours.get("body")
    assert "24.2 kg/m²" in page
    assert "‘Weight’ 70 ÷ 2.89 = 24.221453" in page
    assert "Worked out from your answers." in page


def test_each_save_brings_new_values(ours: World) -> None:
    told = ours.browser.post(
        ours.url("body", "autosave/"), {"base": "0", "height": "1.7", "weight": "50"}
    ).json()
    assert told["calculated"]["bmi"]["value"] == 17.3
    assert told["calculated"]["bmi"]["text"] == "17.3 kg/m²"
    assert told["calculated"]["bmi"]["working"][-1] == "Rounded: 17.3"
    told = ours.browser.post(ours.url("body", "autosave/"), {"base": "1", "height": "1.7"}).json()
    assert told["calculated"]["bmi"] == {
        "value": None,
        "text": "Needs ‘Weight’.",
        "working": ["‘Height’ 1.7 × ‘Height’ 1.7 = 2.89"],
    }


def test_what_is_posted_in_its_place_counts_for_nothing(ours: World) -> None:
    ours.post("body", height="1.7", weight="70", bmi="12", plan="Eat")
    assert "bmi" not in ours.stored().answers["body"]
    page = ours.get("check")
    assert "24.2 kg/m²" in page
    assert "Eat" not in page, "its question is asked of the thin only"


def test_a_later_question_is_asked_by_its_value(ours: World) -> None:
    ours.post("body", height="1.7", weight="50", plan="Snacks")
    ours.post("person", older="Dr Grey")
    page = ours.get("check")
    assert "17.3 kg/m²" in page
    assert "What is done about the weight?" in page
    assert "How it was worked out" in page
    assert "Seen by whom?" in page


def test_a_signed_record_keeps_value_and_working(ours: World) -> None:
    at = timezone.make_aware(datetime(2026, 3, 27, 18))
    record = signed(ours, at=at)
    assert record.answers["body"]["bmi"] == 17.3
    years = record.answers["person"]["age"]
    with acting_for(ours.organisation):
        bmi, age = Calculation.objects.filter(record=record)
    assert (bmi.value, bmi.today) == (17.3, None)
    assert bmi.working[1] == "‘Weight’ 50 ÷ 2.89 = 17.301038"
    assert (age.value, age.today.isoformat()) == (years, "2026-03-27")
    page = ours.browser.get(f"/w/ours/records/{record.pk}/").text
    assert "Worked out from the answers" in page
    assert "‘Weight’ 50 ÷ 2.89 = 17.301038" in page
    assert "The day of this form: 27 March 2026." in page
    with acting_for(ours.organisation):
        printed = record_html(record, by=ours.user)
    assert "‘Weight’ 50 ÷ 2.89 = 17.301038" in printed


def test_a_record_says_why_there_is_no_value(ours: World) -> None:
    record = signed(ours, {"body": {"height": 1.7}, "person": {}})
    page = ours.browser.get(f"/w/ours/records/{record.pk}/").text
    assert "Not worked out: Needs ‘Weight’." in page
    assert "bmi" not in record.answers["body"]


def test_an_amendment_keeps_the_day_of_its_record(ours: World) -> None:
    first = signed(ours, at=timezone.make_aware(datetime(2001, 3, 27, 18)))
    age = first.answers["person"].get("age")
    with acting_for(ours.organisation):
        draft = amend(first, user=ours.user, reason="The weight was wrong.")
        draft.answers = {**draft.answers, "body": {**draft.answers["body"], "weight": 70}}
        draft.save()
        second = sign(draft.token, user=ours.user, statement="I confirm.")
        assert isinstance(second, Record)
        assert second.answers["person"].get("age") == age
        third = sign(amend(second, user=ours.user, reason="Again.").token, user=ours.user, statement="Yes.")
        assert isinstance(third, Record)
        assert third.answers == second.answers
    page = ours.browser.get(f"/w/ours/records/{second.pk}/").text
    assert "17.3 kg/m²" in page
    assert "24.2 kg/m²" in page


def test_amending_is_no_conflict_with_what_was_worked_out(ours: World) -> None:
    first = signed(ours)
    with acting_for(ours.organisation):
        ours.draft = amend(first, user=ours.user, reason="The weight was wrong.")
    typed = {"height": "1.7", "weight": "50", "plan": "Snacks"}
    assert ours.post("body", **typed).status_code == 302
    assert ours.post("body", "next", page="another", base="0", **typed).status_code == 302


def test_how_it_was_worked_out_is_never_changed_nor_deleted(ours: World) -> None:
    record = signed(ours)
    with acting_for(ours.organisation):
        for change in ("update records_calculation set reason = 'x'", "delete from records_calculation"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
        assert Calculation.objects.filter(record=record).count() == 2


def test_another_organisation_sees_nothing_of_it(ours: World) -> None:
    record = signed(ours)
    theirs = make_organisation("theirs")
    with acting_for(theirs):
        assert Calculation.objects.count() == 0
    stranger = browser_of(make_member(theirs))
    assert stranger.get(f"/w/theirs/records/{record.pk}/").status_code == 404
    saved = stranger.post(
        f"/w/theirs/drafts/{ours.draft.token}/body/autosave/", {"base": "0", "height": "1.7"}
    )
    assert saved.status_code == 404


def test_scores_are_worked_with_as_the_organisation_set_them() -> None:
    pain = {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
    double = {"op": "multiply", "of": [{"score": "body/pain", "scale": "value"}, 2]}
    document = form(body=section("Pain", pain=pain, double=calculated("Twice the pain", double, "integer")))
    ours = world(document, {"body": {"pain": {"value": 21}}}, plugins=("vas",))
    page = ours.get("check")
    assert "42" in page
    record = signed(ours, {"body": {"pain": {"value": 21}}})
    assert record.answers["body"]["double"] == 42
    assert "Needs ‘Pain’" in browser_page(ours, {"body": {}})


def browser_page(ours: World, answers: Json) -> str:
    record = signed(ours, answers)
    return ours.browser.get(f"/w/ours/records/{record.pk}/").text


def test_a_blank_form_leaves_it_to_the_computer(ours: World) -> None:
    with acting_for(ours.organisation):
        page = blank_html(ours.draft.version, organisation=ours.organisation, by=ours.user)
    assert page.count("Worked out by the computer.") == 2


def test_a_form_that_calculates_nothing_costs_no_statement(client: Client) -> None:
    plain = world(form(about=section("About", name=question("string", "Name"))), slug="plain")
    bmi = calculated("Twice", {"op": "sum", "of": [1, 1]})
    with_one = world(form(about=section("About", name=question("string", "Name"), bmi=bmi)), slug="withone")
    counted = []
    for one in (plain, with_one):
        one.get("about")
        with CaptureQueriesContext(connection) as captured:
            one.get("about")
            one.browser.post(one.url("about", "autosave/"), {"base": "0", "name": "x"})
        counted.append(len(statements_of(captured)))
    assert counted[0] == counted[1]


def test_the_summary_for_the_person_says_what_was_worked_out(ours: World) -> None:
    record = signed(ours)
    with acting_for(ours.organisation):
        page = summary_html(record, by=ours.user)
    wrote, worked = page.index("What your practitioner wrote down"), page.index("Worked out from the answers")
    assert wrote < worked < page.index("17.3 kg/m²")
