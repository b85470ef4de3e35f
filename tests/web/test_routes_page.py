"""The routes of a form: listed in order with what decides about each, for those who may read them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from editor import make_editor, signed_in
from factories import make_member
from routes_author import Author, line, words_of

from aimwell.organisations.roles import Role


@pytest.fixture
def author(db: None) -> Author:
    return Author()


def test_every_question_is_listed_with_all_that_decides_about_it(author: Author):
    response = author.client.get(reverse("aimwell_routes", args=[author.page.pk]))
    rows = {row.title: row for row in response.context["rows"]}
    assert [row.number for row in rows.values()] == [
        *("1", "1.1", "1.2", "1.3", "1.4"),
        *("2", "2.1", "2.1.1", "2.1.2", "2.1.3"),
    ]
    alone = rows["Do you live alone?"]
    assert (alone.kind, alone.who, alone.required) == ("Yes or no", "The person", True)
    assert response.content.decode().count("Edit condition") == 10


def test_an_approver_reads_the_list_and_edits_nothing(author: Author):
    client = signed_in(make_member(author.organisation, Role.APPROVER))
    listed = client.get(reverse("aimwell_routes", args=[author.page.pk]))
    assert listed.status_code == 200
    assert "Edit condition" not in listed.content.decode()
    assert client.post(author.condition_url("with"), {"do": "always"}).status_code in (302, 403)
    assert author.page.revisions.count() == 1


def test_another_organisation_is_refused(author: Author):
    _, stranger = make_editor("theirs")
    client: Client = signed_in(stranger)
    for url in (reverse("aimwell_routes", args=[author.page.pk]), author.condition_url("with")):
        assert client.get(url).status_code in (302, 404)
        assert client.post(url, {"do": "always"}).status_code in (302, 404, 405)


def test_what_can_never_be_asked_stands_beside_its_question_and_stops_publishing(author: Author):
    contradiction = line("p0", "home/alone", "equals", "true") | line("p1", "home/alone", "equals", "false")
    author.post("with", **contradiction)
    listed = author.client.get(reverse("aimwell_routes", args=[author.page.pk]), {"show": "problems"})
    assert [row.title for row in listed.context["rows"]] == ["At home", "Who lives with you?"]
    said = "it needs ‘Do you live alone?’ to be Yes and No at once"
    assert said in " ".join(words_of(listed))
    told = author.client.get(reverse("aimwell_problems", args=[author.page.pk])).json()
    (stop,) = told["stops"]
    assert said in stop["title"]
    assert stop["url"].endswith(f"/routes/#route-{author.block('with')}")


def test_what_is_always_asked_is_only_advice(author: Author):
    either = line("p0", "home/alone", "equals", "true") | line("p1", "home/alone", "equals", "false")
    author.post("with", **either, match="any")
    told = author.client.get(reverse("aimwell_problems", args=[author.page.pk])).json()
    assert told["problems"] == []
    assert "is always asked" in told["routes"][0]["title"]
