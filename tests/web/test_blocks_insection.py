"""What only a question of a section can say is edited there, and goes in and out of the editor unchanged."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from wizard_forms import form, question, section

from aimwell_cms.authoring.blocks.questions import RowQuestionsBlock
from aimwell_cms.authoring.blocks.sections import QuestionsBlock

pytestmark = pytest.mark.django_db

DOCUMENT = form(
    about=section(
        "About you",
        income=question("string", "What do you live on?", notAsked=True),
        people=question(
            "array",
            "People",
            items={"type": "object", "properties": {"name": question("string", "Name")}},
            notAsked=True,
        ),
        name=question("string", "Name"),
    )
)


def test_a_row_is_not_offered_what_it_cant_say():
    in_a_section, in_a_row = QuestionsBlock().child_blocks, RowQuestionsBlock().child_blocks
    for name, block in in_a_row.items():
        if name != "carried":
            assert not {"not_asked", "full_only"} & block.child_blocks.keys()
            assert {"not_asked", "full_only"} <= in_a_section[name].child_blocks.keys()
    assert "path" not in in_a_row
    assert "not_asked" not in in_a_section["guidance"].child_blocks
    assert "full_only" in in_a_section["guidance"].child_blocks


def test_a_tick_in_the_editor_is_an_annotation_of_the_template():
    organisation, author = make_editor()
    page = make_template_page(organisation, author, DOCUMENT)
    assert json.loads(page.text()) == DOCUMENT
    stream = page.body.get_prep_value()
    income, people, name = stream[0]["value"]["questions"]
    assert (income["value"]["not_asked"], people["value"]["not_asked"]) == (True, True)
    income["value"]["not_asked"], name["value"]["not_asked"] = False, True
    saved = signed_in(author).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, body=stream)
    )
    assert saved.status_code == 302
    page.refresh_from_db()
    questions = json.loads(page.get_latest_revision_as_object().text())["properties"]["about"]["properties"]
    assert "x-aimwell" not in questions["income"]
    assert questions["name"]["x-aimwell"] == questions["people"]["x-aimwell"] == {"notAsked": True}
