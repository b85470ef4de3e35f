"""The condition of a question, edited from the list of routes."""

from __future__ import annotations

import pytest
from django.urls import reverse
from factories import make_member
from routes_author import ALONE, Author, Json, document, line, words_of

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage


@pytest.fixture
def author(db: None) -> Author:
    return Author()


def test_choosing_a_question_shows_its_comparisons_and_answers(author: Author):
    response = author.post("with", "show", **{"p0-kind": "line", "p0-question": "home/alone"})
    (shown,) = response.context["form"].parts
    assert [words for _, words in shown.asked.answers] == ["Yes", "No"]
    assert [operator for operator, _ in shown.asked.comparisons] == [
        "equals",
        "not_equals",
        "answered",
        "not_answered",
    ]
    assert author.when("with") is None, "nothing is saved yet"


def test_only_questions_that_stand_before_can_be_chosen(author: Author):
    assert list(author.open("with")["form"].asked) == ["home/alone"]
    assert list(author.open("rate")["form"].asked) == [
        *("home/alone", "home/with", "home/age", "home/help"),
        *("./name", "./paid"),
    ]
    assert not author.open("alone")["form"].asked


def test_a_saved_condition_is_a_new_draft_and_is_told_in_words(author: Author):
    before = author.page.revisions.count()
    response = author.post("with", **line("p0", "home/alone", "equals", "false"))
    assert response.status_code == 302
    assert response["Location"].endswith(f"#route-{author.block('with')}")
    assert author.when("with") == ALONE
    assert author.page.revisions.count() == before + 1
    text = " ".join(words_of(author.client.get(response["Location"])))
    assert "Asked when ‘Do you live alone?’ is No" in text
    listed = author.client.get(reverse("aimwell_routes", args=[author.page.pk])).context["rows"]
    alone = next(row for row in listed if row.title == "Do you live alone?")
    assert alone.uses == ["Condition of ‘Who lives with you?’"]


def test_the_condition_stands_in_the_editor_too_and_follows_its_question(author: Author):
    author.post("with", **line("p0", "home/alone", "equals", "false"))
    block = author.latest.body[0].value["questions"][1].value["when"]
    assert block["rows"][0]["question"] == author.block("alone")


def test_several_answers_of_a_list_are_one_line(author: Author):
    author.post("people", **line("p0", "home/help", "equals", "family", "friend"))
    assert author.when("people", "carers") == {
        "question": "home/help",
        "operator": "one_of",
        "value": ["family", "friend"],
    }
    (shown,) = author.open("people")["form"].parts
    assert (shown.operator, shown.values) == ("equals", ["family", "friend"])


def test_groups_and_turning_round(author: Author):
    group = {"p1-kind": "group", "p1-match": "any", "p1-not": "on"}
    inside = line("p1-l0", "home/age", "less_than", "18") | line("p1-l1", "home/help", "answered")
    lines = line("p0", "home/alone", "equals", "true") | group | inside | {"p1-l1-not": "on"}
    author.post("people", **lines)
    assert author.when("people", "carers") == {
        "all": [
            {"question": "home/alone", "operator": "equals", "value": True},
            {
                "not": {
                    "any": [
                        {"question": "home/age", "operator": "less_than", "value": 18},
                        {"not": {"question": "home/help", "operator": "answered"}},
                    ]
                }
            },
        ]
    }
    form = author.open("people")["form"]
    assert form.parts[1].negated
    assert [shown.negated for shown in form.parts[1].lines] == [False, True]
    # Said in blocks, it follows its questions too.
    advanced = author.latest.body[1].value["questions"][0].value["when"]["advanced"]
    assert author.block("age") in advanced


def test_saving_what_is_there_changes_nothing(author: Author):
    author.post("with", **line("p0", "home/alone", "equals", "false"))
    before = author.page.revisions.count()
    author.post("with", **line("p0", "home/alone", "equals", "false"))
    assert author.page.revisions.count() == before


