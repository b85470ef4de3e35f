"""A manager sees and touches only what is her own organisation's: every address of the editor is walked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from django.urls.converters import UUIDConverter
from editor import form_data, make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS, make_member
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for

pytestmark = pytest.mark.django_db

MARK = "Zanzibar"
"""Stands in every title of the other organisation's things."""


@pytest.fixture
def two(settings: Any, tmp_path: Any) -> dict[str, Any]:
    """Two organisations; ours has a manager, theirs has a page, revisions, an image and a document."""
    settings.MEDIA_ROOT = tmp_path
    ours, manager = make_editor("ours")
    mine = make_template_page(ours, manager)
    theirs, other = make_editor("theirs")
    theirs.name = f"{MARK} service"
    theirs.save()
    organisation_page = theirs.page
    organisation_page.title = organisation_page.draft_title = f"{MARK} service"
    organisation_page.save()
    organisation_page.save_revision(user=other)
    page = make_template_page(theirs, other, {**TWO_SECTIONS, "title": f"{MARK} form"})
    signed_in(other).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, **{"action-publish": "1"})
    )
    page.refresh_from_db()
    collection = theirs.collection.collection
    collection.name = f"{MARK} service"
    collection.save()
    image = Image.objects.create(
        title=f"{MARK} image", file=get_test_image_file(filename="zanzibar.png"), collection=collection
    )
    image.tags.add(f"{MARK}tag")
    document = Document.objects.create(
        title=f"{MARK} document", file=ContentFile(b"text", name="zanzibar.txt"), collection=collection
    )
    return {
        "ours": ours,
        "manager": manager,
        "mine": mine,
        "theirs": theirs,
        "page": page,
        "image": image,
        "document": document,
    }


class Named(NamedTuple):
    """An address, with all that it asks for by name, also by what it stands under."""

    pattern: URLPattern
    asks: Mapping[str, Any]


def patterns(
    urlpatterns: list[Any], prefix: tuple[str, ...] = (), above: Mapping[str, Any] = MappingProxyType({})
) -> Iterator[tuple[str, Named]]:
    """Every named address of the editor."""
    for pattern in urlpatterns:
        if isinstance(pattern, URLResolver):
            inner = (*prefix, pattern.namespace) if pattern.namespace else prefix
            yield from patterns(pattern.url_patterns, inner, {**above, **pattern.pattern.converters})
        elif pattern.name:
            asks = {**above, **pattern.pattern.converters}
            yield ":".join((*prefix, pattern.name)), Named(pattern, asks)


NAMED = dict(patterns(wagtailadmin_urls.urlpatterns))


NO_UUID = "00000000-0000-4000-8000-000000000000"


def arguments(name: str, asks: Mapping[str, Any], two: dict[str, Any]) -> dict[str, Any]:
    """What of theirs an address could be asked for."""
    page = two["page"]
    thing: Any = page
    if "image" in name:
        thing = two["image"]
    elif "doc" in name:
        thing = two["document"]
    elif "collection" in name:
        thing = two["theirs"].collection.collection
    values = {
        "organisation": "theirs",
        "content_type_app_name": "authoring",
        "content_type_model_name": "templatepage",
        "app_label": "authoring",
        "model_name": "templatepage",
        "number": 1,
        "format": "png",
        "filter_spec": "width-100",
        "action": "edit",
        "action_name": "approve",
        "revision_id": page.latest_revision_id,
        "revision_id_a": page.latest_revision_id,
        "revision_id_b": "live",
        "revision_a_id": page.latest_revision_id,
        "revision_b_id": "live",
        "token": "x",
        "plugin": "vas",
        "offer": "vas",
        "measure": "vas",
        "task_state_id": 1,
        "locale_id": 1,
        "filename": "x",
    }
    return {
        each: values.get(each, NO_UUID if isinstance(converter, UUIDConverter) else thing.pk)
        for each, converter in asks.items()
    }


def urls_of(name: str, named: Named, two: dict[str, Any]) -> list[str]:
    pattern = named.pattern
    if named.asks:
        kwargs = arguments(name, named.asks, two)
        return [reverse(name, kwargs=kwargs)]
    groups = pattern.pattern.regex.groups
    if groups:
        names = list(pattern.pattern.regex.groupindex)
        args = two["page"].pk if "image" not in name else two["image"].pk
        try:
            return (
                [reverse(name, kwargs=dict.fromkeys(names, args))]
                if names
                else [reverse(name, args=[args] * groups)]
            )
        except NoReverseMatch:
            return []
    return [reverse(name)]


