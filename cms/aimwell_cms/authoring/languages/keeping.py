"""Keep translations on the draft of a form. Of two people who translate at once neither loses a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aimwell.formschema.languages.translations import LONGEST
from aimwell_cms.authoring.languages.sheet import Line, Sheet

if TYPE_CHECKING:
    from aimwell.organisations.models import User
    from aimwell_cms.authoring.pages.template import TemplatePage

Json = Any
Entry = Mapping[str, str]

TEXT, WAS, STILL_RIGHT = "text ", "was ", "still-right"
"""The names of a page's fields: a translation, what stood there when the page was made, and a button."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What a posted page says. ``entries``: what to keep by name, None: nothing any more.

    ``contested``: what was typed, by name, where somebody else has written meanwhile; ``too_long`` likewise.
    """

    entries: Mapping[str, Entry | None]
    contested: Mapping[str, str]
    too_long: Mapping[str, str]

    @property
    def refused(self) -> Mapping[str, str]:
        """What was typed and is not kept, by name."""
        return {**self.contested, **self.too_long}


def typed(sheet: Sheet, posted: Mapping[str, str]) -> Typed:
    """Read a posted page. What is as it was when the page was made is left alone."""
    entries: dict[str, Entry | None] = {}
    contested: dict[str, str] = {}
    too_long: dict[str, str] = {}
    for line in sheet.lines:
        name, now = line.name, line.translated
        words = tidy(posted.get(TEXT + name, now.words))
        before = tidy(posted.get(WAS + name, now.words))
        if words == before or words == now.words:
            if posted.get(STILL_RIGHT) == name and now.state == "stale":
                entries[name] = entry(now.words, line)
        elif before != now.words:
            contested[name] = words
        elif len(words) > LONGEST:
            too_long[name] = words
        else:
            entries[name] = entry(words, line) if words else None
    return Typed(entries=entries, contested=contested, too_long=too_long)


def tidy(text: str) -> str:
    """A text as it is kept: a browser ends lines with CR LF, and no database keeps a NUL."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def entry(words: str, line: Line) -> Entry:
    """A translation of the text as it is now."""
    return {"text": words, "of": line.translated.text.text}


def keep(page: TemplatePage, language: str, entries: Mapping[str, Entry | None], user: User) -> None:
    """Put translations into the draft, as a new revision."""
    kept = dict((page.translations or {}).get(language) or {})
    for name, one in entries.items():
        if one is None:
            kept.pop(name, None)
        else:
            kept[name] = one
    save(page, {**(page.translations or {}), language: kept}, user)


def save(page: TemplatePage, translations: Mapping[str, Json], user: User) -> None:
    """Give the draft these translations, as a new revision."""
    page.translations = dict(translations) or None
    page.save_revision(user=user, log_action=True)
