"""FHIR Questionnaires come in as templates, and templates go out as Questionnaires."""

from __future__ import annotations

import json

import pytest
from formschema_strategies import templates
from hypothesis import given, settings

from aimwell.exchange import is_questionnaire, read_questionnaire, write_questionnaire
from aimwell.formschema import TemplateRefused, check, outline, read
from aimwell.formschema.conditions import holds
from aimwell.places import SCHEMAS

QUESTIONNAIRE = {
    "resourceType": "Questionnaire",
    "title": "Falls",
    "status": "active",
    "copyright": "Somebody’s",
    "contained": [
        {
            "resourceType": "ValueSet",
            "id": "aids",
            "compose": {
                "include": [{"concept": [{"code": "stick", "display": "A stick"}, {"code": "frame"}]}]
            },
        }
    ],
    "item": [
        {
            "linkId": "1",
            "text": "About the falls",
            "type": "group",
            "item": [
                {"linkId": "1.1", "text": "Have you fallen?", "type": "boolean", "required": True},
                {
                    "linkId": "1.2",
                    "prefix": "2.",
                    "text": "How often?",
                    "type": "integer",
                    "extension": [
                        {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 1},
                        {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 50},
                    ],
                    "enableWhen": [{"question": "1.1", "operator": "=", "answerBoolean": True}],
                    "_text": {
                        "extension": [
                            {
                                "url": "http://hl7.org/fhir/StructureDefinition/translation",
                                "extension": [
                                    {"url": "lang", "valueCode": "cy"},
                                    {"url": "content", "valueString": "Pa mor aml?"},
                                ],
                            }
                        ]
                    },
                },
                {
                    "linkId": "1.3",
                    "text": "What helps?",
                    "type": "choice",
                    "repeats": True,
                    "answerValueSet": "#aids",
                },
                {
                    "linkId": "1.4",
                    "text": "Where was it?",
                    "type": "open-choice",
                    "answerOption": [
                        {"valueCoding": {"code": "in", "display": "Indoors"}},
                        {"valueString": "Outdoors"},
                    ],
                    "enableWhen": [
                        {"question": "1.1", "operator": "exists", "answerBoolean": True},
                        {"question": "1.2", "operator": ">", "answerInteger": 1},
                    ],
                    "enableBehavior": "all",
                },
            ],
        },
        {
            "linkId": "2",
            "text": "Medicines",
            "type": "group",
            "repeats": True,
            "item": [
                {"linkId": "2.1", "text": "Name", "type": "string", "required": True},
                {
                    "linkId": "2.2",
                    "text": "Since when?",
                    "type": "date",
                    "enableWhen": [{"question": "2.1", "operator": "!=", "answerString": "none"}],
                },
            ],
        },
        {"linkId": "3", "text": "A picture", "type": "attachment"},
        {
            "linkId": "4",
            "text": "Country",
            "type": "choice",
            "answerValueSet": "https://example.org/countries",
        },
    ],
}


def test_groups_kinds_limits_and_options_come_along():
    brought = read_questionnaire(QUESTIONNAIRE)
    falls, loose = brought.template["properties"].values()
    fallen, often, helps, place = falls["properties"].values()
    assert falls["title"] == "About the falls"
    assert fallen["type"] == "boolean"
    assert len(falls["required"]) == 1
    assert often["title"] == "2. How often?"
    assert (often["minimum"], often["maximum"]) == (1, 50)
    assert helps["items"]["enum"] == ["stick", "frame"]
    assert helps["x-aimwell"]["labels"] == {"stick": "A stick"}
    assert place["enum"] == ["in", "Outdoors"]
    assert [
        column["title"] for column in loose["properties"]["question_2"]["items"]["properties"].values()
    ] == [
        "Name",
        "Since when?",
    ]
    assert check(brought.template) == []


def test_conditions_come_along():
    brought = read_questionnaire(QUESTIONNAIRE)
    sketch = outline(brought.template)
    often, place = sketch.sections[0].questions[1], sketch.sections[0].questions[3]
    section, fallen = sketch.sections[0].key, sketch.sections[0].questions[0].key
    assert holds(often.when, {section: {fallen: True}})
    assert not holds(often.when, {section: {fallen: False}})
    assert not holds(place.when, {section: {fallen: True, often.key: 1}})
    assert holds(place.when, {section: {fallen: True, often.key: 2}})
    since = sketch.sections[1].questions[0].questions[1]
    assert holds(since.when, {}, {})  # “not equal” holds without an answer in FHIR
    assert not holds(since.when, {}, {sketch.sections[1].questions[0].questions[0].key: "none"})


