"""XLSForms come in as templates; what can't come along is said."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsforms import CHOICES, SETTINGS, workbook

from aimwell.exchange import Brought, is_workbook, read_xlsform
from aimwell.exchange.building import Asked
from aimwell.exchange.xlsform.expressions import Unsayable, condition, parse
from aimwell.formschema import TemplateRefused, check, compile, validate


@pytest.fixture(scope="module")
def brought() -> Brought:
    return read_xlsform(workbook())


def question(brought: Brought, section: str, key: str):
    return brought.template["properties"][section]["properties"][key]


def lines(brought: Brought, outcome: str) -> dict[str, str]:
    return {line.what: line.message for line in brought.lines if line.outcome == outcome}


def a_survey(*rows: tuple[object, ...], header=("type", "name", "label", "relevant")) -> Brought:
    return read_xlsform(workbook([header, *rows], CHOICES, SETTINGS))


def test_groups_become_sections_and_questions_keep_their_names(brought):
    sections = brought.template["properties"]
    assert list(sections) == ["home", "questions"]
    assert brought.template["title"] == "Home visit"
    assert list(sections["home"]["properties"]) == ["alone", "who", "falls", "hard", "bath"]
    assert sections["home"]["required"] == ["alone", "falls"]


def test_what_is_brought_has_no_problems(brought):
    assert check(brought.template) == []


def test_kinds_limits_and_texts(brought):
    assert question(brought, "home", "falls") == {
        "type": "integer",
        "title": "Falls in the last month",
        "minimum": 0,
        "maximum": 60,
    }
    assert question(brought, "home", "who")["x-aimwell"]["hint"] == "First names"
    assert question(brought, "home", "alone")["enum"] == ["yes", "no"]
    assert question(brought, "home", "alone")["x-aimwell"]["labels"] == {"yes": "Yes", "no": "No"}
    assert question(brought, "questions", "pain")["x-aimwell"] == {"widget": "scale"}
    assert question(brought, "questions", "since")["x-aimwell"]["notFuture"] is True
    assert question(brought, "questions", "thanks")["x-aimwell"] == {"widget": "guidance"}


def test_conditions_come_along(brought):
    assert question(brought, "home", "who")["x-aimwell"]["when"] == {
        "question": "home/alone",
        "operator": "equals",
        "value": "no",
    }
    assert question(brought, "home", "bath")["x-aimwell"]["when"] == {
        "all": [
            {"question": "home/hard", "operator": "includes", "value": "bath"},
            {"question": "home/falls", "operator": "more_than", "value": 0},
        ]
    }
    assert question(brought, "questions", "since")["x-aimwell"]["when"] == {
        "question": "questions/pain",
        "operator": "answered",
    }


def test_a_repeat_becomes_a_group_whose_conditions_stay_in_the_row(brought):
    rows = question(brought, "questions", "helper")["items"]["properties"]
    assert list(rows) == ["name", "relation", "other"]
    assert rows["other"]["x-aimwell"]["when"]["question"] == "./relation"


def test_translations_say_what_they_translate(brought):
    welsh = brought.template["x-aimwell"]["translations"]["cy"]
    assert welsh["/properties/home/title"] == {"text": "Eich cartref", "of": "Your home"}
    assert welsh["/properties/home/properties/alone/x-aimwell/labels/no"] == {"text": "Nac ydw", "of": "No"}


def test_the_report_names_what_did_not_come_along(brought):
    refused = lines(brought, "refused")
    assert "can’t be asked" in refused["Where?"]
    assert "calculated answer" in refused["score"]
    assert "keeps by itself" in refused["start"]
    assert lines(brought, "approximated") == {}
    assert "Falls in the last month" in lines(brought, "mapped")


@pytest.mark.parametrize(
    ("relevant", "said"),
    [
        ("${alone} != 'yes'", {"not": {"question": "questions/alone", "operator": "equals", "value": "yes"}}),
        ("not(${n} >= 3)", {"not": {"question": "questions/n", "operator": "at_least", "value": 3}}),
        ("2 < ${n}", {"question": "questions/n", "operator": "more_than", "value": 2}),
        ("${n} = ''", {"question": "questions/n", "operator": "not_answered"}),
        ("${n} < -1.5", {"question": "questions/n", "operator": "less_than", "value": -1.5}),
    ],
)
def test_expressions_that_conditions_can_say(relevant, said):
    found = a_survey(
        ("select_one yes_no", "alone", "Alone?"),
        ("decimal", "n", "How many?"),
        ("text", "why", "Why?", relevant),
    )
    assert question(found, "questions", "why")["x-aimwell"]["when"] == said
    assert check(found.template) == []


@pytest.mark.parametrize(
    "relevant",
    [
        "${gone} = 1",
        "${n} + 1 = 2",
        "count(${n}) > 1",
        "${n} = ${m}",
        "${n",
        "'a' = 'a'",
        "(" * 60 + "${n}" + ")" * 60,
    ],
)
def test_expressions_that_they_cannot_say_are_told(relevant):
    found = a_survey(("integer", "n", "N?"), ("integer", "m", "M?"), ("text", "why", "Why?", relevant))
    assert "when" not in question(found, "questions", "why").get("x-aimwell", {})
    assert "always asked" in lines(found, "refused")["Why?"]


def a_question(name: str) -> Asked:
    if name == "b":
        raise Unsayable("it isn’t there")
    return Asked(name, name, "section", {"type": "integer"})


@given(st.text(alphabet="${}ab='\"()<>!,.and or not 0123456789selected", max_size=80))
def test_no_expression_breaks_the_reader(text):
    with contextlib.suppress(Unsayable):
        condition(parse(text), a_question, None)


def test_a_group_in_a_group_becomes_a_heading_whose_condition_holds_for_its_questions():
    found = a_survey(
        ("begin group", "a", "A"),
        ("integer", "n", "N?"),
        ("begin group", "b", "B", "${n} > 1"),
        ("text", "t", "T?"),
        ("end group",),
        ("end group",),
    )
    assert question(found, "a", "t")["x-aimwell"]["when"]["operator"] == "more_than"
    assert "heading" in lines(found, "approximated")["B"]
    assert check(found.template) == []


def test_a_repeat_in_a_repeat_and_a_group_never_ended_are_told():
    found = a_survey(
        ("begin repeat", "child", "Child"),
        ("begin repeat", "toy", "Toy"),
        ("text", "colour", "Colour?"),
    )
    assert "once a row" in lines(found, "refused")["Toy"]
    assert "never ended" in lines(found, "approximated")["repeat"]
    assert check(found.template) == []


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 60_000_000)
    return held.getvalue()


def with_entities() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as good, zipfile.ZipFile(held, "w") as package:
        for entry in good.infolist():
            content = good.read(entry)
            if entry.filename.endswith(("sheet1.xml", "workbook.xml")):
                content = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + content.partition(b"?>")[2]
            package.writestr(entry.filename, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 not a zip", "isn’t an Excel workbook"),
        (b"\xd0\xcf\x11\xe0old", "old kind"),
        (workbook()[:2000], "isn’t an Excel workbook"),
        (bomb(), "50 MB"),
        (with_entities(), "isn’t an Excel workbook"),
        (b"PK" + b"0" * 5_000_001, "larger than 5 MB"),
        (workbook([("a", "b"), ("c", "d")]), "isn’t an XLSForm"),
        (workbook([("type", "name", "label"), *[("text", f"q{n}", "Q") for n in range(3001)]]), "Split it"),
        (workbook([("type", "name", "label"), *[("text", f"q{n}", "Q") for n in range(5001)]]), "Split"),
    ],
    ids=["no-zip", "old", "cut-off", "bomb", "entities", "large", "no-survey", "long", "endless"],
)
def test_files_that_are_none_are_refused_in_words(content, said):
    with pytest.raises(TemplateRefused) as refused:
        read_xlsform(content)
    (problem,) = refused.value.problems
    assert said in f"{problem.message} {problem.remedy}"
    assert problem.remedy


def test_what_a_workbook_looks_like():
    assert is_workbook(workbook())
    assert not is_workbook(b"{}")


def test_answers_can_be_given_to_what_was_brought(brought):
    answers = {"home": {"alone": "yes", "falls": 0}, "questions": {"helper": [{"name": "Jo"}]}}
    assert validate(compile(brought.template), answers) == []
    assert validate(compile(brought.template), {**answers, "home": {"alone": "yes", "falls": 61}})
