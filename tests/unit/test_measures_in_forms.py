"""The bundled measures can be asked in a form, and what they score the form takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aimwell import formschema
from aimwell.plugins import Plugins
from aimwell.testing.generated import answers as generated

PLUGINS = Plugins.installed()


def template(measure):
    question = {"title": "Measure", "x-aimwell": {"widget": "measure", "measure": measure, "settings": {}}}
    section = {"type": "object", "title": "Section", "properties": {"m": question}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Assessment",
        "type": "object",
        "x-aimwell": {"kind": "assessment", "language": "en-GB"},
        "properties": {"s": section},
    }


@pytest.mark.parametrize("name", ["copm", "toms", "vas", "pain_vas"])
def test_a_template_may_ask_it(name):
    assert formschema.check(template(name), PLUGINS.measures) == []
    outline = formschema.outline(formschema.compile(template(name), PLUGINS.measures))
    (question,) = outline.sections[0].questions
    assert question.measure == name
    assert question.measure_version == PLUGINS.measures[name].version
    assert question.questions


@pytest.mark.parametrize("name", ["copm", "toms", "vas", "pain_vas"])
@given(data=st.data())
def test_what_it_takes_the_form_takes(name, data):
    answers = data.draw(generated(PLUGINS.measures[name].answers))
    compiled = formschema.compile(template(name), PLUGINS.measures)
    assert formschema.validate(compiled, {"s": {"m": answers}}) == []
