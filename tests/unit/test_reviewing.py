"""The review form of a template: the questions asked again, whole and right; brought up to date later."""

from __future__ import annotations

import copy
from typing import Any

from formschema_strategies import templates
from hypothesis import HealthCheck, given, settings

from aimwell import formschema
from aimwell.formschema.reviewing import asked_again, caught_up, review_of

Json = Any

SOURCE: Json = {
    "title": "Home assessment",
    "type": "object",
    "x-aimwell": {"kind": "assessment", "language": "en-GB"},
    "properties": {
        "about": {
            "type": "object",
            "title": "About you",
            "properties": {
                "alone": {"type": "boolean", "title": "Alone?", "x-aimwell": {"review": True}},
                "who": {
                    "type": "string",
                    "title": "Who else?",
                    "x-aimwell": {
                        "role": "person",
                        "notAsked": True,
                        "review": True,
                        "when": {"question": "about/alone", "operator": "equals", "value": False},
                    },
                },
                "born": {"type": "string", "title": "Born where?"},
            },
            "required": ["alone", "who", "born"],
        },
        "once": {"type": "object", "properties": {"x": {"type": "string"}}},
    },
}
WHEN: Json = {"question": "about/alone", "operator": "equals", "value": False}


def test_it_asks_what_is_marked_with_its_source_and_why():
    review = review_of(SOURCE)
    assert review["title"] == "Review: Home assessment"
    assert review["x-aimwell"] == {"kind": "review", "language": "en-GB"}
    assert list(review["properties"]) == ["about"]
    questions = review["properties"]["about"]["properties"]
    assert list(questions) == ["alone", "alone_why", "who", "who_why"]
    assert review["properties"]["about"]["required"] == ["alone", "who"]
    assert questions["who"]["x-aimwell"] == {
        "role": "person",
        "notAsked": True,
        "review": True,
        "when": WHEN,
        "prefill": {"source": "record", "kind": "assessment", "question": "about/who"},
    }
    assert questions["who_why"]["title"] == "What has changed, and why? (Who else?)"
    assert questions["who_why"]["x-aimwell"] == {
        "widget": "long-text",
        "review": True,
        "role": "person",
        "when": WHEN,
    }
    assert formschema.check(review) == []
    assert [one.title for one in asked_again(SOURCE)] == ["Alone?", "Who else?"]


def test_a_condition_on_what_is_not_asked_again_goes():
    source = copy.deepcopy(SOURCE)
    del source["properties"]["about"]["properties"]["alone"]["x-aimwell"]
    review = review_of(source)
    who = review["properties"]["about"]["properties"]["who"]
    assert "when" not in who["x-aimwell"]
    assert formschema.check(review) == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(templates())
def test_the_review_of_any_template_can_be_published(document: Json):
    before = copy.deepcopy(document)
    review = review_of(document)
    assert document == before
    if asked_again(document):
        assert formschema.check(review) == []


def test_it_catches_up_and_keeps_what_was_added_and_changed_in_it():
    base = review_of(SOURCE)
    mine = copy.deepcopy(base)
    mine["properties"]["about"]["properties"]["extra"] = {"type": "string", "title": "Anything else?"}
    mine["properties"]["about"]["properties"]["alone"]["title"] = "Do you still live alone?"
    source = copy.deepcopy(SOURCE)
    inside = source["properties"]["about"]["properties"]
    inside["alone"]["title"] = "Do you live alone?"
    inside["who"]["title"] = "Who lives with you?"
    inside["born"]["x-aimwell"] = {"review": True}
    found = caught_up(base, review_of(source), mine)
    questions = found.template["properties"]["about"]["properties"]
    assert questions["alone"]["title"] == "Do you still live alone?"
    assert questions["who"]["title"] == "Who lives with you?"
    assert {"extra", "born", "born_why"} <= set(questions)
    assert [change.title for change in found.left] == ["Do you live alone?"]
    assert found.taken
    assert formschema.check(dict(found.template)) == []
    again = caught_up(review_of(source), review_of(source), found.template)
    assert (again.taken, again.left) == ((), ())
