"""Locks hold on the server, whichever way a form is changed."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS
from library import FALLS, document_with, make_item, text_of

from aimwell.formschema import TemplateRefused
from aimwell.library.models import ItemVersion, TemplateVersion
from aimwell.library.models.items import Offered
from aimwell.library.shelf import withdraw
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import Following, TemplatePage

pytestmark = pytest.mark.django_db

Json = Any


def follower(**options: Any) -> tuple[Organisation, User, TemplatePage, ItemVersion]:
    """A form that follows a section of its organisation's library, behind its first section."""
    ours, manager = make_editor()
    version = make_item(ours, manager, **options)
    page = make_template_page(ours, manager, document_with(version, TWO_SECTIONS, "/properties/about"))
    return ours, manager, page, version


def edit_url(page: TemplatePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def stream_of(page: TemplatePage) -> Json:
    return TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object().body.get_prep_value()


def question(stream: Json, title: str) -> Json:
    return next(
        block
        for section in stream
        for block in section["value"]["questions"]
        if block["value"]["title"] == title
    )


def problem_words(user: User, page: TemplatePage) -> str:
    found = signed_in(user).get(reverse("aimwell_problems", args=[page.pk])).json()["problems"]
    return " ".join(problem["message"] for problem in found)


def published(organisation: Organisation) -> int:
    with acting_for(organisation):
        return TemplateVersion.objects.count()


def test_a_form_that_keeps_to_its_locks_is_published_and_says_what_it_follows():
    ours, manager, page, version = follower()
    response = signed_in(manager).post(edit_url(page), form_data(page, **{"action-publish": "1"}))
    assert response.status_code == 302, response.context["form"].errors
    with acting_for(ours):
        document = json.loads(TemplateVersion.objects.get().text)
    said = document["properties"]["falls"]["x-aimwell"]["library"]
    assert said == {
        "item": str(version.item_id),
        "version": 1,
        "mode": "follow",
        "locks": ["wording", "options", "required", "order"],
    }


def reworded(stream: Json) -> None:
    question(stream, "Have you fallen?")["value"]["title"] = "Did you fall?"


def optional(stream: Json) -> None:
    question(stream, "Have you fallen?")["value"]["required"] = False


def other_options(stream: Json) -> None:
    question(stream, "Where?")["value"]["options"] += "\nGarden"


def turned(stream: Json) -> None:
    stream[1]["value"]["questions"].reverse()


def unlinked(stream: Json) -> None:
    stream[1]["value"]["library"] = ""
    reworded(stream)


def a_copy(stream: Json) -> None:
    said = json.loads(stream[1]["value"]["library"])
    said["library"] = {**said["library"], "mode": "copy", "locks": []}
    stream[1]["value"]["library"] = json.dumps(said)


def unlocked(stream: Json) -> None:
    said = json.loads(stream[1]["value"]["library"])
    said["library"]["locks"] = []
    stream[1]["value"]["library"] = json.dumps(said)
    reworded(stream)


def claimed_local(stream: Json) -> None:
    reworded(stream)
    question(stream, "Did you fall?")["value"]["library"] = '{"local": true}'


def renamed(stream: Json) -> None:
    question(stream, "Have you fallen?")["value"]["key"] = "other"


EDITS = [reworded, optional, other_options, turned, unlinked, a_copy, unlocked, claimed_local, renamed]


@pytest.mark.parametrize("edit", EDITS)
def test_the_editor_saves_a_breach_and_says_so_and_refuses_to_publish_it(edit: Any):
    ours, manager, page, _ = follower()
    browser = signed_in(manager)
    stream = page.body.get_prep_value()
    edit(stream)
    saved = browser.post(edit_url(page), form_data(page, body=stream), headers={"accept": "application/json"})
    assert saved.json()["success"] is True
    assert "“Falls” of Ours service" in problem_words(manager, page)
    refused = browser.post(edit_url(page), form_data(page, body=stream, **{"action-publish": "1"}))
    assert refused.status_code == 200
    draft = TemplatePage.objects.get(pk=page.pk)
    with pytest.raises(TemplateRefused):
        draft.get_latest_revision().publish(user=manager)
    asked = browser.post(edit_url(page), form_data(page, body=stream, **{"action-submit": "1"}))
    assert asked.status_code == 200 or not draft.workflow_in_progress
    assert published(ours) == 0


def test_a_question_added_inside_is_marked_local_and_nothing_else_is():
    _, manager, page, _ = follower()
    stream = page.body.get_prep_value()
    own = deepcopy(question(stream, "Have you fallen?"))
    own["id"] = "00000000-0000-4000-8000-000000000001"
    own["value"] |= {"title": "Do you feel safe?", "key": ""}
    stream[1]["value"]["questions"].append(own)
    signed_in(manager).post(edit_url(page), form_data(page, body=stream))
    assert problem_words(manager, page) == ""
    document = json.loads(TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object().text())
    inside = document["properties"]["falls"]["properties"]
    assert inside["do_you_feel_safe"]["x-aimwell"] == {"local": True}
    assert [key for key, part in inside.items() if "local" in part.get("x-aimwell", {})] == [
        "do_you_feel_safe"
    ]


def test_an_old_revision_does_not_bring_back_the_time_before_the_lock():
    ours, manager, page, version = follower(locks=())
    stream = page.body.get_prep_value()
    reworded(stream)
    browser = signed_in(manager)
    browser.post(edit_url(page), form_data(page, body=stream))
    second = make_item(ours, manager, item=version.item)
    said = json.loads(stream[1]["value"]["library"])
    note = second.as_item("").note("follow")
    followed = deepcopy(stream)
    question(followed, "Did you fall?")["value"]["title"] = "Have you fallen?"
    followed[1]["value"]["library"] = json.dumps({**said, "library": note})
    browser.post(edit_url(page), form_data(page, body=followed))
    assert problem_words(manager, page) == ""
    with acting_for(ours):
        assert Following.objects.get(page=page).version == 2
    # Back to the revision that followed version 1, in which nothing was locked.
    old = TemplatePage.objects.get(pk=page.pk).revisions.order_by("pk")[1].as_object()
    old.save_revision(user=manager)
    assert "follows version 2" in problem_words(manager, page)


def test_a_document_that_claims_more_than_is_so_comes_in_as_a_copy():
    _, manager, _, version = follower()
    browser = signed_in(manager)
    honest = document_with(version, TWO_SECTIONS, "/properties/about")
    changed = deepcopy(honest)
    changed["properties"]["falls"]["properties"]["fallen"]["title"] = "Did you fall?"
    unknown = json.loads(text_of(honest).replace(str(version.item_id).encode(), b"0" * 36))
    for document, mode in ((honest, "follow"), (changed, "copy"), (unknown, "copy")):
        response = browser.post(
            reverse("aimwell_bring", args=["ours"]),
            {"file": SimpleUploadedFile("form.json", text_of(document))},
            follow=True,
        )
        page = TemplatePage.objects.latest("pk").get_latest_revision_as_object()
        assert page.written().template["properties"]["falls"]["x-aimwell"]["library"]["mode"] == mode
        assert ("came in as a copy" in response.text) == (mode == "copy")
        assert problem_words(manager, page) == ""


def test_another_organisation_follows_what_is_offered_and_keeps_it_when_it_is_withdrawn():
    theirs, other = make_editor("theirs")
    version = make_item(theirs, other, offered=Offered.BY_OWNER)
    ours, manager = make_editor()
    page = make_template_page(ours, manager, document_with(version, TWO_SECTIONS, "/properties/about"))
    assert problem_words(manager, page) == ""
    with acting_for(theirs):
        withdraw(version.item)
    assert problem_words(manager, page) == ""
    stream = page.body.get_prep_value()
    reworded(stream)
    signed_in(manager).post(edit_url(page), form_data(page, body=stream))
    assert "“Falls” of Theirs service" in problem_words(manager, page)


def test_what_is_not_offered_can_not_be_followed_by_guessing_its_id():
    theirs, other = make_editor("theirs")
    version = make_item(theirs, other)
    ours, manager = make_editor()
    page = make_template_page(ours, manager, document_with(version, TWO_SECTIONS, "/properties/about"))
    told = problem_words(manager, page)
    assert "your library doesn’t have" in told
    assert "Theirs" not in told
    with acting_for(ours):
        assert Following.objects.count() == 0


def test_a_copied_page_and_a_moved_block_hold_the_same_locks():
    _, manager, page, _ = follower()
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, user=manager, keep_live=False)
    stream = copy.body.get_prep_value()
    reworded(stream)
    signed_in(manager).post(edit_url(copy), form_data(copy, body=stream))
    assert "locked" in problem_words(manager, copy)
    stream = page.body.get_prep_value()
    twin = json.loads(json.dumps(stream[1]).replace(stream[1]["id"], "00000000-0000-4000-8000-000000000009"))
    twin["value"]["key"] = ""
    twin["value"]["title"] = "Falls again"
    stream.append(twin)
    signed_in(manager).post(edit_url(page), form_data(page, body=stream))
    assert "The wording of “Falls again”" in problem_words(manager, page)


def test_deleting_a_page_that_follows_deletes_it():
    _, manager, page, _ = follower()
    signed_in(manager).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not TemplatePage.objects.filter(pk=page.pk).exists()


def test_the_item_itself_is_as_it_was_kept():
    ours, _, _, version = follower()
    with acting_for(ours):
        assert json.loads(ItemVersion.objects.get(pk=version.pk).text) == FALLS