def test_the_report_names_what_did_not_come_along():
    lines = {line.what: (line.outcome, line.message) for line in read_questionnaire(QUESTIONNAIRE).lines}
    assert lines["A picture"][0] == "refused"
    assert "fetched from elsewhere" in lines["Country"][1]
    assert lines["Where was it?"][0] == "approximated"
    assert lines["Somebody’s"][0] == "approximated"
    assert lines["Have you fallen?"][0] == "mapped"


def test_a_translation_comes_along():
    said = read_questionnaire(QUESTIONNAIRE).template["x-aimwell"]["translations"]["cy"]
    assert list(said.values()) == [{"text": "Pa mor aml?", "of": "2. How often?"}]


def test_five_thousand_items_are_refused_in_words():
    items = [{"linkId": str(n), "text": "Q", "type": "string"} for n in range(5_000)]
    with pytest.raises(TemplateRefused, match="5,000 items"):
        read_questionnaire({"resourceType": "Questionnaire", "item": items})


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"linkId": 5, "type": ["group"], "text": {}},
        {"linkId": "x", "type": "choice", "answerOption": "no"},
        {"linkId": "x", "type": "choice", "answerOption": [{"valueCoding": {}}, 3]},
        {"linkId": "x", "type": "string", "extension": "no", "enableWhen": "no", "item": "no"},
        {"linkId": "x", "type": "integer", "enableWhen": [{"question": "x", "operator": "??"}]},
        {"linkId": "", "type": "group", "item": [{"linkId": "", "type": "group", "item": [{}]}]},
    ],
)
def test_a_broken_item_breaks_nothing(item):
    brought = read_questionnaire({"resourceType": "Questionnaire", "title": 7, "item": [item]})
    check(brought.template)


@pytest.mark.parametrize("file", sorted((SCHEMAS / "starter").glob("*.json")), ids=lambda file: file.stem)
def test_a_starter_goes_out_and_comes_back_asking_the_same(file):
    template = read(file.read_text())
    taken = write_questionnaire(template, version="1")
    assert is_questionnaire(json.loads(json.dumps(taken.document)))
    back = outline(read_questionnaire(taken.document).template)
    written = {
        question.title: (question.required, tuple(option.value for option in question.options))
        for question in outline(template).all_questions()
        if question.widget not in ("measure", "guidance", "calculated")
    }
    found = {
        question.title: (question.required, tuple(option.value for option in question.options))
        for question in back.all_questions()
        if question.widget != "guidance"
    }
    assert written == found


def test_a_measure_goes_out_as_its_heading_only():
    template = {
        "type": "object",
        "properties": {"a": {"title": "Goals", "x-aimwell": {"widget": "measure", "measure": "copm"}}},
    }
    taken = write_questionnaire(template)
    (item,) = taken.document["item"][0]["item"]
    assert item == {"linkId": "/form/a", "text": "Goals", "type": "display"}
    assert taken.lines[0].outcome == "refused"


def test_a_condition_that_enable_when_cannot_say_is_written_as_fhirpath():
    when = {
        "any": [
            {
                "all": [
                    {"question": "a/n", "operator": "at_least", "value": 1},
                    {"question": "a/y", "operator": "equals", "value": True},
                ]
            },
            {"question": "a/n", "operator": "not_answered"},
        ]
    }
    template = {
        "type": "object",
        "properties": {
            "a": {
                "type": "object",
                "properties": {
                    "n": {"type": "integer"},
                    "y": {"type": "boolean"},
                    "t": {"type": "string", "x-aimwell": {"when": when}},
                },
            }
        },
    }
    taken = write_questionnaire(template)
    item = taken.document["item"][0]["item"][2]
    assert "enableWhen" not in item
    assert "where($this>=1)" in item["extension"][0]["valueExpression"]["expression"]
    assert [line.outcome for line in taken.lines if line.what == "T"] == ["approximated"]


@settings(max_examples=60)
@given(templates())
def test_every_template_goes_out_and_what_comes_back_can_be_checked(template):
    taken = write_questionnaire(template)
    brought = read_questionnaire(json.loads(json.dumps(taken.document)))
    faults = [problem.id for problem in check(brought.template)]
    assert set(faults) <= {
        "options-refused",
        "condition-value",
        "pattern-unsafe",
        "limits-crossed",
        "condition-later-question",
    }
