"""What stands elsewhere is offered with source and date; used, changed, cleared, left out; never silent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import make_draft, make_member, make_organisation, make_person, make_record, make_version
from wizard_forms import form, question, section
from wizard_world import World, browser_of, statements_of

from aimwell.documents.printing import record_html
from aimwell.organisations.scope import acting_for
from aimwell.records.drafts import amend
from aimwell.records.models import Record
from aimwell.records.signing import sign

pytestmark = pytest.mark.django_db

EARLIER = form(
    about=section(
        "About",
        matters=question("string", "What matters to you?", maxLength=900),
        home=question(
            "string", "Where do you live?", enum=["house", "flat", "boat"], labels={"boat": "A boat"}
        ),
        people=question(
            "array",
            "Who helps?",
            items={"type": "object", "properties": {"name": question("string", "Name")}},
        ),
    )
)
ANSWERS = {"about": {"matters": "My garden", "home": "boat", "people": [{"name": "Kim"}, {"name": "Jo"}]}}


def taken(key: str, kind: str = "assessment") -> dict[str, str]:
    return {"source": "record", "kind": kind, "question": f"about/{key}"}


PLAN = form(
    "support_plan",
    plan=section(
        "Plan",
        name=question("string", "Name", prefill={"source": "person", "field": "preferred_name"}),
        born=question(
            "string", "Born", format="date", prefill={"source": "person", "field": "date_of_birth"}
        ),
        matters=question("string", "What matters?", maxLength=900, prefill=taken("matters")),
        home=question("string", "Home", enum=["house", "flat"], prefill=taken("home")),
        people=question(
            "array",
            "Helpers",
            prefill=taken("people"),
            items={"type": "object", "properties": {"name": question("string", "Name")}},
        ),
    ),
)


def service(slug: str = "ours", **person: Any) -> World:
    """An organisation with a signed assessment of a person, and a plan begun after it."""
    organisation = make_organisation(slug)
    user = make_member(organisation)
    someone = make_person(organisation, preferred_name="Addie", **person)
    make_record(make_version(organisation, user, EARLIER), someone, user, ANSWERS)
    draft = make_draft(make_version(organisation, user, PLAN), someone, user)
    return World(organisation=organisation, user=user, browser=browser_of(user), draft=draft)


def record_of(us: World) -> Record:
    with acting_for(us.organisation):
        return Record.objects.filter(version__kind="assessment").latest("signed_at")


def use(us: World, key: str, **typed: Any) -> None:
    source = "person" if key in ("name", "born") else f"record-{record_of(us).pk}"
    us.post("plan", f"use:{key}:{source}", **typed)


def test_it_is_offered_with_source_date_and_signer_and_nothing_is_put_in():
    us = service()
    page = us.get("plan")
    day = timezone.localdate()
    assert f"From the assessment of {day.day} {day:%B %Y} (signed by {us.user}):" in page
    assert "From the person’s record, Preferred name:" in page
    for value in ("My garden", "Addie", "Kim", "1 January 1950"):
        assert value in page
    assert page.count(">Use this<") == 4
    assert "It can’t be used here:" in page
    assert "Select one of the answers offered for ‘Home’." in page
    assert "A boat" in page
    assert us.stored().answers == {}
    assert us.post("plan").headers["Location"] == us.url("check")
    assert us.stored().answers == {"plan": {}}
    assert us.stored().prefilled == {}


def test_used_unchanged_changed_cleared_and_left_out_are_kept_with_the_record():
    us = service()
    use(us, "name")
    use(us, "matters", name="Addie")
    use(us, "people", name="Addie", matters="My garden")
    us.post("plan", "pass:born:person", name="Addie", matters="My garden", **ROWS)
    assert us.stored().answers["plan"] == {
        "name": "Addie",
        "matters": "My garden",
        "people": [{"name": "Kim"}, {"name": "Jo"}],
    }
    us.post("plan", name="Addie", matters="My garden and my dog")
    check = us.get("check")
    assert "Taken from the person’s record, Preferred name." in check
    assert "(signed by" in check
    us.post("check", "sign", statement="yes")
    record = next(one for one in us.records() if one.version.kind == "support_plan")
    assert record.answers == {"plan": {"name": "Addie", "matters": "My garden and my dog"}}
    became = {pointer: one["became"] for pointer, one in record.prefilled.items()}
    assert became == {
        "/plan/name": "unchanged",
        "/plan/matters": "changed",
        "/plan/people": "cleared",
        "/plan/born": "left",
    }
    source = record.prefilled["/plan/matters"]
    assert (source["record"], source["question"]) == (record_of(us).pk, "about/matters")
    shown = us.browser.get(f"/w/ours/records/{record.pk}/").text
    with acting_for(us.organisation):
        printed = record_html(record, by=us.user)
    for page in (shown, printed):
        assert "and changed." in page
        assert "Offered from the person’s record, Date of birth, and left out." in page
    with acting_for(us.organisation), pytest.raises(DatabaseError), transaction.atomic():
        Record.objects.filter(pk=record.pk).update(prefilled={})


ROWS = {"people-row": ["0", "1"], "people-0-name": "Kim", "people-1-name": "Jo"}


def test_what_was_left_out_can_be_shown_again_and_an_own_answer_is_replaced_only_on_purpose():
    us = service()
    us.post("plan", "pass:name:person", name="Ada")
    page = us.get("plan")
    assert "Offered from the person’s record, Preferred name, and left out" in page
    us.post("plan", "offer:name", name="Ada")
    page = us.get("plan")
    assert "Use this instead" in page
    assert us.stored().answers["plan"]["name"] == "Ada"
    use(us, "name", name="Ada")
    assert us.stored().answers["plan"]["name"] == "Addie"


def test_what_changed_since_the_page_was_opened_is_not_used():
    us = service()
    shown = f"record-{record_of(us).pk}"
    make_record(record_of(us).version, us.draft.person, us.user, {"about": {"matters": "My cat"}})
    answer = us.post("plan", f"use:matters:{shown}")
    assert us.stored().answers == {"plan": {}}
    assert "has changed since this page was opened" in us.browser.get(answer.headers["Location"]).text
    us.post("plan", "use:home:record-999999")
    us.post("plan", "use:nothing:person")
    assert us.stored().prefilled == {}


def test_what_does_not_fit_can_not_be_used_by_a_forged_press_either():
    us = service()
    use(us, "home")
    assert us.stored().answers == {"plan": {}}


def test_the_newest_form_that_asks_counts_and_an_amended_one_does_not():
    us = service()
    other = make_version(us.organisation, us.user, form(day=section("Day", said=question("string", "Said"))))
    make_record(other, us.draft.person, us.user, {"day": {"said": "x"}})
    assert "My garden" in us.get("plan")
    with acting_for(us.organisation):
        amendment = amend(record_of_kind(us, "about"), user=us.user, reason="A slip")
        amendment.answers = {"about": {"matters": "My allotment"}}
        amendment.save()
        sign(amendment.token, user=us.user, statement="Right", at=timezone.now() + timedelta(minutes=1))
    page = us.get("plan")
    assert "My allotment" in page
    assert "My garden" not in page


def record_of_kind(us: World, key: str) -> Record:
    return next(record for record in Record.objects.all() if key in record.answers)


def test_an_amendment_offers_nothing_and_keeps_where_its_answers_came_from():
    us = service()
    use(us, "matters")
    us.post("check", "sign", statement="yes")
    with acting_for(us.organisation):
        record = Record.objects.get(version__kind="support_plan")
        draft = amend(record, user=us.user, reason="A slip")
        draft.answers = {"plan": {"matters": "My roses"}}
        draft.save()
        us.draft = draft
        assert "Use this" not in us.get("plan")
        assert "and changed" in us.get("plan")
        amended = sign(draft.token, user=us.user, statement="Right")
    assert isinstance(amended, Record)
    assert amended.prefilled["/plan/matters"]["became"] == "changed"


def test_another_organisation_is_never_a_source():
    theirs = service("theirs", nhs_number="9434765919", given_name="Same", family_name="Person")
    organisation = make_organisation("ours")
    user = make_member(organisation)
    someone = make_person(organisation, nhs_number="9434765919", given_name="Same", family_name="Person")
    draft = make_draft(make_version(organisation, user, PLAN), someone, user)
    us = World(organisation=organisation, user=user, browser=browser_of(user), draft=draft)
    page = us.get("plan")
    assert "My garden" not in page
    us.post("plan", f"use:matters:record-{record_of(theirs).pk}")
    assert us.stored().answers == {"plan": {}}
    assert us.stored().prefilled == {}


def test_another_person_of_the_same_organisation_is_no_source():
    us = service()
    other = make_person(us.organisation)
    us.draft = make_draft(us.draft.version, other, us.user)
    assert "My garden" not in us.get("plan")


def test_a_page_takes_one_more_statement_however_many_questions_are_offered():
    us = service()
    us.get("plan")
    with CaptureQueriesContext(connection) as captured:
        us.get("plan")
    asked = [sql for sql in statements_of(captured) if "records_record" in sql]
    assert len(asked) == 1, "\n".join(statements_of(captured))
