"""The editor lists the questions of the organisation's own live forms, and says when one is gone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from factories import make_version
from wizard_forms import form, question, section

from aimwell_cms.authoring.readiness import findings_of

pytestmark = pytest.mark.django_db

SOURCE = {"source": "record", "kind": "assessment", "question": "about/matters"}
PLAN = form("support_plan", plan=section("Plan", goal=question("string", "Goal", prefill=SOURCE)))
ASSESSMENT = form(
    about=section(
        "About", matters=question("string", "What matters?"), text={"x-aimwell": {"widget": "guidance"}}
    )
)


def test_sources_are_the_questions_of_ones_own_live_forms():
    ours, author = make_editor()
    theirs, other = make_editor("theirs")
    make_version(ours, author, ASSESSMENT)
    make_version(theirs, other, form("review", day=section("Day", said=question("string", "Said"))))
    page = make_template_page(ours, author, PLAN)
    listed = signed_in(author).get(reverse("aimwell_sources", args=[page.pk])).json()
    assert listed == {"assessment": [["about/matters", "What matters? (Whole assessment)"]]}


def test_a_source_that_no_live_form_asks_is_advice():
    ours, author = make_editor()
    page = make_template_page(ours, author, PLAN)
    (advice,) = [one for one in findings_of(page) if one.id == "prefill-source"]
    assert (advice.state, advice.title) == ("advice", "Nothing can be offered for ‘Goal’ yet.")
    make_version(ours, author, ASSESSMENT)
    assert not [one for one in findings_of(page) if one.id == "prefill-source"]


def test_a_source_chosen_in_the_editor_goes_into_the_template():
    ours, author = make_editor()
    page = make_template_page(ours, author, PLAN)
    stream = page.body.get_prep_value()
    value = stream[0]["value"]["questions"][0]["value"]
    assert value["prefill"] == {
        "source": "record",
        "field": "",
        "kind": "assessment",
        "question": "about/matters",
    }
    value["prefill"] = {**value["prefill"], "source": "person", "field": "preferred_name"}
    value["review"] = True
    signed_in(author).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, body=stream))
    page.refresh_from_db()
    latest = page.get_latest_revision_as_object().written().template
    goal = latest["properties"]["plan"]["properties"]["goal"]
    assert goal["x-aimwell"] == {"prefill": {"source": "person", "field": "preferred_name"}, "review": True}