def test_taking_the_condition_off(author: Author):
    author.post("with", **line("p0", "home/alone", "equals", "false"))
    author.post("with", "always")
    assert author.when("with") is None


def test_in_a_row_the_same_row_may_be_asked(author: Author):
    author.post("rate", **line("p0", "./paid", "equals", "true"))
    assert author.when("rate", "carers") == {"question": "./paid", "operator": "equals", "value": True}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"p0-kind": "line", "p0-question": "home/alone"}, "Now choose the comparison and the answer"),
        (line("p0", "home/alone", "less_than", "true"), "Choose how to compare"),
        (line("p0", "home/alone"), "Choose an answer"),
        (line("p0", "home/age", "at_least", "old"), "as a number"),
        (line("p0", "home/age", "at_least"), "Write an answer"),
        (line("p0", "home/help", "not_equals", "family", "friend"), "Choose one answer"),
        (line("p0", "home/help", "equals", "somebody"), "Choose one of the answers"),
        (line("p0", "carers/people", "answered"), "isn’t asked before"),
    ],
)
def test_what_can_t_be_meant_is_said_and_nothing_is_lost(author: Author, fields: Json, said: str):
    response = author.post("carers", **fields)
    assert response.status_code == 422
    assert said in " ".join(words_of(response))
    (shown,) = response.context["form"].parts
    assert shown.question == fields["p0-question"]
    assert author.page.revisions.count() == 1


def test_lines_are_added_and_taken_out_without_saving(author: Author):
    first = line("p0", "home/alone", "equals", "true")
    form = author.post("people", "group", **first).context["form"]
    assert [part.prefix for part in form.parts] == ["p0", "p1"]
    assert form.parts[1].lines[0].prefix == "p1-l0"
    both = first | {"p1-kind": "group"} | line("p1-l0", "home/age", "at_least", "65")
    form = author.post("people", "line:p1", **both).context["form"]
    assert len(form.parts[1].lines) == 2
    form = author.post("people", "remove:p0", **both).context["form"]
    assert form.parts[0].prefix == "p0"
    assert form.parts[0].lines[0].values == ["65"]
    assert author.page.revisions.count() == 1


@pytest.mark.django_db
def test_a_condition_too_deep_for_lines_is_said_in_words_and_kept():
    inner = {"all": [ALONE, {"question": "home/age", "operator": "answered"}]}
    deep = {"all": [{"any": [inner, ALONE]}, ALONE]}
    template = document()
    template["properties"]["carers"]["x-aimwell"] = {"when": deep}
    author = Author(template)
    context = author.open("carers")
    assert context["is_kept"]
    assert "Asked when ((" in context["now"]
    author.post("carers", "save", **{"p0-kind": "line", "p0-question": ""})
    assert author.latest.written().template["properties"]["carers"]["x-aimwell"]["when"] == deep


def test_somebody_elses_save_meanwhile_is_told_and_nothing_is_lost(author: Author):
    opened = author.page.get_latest_revision().pk
    colleague = make_member(author.organisation, Role.SERVICE_MANAGER)
    page = author.latest
    page.title = "Renamed meanwhile"
    page.save_revision(user=colleague)
    fields = line("p0", "home/alone", "equals", "false")
    response = author.post("with", **fields, base=opened)
    assert response.status_code == 409
    assert "saved this form while you were working here" in " ".join(words_of(response))
    assert response.context["form"].parts[0].values == ["false"]
    assert author.when("with") is None
    author.post("with", **fields)
    assert author.when("with") == ALONE
    assert author.latest.title == "Renamed meanwhile"


def test_a_lock_is_respected(author: Author):
    colleague = make_member(author.organisation, Role.SERVICE_MANAGER)
    TemplatePage.objects.filter(pk=author.page.pk).update(locked=True, locked_by=colleague)
    response = author.post("with", **line("p0", "home/alone", "equals", "false"))
    assert response.status_code == 409
    assert "Nothing was saved" in " ".join(words_of(response))
    assert author.when("with") is None
