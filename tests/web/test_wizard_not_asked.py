"""“Not asked today”: said while filling in, kept with the answers, shown wherever answers are."""

from __future__ import annotations

import pytest
from factories import make_member, make_record
from wizard_forms import form, question, section
from wizard_world import browser_of, world

from aimwell.documents.printing import blank_html, record_html, summary_html
from aimwell.organisations.scope import acting_for
from aimwell.records.models import Score

pytestmark = pytest.mark.django_db

MAY_BE_LEFT = form(
    about=section(
        "About you",
        ("income", "helpers"),
        income=question("string", "What do you live on?", notAsked=True),
        helpers=question(
            "array",
            "People who help",
            "group",
            notAsked=True,
            items={"type": "object", "properties": {"name": question("string", "Name")}},
        ),
        pain={
            "title": "Pain",
            "x-aimwell": {
                "widget": "measure",
                "measure": "vas",
                "notAsked": True,
                "settings": {"higher_is": "worse", "left": "None", "right": "Worst"},
            },
        },
        name=question("string", "Name"),
    )
)
LEFT = {
    "_left-income": "The person did not want to answer",
    "_left-helpers": "other",
    "_left-helpers-words": "His sister was in the room",
    "_left-pain": "No time",
    "_left-pain-words": "the bus came",
}
REASONS = {
    "income": "The person did not want to answer",
    "helpers": "His sister was in the room",
    "pain": "No time: the bus came",
}


def ours():
    return world(MAY_BE_LEFT, plugins=("vas",))


def test_a_reason_is_as_good_as_an_answer_and_is_shown_everywhere():
    us = ours()
    page = us.get("about")
    assert page.count("Why isn’t it asked today?") == 3
    assert us.post("about", **LEFT).headers["Location"] == us.url("check")
    assert us.stored().answers == {"about": {"_not_asked": REASONS}}
    again = us.get("about")
    assert again.count("data-left open") == 3
    assert 'value="the bus came"' in again
    check = us.get("check")
    for reason in REASONS.values():
        assert f"Not asked today: {reason}" in check
    assert check.count("Not answered") == 1
    us.post("check", "sign", statement="yes")
    (record,) = us.records()
    assert record.answers == {"about": {"_not_asked": REASONS}}
    assert not Score.objects.exists()
    shown = us.browser.get(f"/w/ours/records/{record.pk}/").text
    assert "Not asked today: No time: the bus came" in shown
    assert "Not answered" in shown


def test_without_a_script_it_can_be_asked_after_all():
    us = ours()
    us.post("about", "stay", **LEFT)
    asked = us.post("about", "ask:income", **LEFT)
    assert asked.headers["Location"] == us.url("about") + "#income"
    assert us.stored().answers["about"]["_not_asked"].keys() == {"helpers", "pain"}


def test_another_reason_must_be_said():
    us = ours()
    page = us.post("about", **{**LEFT, "_left-helpers-words": " "}).text
    assert "Say why ‘People who help’ isn’t asked today" in page
    assert 'href="#_left-helpers"' in page
    assert 'id="_left-helpers"' in page
    assert "Add an answer to ‘People who help’" in page
    assert "Say why ‘People who help’ isn’t asked today" in us.get("check")


def test_an_answer_counts_more_than_a_reason():
    us = ours()
    us.post("about", "stay", **LEFT, income="A pension")
    assert "data-left-both>It has an answer, and the answer counts" in us.get("about")
    assert "A pension" in us.get("check")
    assert "did not want" not in us.get("check")


def test_two_people_who_say_different_things_choose():
    us = ours()
    kim = browser_of(make_member(us.organisation))
    kim.post(us.url("about", "autosave/"), {"base": "0", "page": "kim", **LEFT})
    told = us.post("about", base="0", page="sam", income="A pension", **{"_left-helpers": "No time"})
    assert told.status_code == 409
    assert "Not asked today: The person did not want to answer" in told.text
    assert "Not asked today: No time" in told.text
    us.post(
        "about",
        "resolve",
        page="sam",
        income="A pension",
        **{
            "_left-helpers": "No time",
            "keep:income": "theirs",
            "keep:helpers": "mine",
            "keep:pain": "theirs",
        },
    )
    assert us.stored().answers == {
        "about": {"_not_asked": {"helpers": "No time", "income": REASONS["income"], "pain": REASONS["pain"]}}
    }


def test_the_papers_say_it_too():
    us = ours()
    record = make_record(us.draft.version, us.draft.person, us.user, {"about": {"_not_asked": REASONS}})
    with acting_for(us.organisation):
        printed = record_html(record, by=us.user)
        summary = summary_html(record, by=us.user)
        blank = blank_html(us.draft.version, organisation=us.organisation, by=us.user)
    assert "Not asked today: No time: the bus came" in printed
    assert "Not asked today: No time: the bus came" in summary
    assert blank.count("Not asked today, because:") == 3