# Shows that an error page works, by raising.
NOT_WALKED = {"wagtailadmin_error_test"}


def without_echo(content: str) -> str:
    """A page without the words that were searched for, which it may repeat."""
    for echo in (
        f"q={MARK}",
        f"query={MARK}",
        f"term={MARK}",
        f'value="{MARK}"',
        f"“{MARK}”",
        f"<em>{MARK}</em>",
    ):
        content = content.replace(echo, "")
    return content


def test_no_address_of_the_editor_tells_of_the_others(two: dict[str, Any]) -> None:
    browser = signed_in(two["manager"])
    told = []
    for name in sorted(NAMED.keys() - NOT_WALKED):
        for url in urls_of(name, NAMED[name], two):
            for ask in (
                url,
                f"{url}?q={MARK}",
                f"{url}?query={MARK}&term={MARK}&child_of={two['theirs'].page.pk}",
            ):
                response = browser.get(ask)
                content = b"".join(response) if response.streaming else response.content
                text = without_echo(content.decode(errors="replace"))
                if MARK in text or "zanzibar." in text:
                    at = text.find(MARK)
                    told.append((name, ask, response.status_code, text[max(0, at - 80) : at + 80]))
    assert not told, "\n".join(map(str, told))


def test_no_post_to_an_address_of_the_editor_changes_what_is_theirs(two: dict[str, Any]) -> None:
    browser = signed_in(two["manager"])
    page = two["page"]
    data = {
        **form_data(page, title="Taken over", **{"action-publish": "1"}),
        "new_title": "Taken over",
        "new_slug": "taken-over",
        "new_parent_page": two["mine"].get_parent().pk,
        "name": "Taken over",
        "external-link-chooser-url": "https://example.org/",
        "id": page.pk,
        "page": page.pk,
    }
    before, changed = state(two), []
    for name in sorted(NAMED.keys() - NOT_WALKED):
        for url in urls_of(name, NAMED[name], two):
            for ask in (url, f"{url}?id={page.pk}&next=/"):
                browser.post(ask, data)
                if state(two) != before:
                    changed.append(ask)
                    before = state(two)
    assert not changed


def state(two: dict[str, Any]) -> str:
    """Everything of theirs that somebody could change, as text."""
    pages = Page.objects.descendant_of(two["theirs"].page, inclusive=True).order_by("pk")
    with acting_for(two["theirs"]):
        versions = list(two["theirs"].templates.values("pk", "title", "live"))
    image, document = Image.objects.get(pk=two["image"].pk), Document.objects.get(pk=two["document"].pk)
    return json.dumps(
        [
            [(p.pk, p.title, p.draft_title, p.live, p.locked, p.path, p.latest_revision_id) for p in pages],
            versions,
            [image.title, image.collection_id, document.title, document.collection_id],
            Page.objects.filter(title="Taken over").count(),
        ],
        default=str,
    )


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.READ_ONLY])
def test_who_has_nothing_to_do_in_the_editor_does_not_get_in(role: Role) -> None:
    ours, _ = make_editor()
    browser = signed_in(make_member(ours, role))
    assert browser.get("/cms/").status_code == 302
    assert browser.get("/cms/pages/").status_code == 302


def test_a_member_whose_role_changes_or_ends_loses_the_editor() -> None:
    _, manager = make_editor()
    membership = manager.memberships.get()
    membership.role = Role.PRACTITIONER
    membership.save()
    assert signed_in(manager).get("/cms/").status_code == 302
    membership.role = Role.APPROVER
    membership.save()
    assert signed_in(manager).get("/cms/").status_code == 200
    membership.delete()
    assert signed_in(manager).get("/cms/").status_code == 302


def test_a_template_is_never_served_to_the_public(two: dict[str, Any]) -> None:
    page = two["page"]
    assert page.live
    assert Client().get("/form-templates/").status_code == 404
    assert page.full_url is None


def test_a_manager_adds_images_and_documents_to_her_own_collection_only(two: dict[str, Any]) -> None:
    browser = signed_in(two["manager"])
    browser.post(
        reverse("wagtaildocs:add"),
        {
            "title": "Taken over",
            "file": SimpleUploadedFile("a.txt", b"text"),
            "collection": two["theirs"].collection.collection.pk,
        },
    )
    assert not Document.objects.filter(
        title="Taken over", collection=two["theirs"].collection.collection
    ).exists()
