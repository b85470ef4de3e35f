"""A template as text, and its head as the fields of a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aimwell_cms.authoring.convert.fields import ROOT
from aimwell_cms.authoring.convert.merge import Origin, values_of

Json = Any

UNTITLED = "Form without a title"
LONGEST_TITLE = 255


def text_of(template: Mapping[str, Json], imported: str) -> str:
    """The text to publish and export. What was imported is kept byte for byte as long as it says the same."""
    if imported and json.dumps(json.loads(imported)) == json.dumps(template):
        return imported
    return json.dumps(template, ensure_ascii=False, indent=2) + "\n"


def shown_title(title: str) -> str:
    """A template's title as the title of a page, which must have one of at most 255 characters."""
    return title.strip()[:LONGEST_TITLE].strip() or UNTITLED


def head_of(origin: str, title: str, description: str, kind: str, language: str) -> dict[str, str]:
    """The head of a form, from the fields of a page."""
    imported = Origin.read(origin)
    before = values_of(ROOT, imported.schema)["title"] if imported else ""
    if imported and shown_title(before) == title:
        title = before
    return {"title": title, "description": description, "kind": kind, "language": language}
