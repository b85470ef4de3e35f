"""Knock at doors: a world to do it in, and what reaches the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from django.db import transaction
from django.http import HttpResponseBase
from django.test import override_settings
from doors_knockers import Knocker, everybody
from doors_world import Things, make_things
from editor import form_data
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Page, Task, Workflow

from aimwell.organisations.models import Membership
from aimwell.organisations.scope import acting_for
from aimwell_cms.accounts.models import OrganisationGroup


class World(NamedTuple):
    ours: Things
    theirs: Things
    people: dict[str, Knocker]


class Answer(NamedTuple):
    """``told``: everything that reaches the browser, messages for its next page and all."""

    status: int
    told: str
    location: str


@contextmanager
def two_organisations(media: Path) -> Iterator[World]:
    """Made once for many walks: whatever somebody does at a door is undone before the next one."""
    with (
        override_settings(MEDIA_ROOT=media),
        # What a PDF shows is another test's; here it only costs time.
        mock.patch.multiple(
            "aimwell.documents.printing",
            record_pdf=mock.Mock(return_value=b"%PDF"),
            summary_pdf=mock.Mock(return_value=b"%PDF"),
            plan_pdf=mock.Mock(return_value=b"%PDF"),
            blank_pdf=mock.Mock(return_value=b"%PDF"),
        ),
        transaction.atomic(),
    ):
        ours, theirs = make_things("ours", "Quillon"), make_things("theirs", "Zanzibar")
        people = {somebody.name: somebody for somebody in everybody(ours, theirs)}
        yield World(ours, theirs, people)
        transaction.set_rollback(True)


@contextmanager
def undone(who: Knocker) -> Iterator[None]:
    """Take back what somebody does: in the database, and in their browser, which may be signed out."""
    cookies = deepcopy(who.browser.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    who.browser.cookies = cookies


def knock(who: Knocker, method: str, at: str, data: dict[str, Any] | None = None) -> Answer:
    """Ask, and undo what it did."""
    with undone(who):
        answer = getattr(who.browser, method)(at, data or {})
        return told_by(answer)


def told_by(answer: HttpResponseBase) -> Answer:
    """What an answer tells, a message that it leaves for the next page included."""
    messages = answer.cookies.get("messages")
    left = messages.value if messages else ""
    location = answer.headers.get("Location", "")
    return Answer(answer.status_code, f"{content_of(answer)} {left} {answer.headers}", location)


def content_of(answer: HttpResponseBase) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode(errors="replace")


def takeover(world: World) -> dict[str, Any]:
    """What somebody posts who wants a thing of theirs for themselves."""
    theirs = world.theirs.values
    folder = world.ours.page.get_parent().pk
    return {
        **form_data(world.ours.page, title="Taken over", **{"action-publish": "1"}),
        "new_title": "Taken over",
        "new_slug": "taken-over",
        "new_parent_page": folder,
        "copy_subpages": "on",
        "publish_copies": "on",
        "name": "Taken over",
        "id": theirs["page_id"],
        "page": theirs["page_id"],
        "collection": theirs["collection_id"],
        "restriction_type": "login",
        "external-link-chooser-url": "https://example.org/",
        "task_type": "wagtailcore.GroupApprovalTask",
    }


def state(theirs: Things) -> list[Any]:
    """Everything of theirs that somebody could change, or take."""
    organisation = theirs.organisation
    pages = Page.objects.descendant_of(organisation.page, inclusive=True)
    fields = ("pk", "title", "draft_title", "live", "locked", "path", "latest_revision_id", "numchild")
    with acting_for(organisation):
        templates = list(organisation.templates.order_by("pk").values_list("pk", "title", "live"))
    image, document = theirs.values["image_id"], theirs.values["document_id"]
    return [
        list(pages.order_by("pk").values_list(*fields)),
        templates,
        list(Image.objects.filter(pk=image).values_list("title", "collection", "file")),
        list(Document.objects.filter(pk=document).values_list("title", "collection", "file")),
        list(Collection.objects.order_by("pk").values_list("pk", "name")),
        list(theirs.page.view_restrictions.values_list("pk")),
        list(Workflow.objects.values_list("pk", "name", "active")),
        list(Task.objects.values_list("pk", "name", "active")),
        list(Membership.objects.filter(organisation=organisation).order_by("pk").values_list("user", "role")),
        list(theirs.manager.groups.values_list("pk")),
        list(OrganisationGroup.objects.order_by("pk").values_list("group__name", "role")),
    ]
