"""A template page brought to another template: published keys and conditions stay with their blocks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aimwell_cms.authoring.convert.rebuilding import rebuilt
from aimwell_cms.authoring.convert.text import shown_title
from aimwell_cms.authoring.models import TemplatePage


def redraft(page: TemplatePage, template: Mapping[str, Any]) -> None:
    """Let a page hold another template. Nothing is saved."""
    form = rebuilt(page.form, template, page.publication.keys if page.is_in_library else {})
    head = form.head
    if head["title"] != page.form.head["title"]:
        page.title = shown_title(head["title"])
    page.description, page.kind, page.language = head["description"], head["kind"], head["language"]
    page.origin, page.flat, page.translations = form.origin, form.flat, form.translations
    page.body = json.dumps(form.sections)
