"""The editor's stream loses nothing, and migrations don't depend on what is installed."""

from __future__ import annotations

import json

from aimwell_cms.authoring.blocks.sections import SectionsBlock
from aimwell_cms.authoring.models import TemplatePage

LOST = {"type": "drawing", "id": "d", "value": {"title": "Draw it", "key": "drawing", "width": 3}}
STREAM = [
    {"type": "section", "id": "s", "value": {"title": "S", "questions": [LOST]}},
    {"type": "chapter", "id": "c", "value": {"title": "A chapter"}},
]


def test_a_block_of_an_unknown_type_is_carried_and_comes_back_when_its_type_does():
    block = SectionsBlock()
    value = block.to_python(STREAM)
    assert [child.block_type for child in value] == ["section", "carried"]
    inner = value[0].value["questions"][0]
    assert (inner.block_type, inner.value["title"], inner.value["lost_type"]) == (
        "carried",
        "Draw it",
        "drawing",
    )
    saved = block.get_prep_value(value)
    assert json.loads(saved[0]["value"]["questions"][0]["value"]["lost"]) == LOST["value"]
    child = {**saved[0]["value"]["questions"][0]}
    child["value"] = {**child["value"], "lost_type": "yes_no", "lost": json.dumps({"title": "Draw it"})}
    questions = block.child_blocks["section"].child_blocks["questions"]
    assert questions.to_python([child])[0].block_type == "yes_no"


def test_blocks_do_not_show_in_migrations():
    _, path, args, options = TemplatePage._meta.get_field("body").deconstruct()
    assert path == "aimwell_cms.authoring.blocks.carrying.TemplateField"
    assert args == [[]]
    assert "block_lookup" not in options
