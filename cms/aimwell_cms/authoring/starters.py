"""The starter templates that come with Aimwell, and forms brought as files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from aimwell.formschema import outline, read
from aimwell.library.models import Kind
from aimwell.organisations.models import Organisation, User
from aimwell.places import SCHEMAS
from aimwell_cms.authoring.following import settled_for
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.setup import folder_of

FOLDER = SCHEMAS / "starter"


@dataclass(frozen=True, kw_only=True)
class Starter:
    """A starter template: its name (that of its file), what it is, and its text."""

    name: str
    title: str
    kind: str
    intro: str
    sections: tuple[str, ...]
    text: str


@cache
def starters() -> dict[str, Starter]:
    """Every starter template by name, in the order in which a form is met on the way through care."""
    order = {kind: number for number, kind in enumerate(Kind.values)}
    found = [_starter(file.stem, file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")]
    found.sort(key=lambda starter: (order.get(starter.kind, len(order)), starter.name))
    return {starter.name: starter for starter in found}


def _starter(name: str, text: str) -> Starter:
    sketch = outline(json.loads(text))
    return Starter(
        name=name,
        title=sketch.title,
        kind=sketch.kind,
        intro=sketch.intro,
        sections=tuple(section.title for section in sketch.sections),
        text=text,
    )


def bring_in(text: str, organisation: Organisation, user: User) -> TemplatePage:
    """Make a draft of a template page out of text. Raises TemplateRefused when it can't be read.

    What says that it follows a library item, and doesn't keep to it, becomes a copy (``page.copies``).
    """
    document = read(text)
    template, copies = settled_for(organisation, document)
    if template != document:
        text = json.dumps(template, ensure_ascii=False, indent=2) + "\n"
    page = new_from(template, text)
    page.copies = copies
    page.live = False
    page.has_unpublished_changes = True
    page.owner = user
    folder_of(organisation).add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return page
