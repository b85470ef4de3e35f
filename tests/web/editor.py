"""Use the editor as a browser does: what the form of a template page posts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.test import Client
from factories import TWO_SECTIONS, make_member, make_organisation
from streamdata import stream_data

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of, provide


def make_editor(
    slug: str = "ours", role: Role = Role.SERVICE_MANAGER, **options: Any
) -> tuple[Organisation, User]:
    """An organisation with its pages, and somebody who works on them."""
    organisation = make_organisation(slug, **options)
    provide(organisation)
    return organisation, make_member(organisation, role)


def signed_in(user: User) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_template_page(
    organisation: Organisation, author: User, document: Mapping[str, Any] | None = None, text: str = ""
) -> TemplatePage:
    """A template page with one draft, not published."""
    document = dict(document or TWO_SECTIONS)
    page = new_from(document, text or json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    page.live, page.owner = False, author
    folder_of(organisation).add_child(instance=page)
    page.save_revision(user=author)
    return page


def form_data(page: TemplatePage, **more: Any) -> dict[str, Any]:
    """What the editor posts for a page. ``body`` may be given as a raw stream."""
    stream = more.pop("body", None)
    stream = page.body.get_prep_value() if stream is None else stream
    return {
        "title": page.title,
        "slug": page.slug,
        "kind": page.kind,
        "language": page.language,
        "description": page.description,
        "note": page.note,
        "go_live_at": "",
        "expire_at": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "0",
        **stream_data("body", stream),
        **more,
    }
