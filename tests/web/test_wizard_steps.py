"""Step through a draft: save, go back, resume, skip what isn't asked, check."""

from __future__ import annotations

import copy

import pytest
from factories import TWO_SECTIONS, make_version
from wizard_forms import EVERY_KIND, form, question, section
from wizard_world import world

pytestmark = pytest.mark.django_db

ROUTED = form(
    start=section("Start", ("carer",), carer=question("boolean", "Is there a carer?")),
    carer={
        **section("The carer", ("name",), name=question("string", "Name of the carer")),
        "x-aimwell": {"when": {"question": "start/carer", "operator": "equals", "value": True}},
    },
    check=section("End", said=question("string", "Anything else?")),
)


def test_the_whole_walk_ends_in_one_record():
    ours = world()
    assert ours.browser.get(ours.url()).headers["Location"] == ours.url("about")
    assert "What matters to you?" in ours.get("about")
    moved = ours.post("about", matters="My garden", lives_alone="true")
    assert moved.headers["Location"] == ours.url("days")
    assert ours.post("days", falls="2").headers["Location"] == ours.url("check")
    check = ours.get("check")
    assert "My garden" in check
    assert "Who lives with you?" not in check
    signed = ours.post("check", "sign", statement="yes")
    (record,) = ours.records()
    assert signed.headers["Location"] == f"/w/ours/records/{record.pk}/"
    assert record.answers == {"about": {"matters": "My garden", "lives_alone": True}, "days": {"falls": 2}}
    assert record.statement == (
        f"I, {ours.user}, confirm that these answers are complete and correct to the best of my knowledge."
    )


def test_a_draft_is_resumed_at_its_first_unfinished_section():
    ours = world()
    ours.post("about", matters="Walking")
    assert ours.browser.get(ours.url()).headers["Location"] == ours.url("days")
    ours.post("days")
    assert ours.browser.get(ours.url()).headers["Location"] == ours.url("check")


@pytest.mark.parametrize(
    ("action", "leads_to"),
    [("back", "/about/"), ("goto:check", "/check/"), ("goto:nowhere", "/days/"), ("leave", "/people/")],
)
def test_leaving_a_step_saves_even_what_is_wrong(action, leads_to):
    ours = world()
    left = ours.post("days", action, falls="3o")
    assert leads_to in left.headers["Location"]
    assert ours.stored().unread == {"/days/falls": "3o"}
    assert 'value="3o"' in ours.get("days")


def test_errors_are_listed_with_links_and_only_those_of_the_step():
    ours = world()
    page = ours.post("days", falls="150").text
    assert "<title>Error: Your days" in page.replace("\n", "")
    assert 'href="#falls"' in page
    assert 'aria-describedby="falls-error"' in page
    assert "What matters to you" not in page
    assert ours.stored().answers == {"days": {"falls": 150}}
    assert "Error: " not in ours.get("days")
    assert "Error: " in ours.get("days", "?from=check")


def test_a_section_that_is_not_asked_is_skipped_and_its_answers_are_kept_aside():
    ours = world(ROUTED)
    assert ours.post("start", carer="true").headers["Location"] == ours.url("carer")
    ours.post("carer", name="Kim")
    assert ours.post("start", carer="false").headers["Location"] == ours.url("_check")
    assert ours.browser.get(ours.url("carer")).status_code == 302
    assert "The carer" not in ours.get("check")
    ours.post("_check", said="No")
    ours.post("check", "sign", statement="yes")
    (record,) = ours.records()
    assert record.answers == {"start": {"carer": False}, "check": {"said": "No"}}


def test_coming_from_the_check_leads_back_to_it():
    ours = world(answers={"about": {"matters": "Walking"}})
    assert 'name="from" value="check"' in ours.get("about", "?from=check")
    moved = ours.post("about", **{"matters": "Running", "from": "check"})
    assert moved.headers["Location"] == ours.url("check")


def test_rows_are_added_and_removed_without_a_script():
    ours = world(form(every=EVERY_KIND))
    assert 'id="people-0"' not in ours.get("every")
    added = ours.post("every", "add:people")
    assert added.headers["Location"] == f"{ours.url('every')}?add=people#people"
    assert 'id="people-0"' in ours.get("every", "?add=people")
    rows = {"people-row": ["0", "1"], "people-0-name": "Bo", "people-1-name": "Cy", "people-1-age": "4x"}
    ours.post("every", "add:people", **rows)
    assert ours.stored().answers["every"]["people"] == [{"name": "Bo"}, {"name": "Cy"}]
    assert 'id="people-2"' in ours.get("every", "?add=people")
    ours.post("every", "remove:people:0", **rows)
    assert ours.stored().answers["every"]["people"] == [{"name": "Cy"}]
    assert ours.stored().unread == {"/every/people/0/age": "4x"}
    assert 'value="4x"' in ours.get("every")


def test_there_are_no_more_rows_than_the_form_allows():
    ours = world(form(every=EVERY_KIND), {"every": {"people": [{"name": name} for name in "ABC"]}})
    page = ours.get("every", "?add=people")
    assert 'id="people-3"' not in page
    assert "data-add hidden" in page


def test_a_row_with_nothing_readable_keeps_its_place_in_the_errors():
    ours = world(form(every=EVERY_KIND))
    rows = {"people-row": ["0", "1"], "people-0-age": "4x", "people-1-age": "500"}
    page = ours.post("every", **rows).text
    assert 'href="#people-0-age"' in page
    assert 'href="#people-1-age"' in page
    assert 'href="#people-1-name"' in page


def test_a_newer_version_does_not_disturb_a_draft():
    ours = world()
    ours.post("about", matters="Walking")
    newer = copy.deepcopy(TWO_SECTIONS)
    newer["properties"]["about"]["properties"]["matters"]["title"] = "Quite another question"
    make_version(ours.organisation, ours.user, newer)
    assert "What matters to you?" in ours.get("about")


def test_nothing_typed_is_taken_for_markup():
    hostile = "\"><script>alert('x')</script>&amp;"
    ours = world(form(every=EVERY_KIND))
    rows = {"people-row": ["0"], "people-0-name": hostile, "people-0-age": hostile}
    ours.post("every", "stay", name=hostile, story=f"</textarea>{hostile}", falls=hostile, **rows)
    ours.post("every", "stay", **{"name": hostile, "since-day": hostile, "pain": hostile})
    for page in (ours.get("every"), ours.get("check")):
        assert "<script>alert" not in page
        assert "&amp;amp;" in page


def test_a_question_that_depends_on_this_page_says_so_where_no_script_runs():
    ours = world(form(every=EVERY_KIND))
    page = ours.get("every")
    assert "Asked when ‘Do you live alone?’ is No." in page
    assert "&#34;field&#34;: &#34;alone&#34;" in page
