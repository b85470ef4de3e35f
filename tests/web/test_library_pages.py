"""What a manager does with a library, page by page."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS
from library import FALLS, document_with, make_item

from aimwell.library.models import ItemVersion, LibraryItem, TemplateVersion
from aimwell.library.models.items import Offered
from aimwell.library.shelf import withdraw
from aimwell.organisations.models import Organisation, User
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db

Json = Any


def draft(page: TemplatePage) -> TemplatePage:
    return TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def document(page: TemplatePage) -> Json:
    return draft(page).written().template


def at(page: TemplatePage, name: str = "aimwell_form_library") -> str:
    return reverse(name, args=[page.pk])


def test_a_section_is_kept_then_followed_in_another_form_and_published():
    ours, manager = make_editor()
    first = make_template_page(ours, manager, {**TWO_SECTIONS, "title": "First"})
    browser = signed_in(manager)
    kept = browser.post(
        at(first, "aimwell_form_library_keep"),
        {"part": "/properties/about", "item": "", "title": "", "locks": ["wording", "order"]},
        follow=True,
    )
    assert "“About you” is in the library, version 1." in kept.text
    with acting_for(ours):
        item = LibraryItem.objects.get()
    second = make_template_page(ours, manager, {**TWO_SECTIONS, "title": "Second"})
    added = browser.post(
        at(second, "aimwell_form_library_add"),
        {"item": str(item.pk), "after": "/properties/days", "mode": "follow"},
        follow=True,
    )
    assert "It follows version 1 of “About you” of Ours service." in added.text
    now = document(second)
    assert list(now["properties"]) == ["about", "days", "about_2"]
    when = now["properties"]["about_2"]["properties"]["who"]["x-aimwell"]["when"]
    assert when["question"] == "about_2/lives_alone"
    assert "Follows it" in browser.get(at(second)).text
    page = draft(second)
    response = browser.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, **{"action-publish": "1"})
    )
    assert response.status_code == 302, response.context["form"].errors
    with acting_for(ours):
        assert json.loads(TemplateVersion.objects.get().text) == now


def test_a_copy_is_the_forms_own():
    ours, manager = make_editor()
    version = make_item(ours, manager)
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    browser.post(
        at(page, "aimwell_form_library_add"),
        {"item": str(version.item_id), "after": "beginning", "mode": "copy"},
    )
    assert next(iter(document(page)["properties"])) == "falls"
    stream = draft(page).body.get_prep_value()
    stream[0]["value"]["questions"][0]["value"]["title"] = "Did you fall?"
    browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(draft(page), body=stream))
    assert browser.get(at(page, "aimwell_problems")).json()["problems"] == []


def test_what_has_problems_is_not_kept_and_a_version_stays_of_its_kind():
    ours, manager = make_editor()
    version = make_item(ours, manager)
    broken = deepcopy(TWO_SECTIONS)
    broken["properties"]["days"]["properties"]["falls"] |= {"minimum": 5, "maximum": 1}
    page = make_template_page(ours, manager, broken)
    browser = signed_in(manager)
    refused = browser.post(at(page, "aimwell_form_library_keep"), {"part": "/properties/days"})
    assert refused.status_code == 422
    assert "Put that right in the form first" in refused.text
    refused = browser.post(
        at(page, "aimwell_form_library_keep"),
        {"part": "/properties/about/properties/matters", "item": str(version.item_id)},
    )
    assert "is a section, and what you keep is a question" in refused.text
    with acting_for(ours):
        assert ItemVersion.objects.count() == 1


def test_what_is_locked_is_put_back_and_what_was_added_stays():
    ours, manager = make_editor()
    version = make_item(ours, manager)
    page = make_template_page(ours, manager, document_with(version, TWO_SECTIONS))
    browser = signed_in(manager)
    stream = page.body.get_prep_value()
    own = deepcopy(stream[0]["value"]["questions"][0])
    own["id"] = "00000000-0000-4000-8000-000000000001"
    own["value"] |= {"title": "Do you feel safe?", "key": ""}
    stream[0]["value"]["questions"].append(own)
    stream[0]["value"]["questions"][0]["value"]["title"] = "Did you fall?"
    stream[0]["value"]["library"] = ""
    browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, body=stream))
    assert "Something that is locked was changed." in browser.get(at(page)).text
    answer = browser.post(at(page, "aimwell_form_library_put_back"), follow=True)
    assert "Something that is locked was changed." not in answer.text
    falls = document(page)["properties"]["falls"]
    assert falls["properties"]["fallen"]["title"] == "Have you fallen?"
    assert falls["properties"]["do_you_feel_safe"]["x-aimwell"] == {"local": True}
    assert browser.get(at(page, "aimwell_problems")).json()["problems"] == []


def test_after_stopping_everything_may_be_changed():
    ours, manager = make_editor()
    version = make_item(ours, manager)
    page = make_template_page(ours, manager, document_with(version, TWO_SECTIONS))
    browser = signed_in(manager)
    block = page.body.get_prep_value()[0]["id"]
    answer = browser.post(at(page, "aimwell_form_library_stop"), {"block": block}, follow=True)
    assert "own copy now" in answer.text
    stream = draft(page).body.get_prep_value()
    stream[0]["value"]["questions"][0]["value"]["title"] = "Did you fall?"
    browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(draft(page), body=stream))
    assert browser.get(at(page, "aimwell_problems")).json()["problems"] == []


def followed_and_published(browser: Any, ours: Organisation, manager: User) -> tuple[TemplatePage, Any]:
    version = make_item(ours, manager, locks=())
    page = make_template_page(ours, manager, document_with(version, TWO_SECTIONS))
    published = browser.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, **{"action-publish": "1"})
    )
    assert published.status_code == 302, published.context["form"].errors
    return draft(page), version


def test_a_newer_version_is_offered_with_what_changes_and_what_there_is_to_choose():
    ours, manager = make_editor()
    browser = signed_in(manager)
    page, version = followed_and_published(browser, ours, manager)
    keys = dict(page.publication.keys)
    stream = page.body.get_prep_value()
    stream[0]["value"]["questions"][0]["value"]["title"] = "Did you fall?"
    browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, body=stream))
    part = deepcopy(FALLS)
    part["properties"]["fallen"]["title"] = "Have you had a fall?"
    part["properties"]["afraid"] = {"type": "boolean", "title": "Are you afraid of falling?"}
    make_item(ours, manager, part, locks=("options",), item=version.item)
    assert "There is version 2." in browser.get(reverse("aimwell_library", args=["ours"])).text
    block = stream[0]["id"]
    offered = browser.get(at(page, "aimwell_form_library_newer"), {"block": block})
    assert "Are you afraid of falling?" in offered.text
    assert "link to the library" not in offered.text
    (choice,) = offered.context["merge"].choices
    assert (choice.mine, choice.theirs) == ("Did you fall?", "Have you had a fall?")
    assert document(page)["properties"]["falls"]["x-aimwell"]["library"]["version"] == 1
    data = {"block": block, "revision": "1", f"choice-{choice.id}": "theirs"}
    stale = browser.post(at(page, "aimwell_form_library_newer"), data)
    assert "The draft was changed meanwhile" in stale.text
    data["revision"] = str(draft(page).latest_revision_id)
    taken = browser.post(at(page, "aimwell_form_library_newer"), data, follow=True)
    assert "The draft follows version 2" in taken.text
    falls = document(page)["properties"]["falls"]
    assert falls["x-aimwell"]["library"]["version"] == 2
    assert falls["properties"]["fallen"]["title"] == "Have you had a fall?"
    assert "afraid" in falls["properties"]
    after = draft(page)
    assert {block: key for block, key in after.written().keys.items() if block in keys} == keys
    assert browser.get(at(page, "aimwell_problems")).json()["problems"] == []
    with acting_for(ours):
        assert TemplateVersion.objects.count() == 1


def test_a_whole_form_is_started_as_a_copy_or_followed():
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    browser = signed_in(manager)
    browser.post(at(page, "aimwell_form_library_keep"), {"part": "", "locks": ["wording"]})
    with acting_for(ours):
        item = LibraryItem.objects.get()
    assert (
        "Start a form that follows it"
        in browser.get(reverse("aimwell_library_item", args=["ours", item.pk])).text
    )
    for mode in ("follow", "copy"):
        browser.post(reverse("aimwell_library_use", args=["ours", item.pk]), {"mode": mode})
        started = TemplatePage.objects.latest("pk")
        assert document(started)["x-aimwell"]["library"]["mode"] == mode
        assert browser.get(at(started, "aimwell_problems")).json()["problems"] == []
    started = TemplatePage.objects.order_by("-pk")[1]
    browser.post(
        reverse("wagtailadmin_pages:edit", args=[started.pk]), form_data(draft(started), title="Renamed")
    )
    (problem,) = browser.get(at(started, "aimwell_problems")).json()["problems"]
    assert "The wording of this was changed" in problem["message"]


def test_sharing_names_the_owner_and_withdrawing_tells_those_who_follow():
    theirs, other = make_editor("theirs")
    version = make_item(theirs, other)
    ours, manager = make_editor()
    page = make_template_page(ours, manager)
    mine, owner = signed_in(manager), signed_in(other)
    item = str(version.item_id)
    library = reverse("aimwell_library", args=["ours"])
    assert "Falls" not in mine.get(library).text
    assert mine.get(reverse("aimwell_library_item", args=["ours", item])).status_code == 404
    assert mine.post(reverse("aimwell_library_offer", args=["ours", item])).status_code == 404
    owner.post(reverse("aimwell_library_offer", args=["theirs", item]), {"offer": "true"})
    assert "Theirs service" in mine.get(library).text
    detail = mine.get(reverse("aimwell_library_item", args=["ours", item])).text
    assert "Theirs service" in detail
    assert "Withdraw it" not in detail
    for name in ("offer", "withdraw", "locks"):
        assert mine.post(reverse(f"aimwell_library_{name}", args=["ours", item])).status_code == 404
    mine.post(at(page, "aimwell_form_library_add"), {"item": item, "after": "beginning", "mode": "follow"})
    owner.post(reverse("aimwell_library_withdraw", args=["theirs", item]), {"withdraw": "true"})
    assert "is no longer offered. The form keeps version 1" in mine.get(library).text.replace("\n", " ")
    assert "You keep version 1 as it is." in mine.get(at(page)).text
    assert mine.get(at(page, "aimwell_problems")).json()["problems"] == []
    owner.post(reverse("aimwell_library_withdraw", args=["theirs", item]), {"withdraw": "false"})
    assert "no longer offered" not in mine.get(library).text


def test_locks_are_changed_by_a_new_version():
    ours, manager = make_editor()
    version = make_item(ours, manager)
    browser = signed_in(manager)
    address = reverse("aimwell_library_locks", args=["ours", version.item_id])
    browser.post(address, {"locks": ["wording"]})
    browser.post(address, {"locks": ["wording"]})
    with acting_for(ours):
        assert [one.locks for one in ItemVersion.objects.order_by("number")] == [
            ["wording", "options", "required", "order"],
            ["wording"],
        ]


def test_the_installations_administrator_offers_an_item_to_everybody():
    theirs, other = make_editor("theirs")
    version = make_item(theirs, other)
    _, manager = make_editor()
    address = reverse("aimwell_library_offers")
    assert signed_in(manager).get(address).status_code == 404
    root = User.objects.create_superuser("root", "root@example.org", "a long pass phrase")
    browser = signed_in(root)
    assert "Falls" in browser.get(address).text
    data = {"organisation": "theirs", "item": str(version.item_id), "offer": "true"}
    assert browser.post(address, {**data, "organisation": "ours"}).status_code == 404
    browser.post(address, data)
    with acting_for(theirs):
        assert LibraryItem.objects.get().offered == Offered.BY_INSTALLATION
    assert "Falls" in signed_in(manager).get(reverse("aimwell_library", args=["ours"])).text


def test_a_locked_page_is_not_changed():
    ours, manager = make_editor()
    version = make_item(ours, manager)
    page = make_template_page(ours, manager)
    _, other = make_editor("theirs")
    TemplatePage.objects.filter(pk=page.pk).update(locked=True, locked_by=other)
    answer = signed_in(manager).post(
        at(page, "aimwell_form_library_add"),
        {"item": str(version.item_id), "after": "beginning", "mode": "copy"},
    )
    assert "nothing was changed" in answer.text
    assert "falls" not in document(page)["properties"]


def test_an_item_that_is_gone_stays_in_the_form_of_its_owner():
    ours, manager = make_editor()
    version = make_item(ours, manager)
    page = make_template_page(ours, manager, document_with(version, TWO_SECTIONS))
    with acting_for(ours):
        withdraw(version.item)
    assert "No longer offered" in signed_in(manager).get(at(page)).text
