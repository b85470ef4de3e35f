"""What an answer tells the pathway is chosen in the editor, checked, and shown where an author looks."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from wizard_forms import form, question, section

from aimwell_cms.authoring.blocks.questions import RowQuestionsBlock
from aimwell_cms.authoring.blocks.sections import QuestionsBlock
from aimwell_cms.authoring.readiness import context_of, findings_of

NAME = question("string", "What do you predict?")
AIM = {
    "type": "string",
    "title": "Aim",
    "enum": ["improve", "maintain"],
    "x-aimwell": {"feeds": "episode.aim"},
}


def choices(block):
    return [value for _, group in block.child_blocks["feeds"].field.choices[1:] for value, _ in group]


def test_a_question_is_offered_what_it_can_tell_where_it_stands():
    in_a_section, in_a_row = QuestionsBlock().child_blocks, RowQuestionsBlock().child_blocks
    assert "episode.intended" in choices(in_a_section["long_text"])
    assert "episode.aim" not in choices(in_a_section["long_text"])
    assert "episode.aim" in choices(in_a_section["one_of"])
    assert choices(in_a_section["group"]) == ["outcomes", "actions", "milestones", "views"]
    assert set(choices(in_a_section["calculated"])) >= {"episode.evaluate_on", "alert.danger"}
    assert choices(in_a_row["date"]) == ["actions.when", "milestones.when"]
    assert choices(in_a_row["scale"]) == ["outcomes.importance"]
    for kind in ("guidance", "measure", "path", "scale"):
        assert "feeds" not in in_a_section[kind].child_blocks
    assert "feeds" not in in_a_row["yes_no"].child_blocks


def saved(page, author, stream):
    data = form_data(page, body=stream)
    assert signed_in(author).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302
    page.refresh_from_db()
    return json.loads(page.get_latest_revision_as_object().text())["properties"]["about"]["properties"]


@pytest.mark.django_db
def test_a_choice_in_the_editor_is_an_annotation_and_can_be_taken_back():
    organisation, author = make_editor()
    page = make_template_page(organisation, author, form(about=section("About", aim=AIM, name=NAME)))
    stream = page.body.get_prep_value()
    aim, name = stream[0]["value"]["questions"]
    assert aim["value"]["feeds"] == "episode.aim"
    aim["value"]["feeds"], name["value"]["feeds"] = "", "episode.intended"
    told = saved(page, author, stream)
    assert "feeds" not in told["aim"].get("x-aimwell", {})
    assert told["name"]["x-aimwell"]["feeds"] == "episode.intended"


@pytest.mark.django_db
def test_a_faulty_one_stands_at_its_choice_and_is_gone_once_another_is_chosen():
    organisation, author = make_editor()
    wrong = {**NAME, "x-aimwell": {"feeds": "episode.evaluate_on"}}
    page = make_template_page(organisation, author, form(about=section("About", name=wrong)))
    (problem,) = context_of(page).problems
    assert (problem.problem.id, problem.field) == ("feed-misfit", "feeds")
    stream = page.body.get_prep_value()
    stream[0]["value"]["questions"][0]["value"]["feeds"] = ""
    assert "feeds" not in saved(page, author, stream)["name"].get("x-aimwell", {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "asked", "states"),
    [
        ("support_plan", {"aim": AIM}, ["ok"]),
        ("support_plan", {"name": NAME}, ["advice"]),
        ("review", {"aim": AIM}, ["advice"]),
        ("other", {"name": NAME}, []),
    ],
)
def test_a_form_that_tells_its_step_nothing_is_advised_and_not_stopped(kind, asked, states):
    organisation, author = make_editor()
    document = {**form(about=section("About", **asked)), "x-aimwell": {"kind": kind}}
    page = make_template_page(organisation, author, document)
    found = [finding for finding in findings_of(page) if finding.id == "pathway"]
    assert [finding.state for finding in found] == states


@pytest.mark.django_db
def test_the_routes_and_the_impact_say_what_an_answer_tells():
    organisation, author = make_editor()
    page = make_template_page(organisation, author, form(about=section("About", aim=AIM, name=NAME)))
    client = signed_in(author)
    shown = client.get(reverse("aimwell_routes", args=[page.pk])).content.decode()
    assert "Pathway: Episode: its one intended aim" in shown
    check = reverse("aimwell_check", args=[page.pk])
    client.post(check, {"revision": page.latest_revision_id, "action": "publish", "note": "First"})
    page.refresh_from_db()
    stream = page.body.get_prep_value()
    del stream[0]["value"]["questions"][0]
    saved(page, author, stream)
    assert "It tells the pathway “Episode: its one intended aim”." in client.get(check).content.decode()
