"""A form is brought to another template: what stands at the same place keeps its block."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from factories import TWO_SECTIONS

from aimwell_cms.authoring.convert.placing import Form, every
from aimwell_cms.authoring.convert.reading import read_template
from aimwell_cms.authoring.convert.rebuilding import rebuilt
from aimwell_cms.authoring.convert.writing import write

Json = Any


def ids(form: Form) -> dict[str, str]:
    return dict(write(form).places)


def test_what_stays_keeps_its_id_and_its_condition_follows():
    form = read_template(TWO_SECTIONS)
    changed = deepcopy(TWO_SECTIONS)
    about = changed["properties"]["about"]
    about["properties"]["who"]["title"] = "Who is at home?"
    about["properties"] = {"new": {"type": "boolean", "title": "New?"}, **about["properties"]}
    after = rebuilt(form, changed, {})
    assert write(after).template == changed
    before, now = ids(form), ids(after)
    assert {place: now[place] for place in before} == before
    (who,) = [block for block in every(after.sections) if block["value"]["title"] == "Who is at home?"]
    lives_alone = before["/properties/about/properties/lives_alone"]
    assert who["value"]["when"]["rows"][0]["value"]["question"] == lives_alone


def test_a_block_that_says_the_same_is_kept_with_all_it_holds():
    form = read_template(TWO_SECTIONS)
    block = form.sections[1]["value"]["questions"][0]
    block["value"]["key"] = ""
    block["value"]["title"] = "Falls"
    changed = deepcopy(write(form).template)
    changed["properties"]["days"]["required"] = ["falls"]
    changed["title"] = "Renamed"
    after = rebuilt(form, changed, {})
    kept = after.sections[1]["value"]["questions"][0]
    assert kept == {**block, "value": {**block["value"], "required": True}}
    assert write(after).template == changed


def test_a_form_without_sections_keeps_its_questions_when_it_gets_one():
    flat = {"type": "object", "properties": {"a": {"type": "string", "title": "A"}}}
    form = read_template(flat)
    changed = {
        "type": "object",
        "properties": {
            "form": {"type": "object", **{key: flat[key] for key in ("properties",)}},
            "more": {"type": "object", "title": "More", "properties": {"b": {"type": "boolean"}}},
        },
    }
    after = rebuilt(form, changed, {})
    assert write(after).template == changed
    assert after.sections[0]["id"] == form.sections[0]["id"]
    assert ids(after)["/properties/form/properties/a"] == ids(form)["/properties/a"]
