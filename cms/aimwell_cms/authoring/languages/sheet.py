"""The texts of a form beside their translations: what the page of a language shows, and what it takes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from aimwell.formschema.differences.word_changes import Piece, changed_words
from aimwell.formschema.languages.locales import english_name_of, name_of
from aimwell.formschema.languages.texts import OPTION
from aimwell.formschema.languages.translations import Translated, coverage
from aimwell_cms.authoring.convert.translating import UNKNOWN, name_at

if TYPE_CHECKING:
    from aimwell_cms.authoring.pages.template import TemplatePage

Json = Any

_LABELS = {
    "title": "Question",
    "description": "Text",
    "hint": "Hint",
    "guidance": "Guidance for the practitioner",
    "unit": "Unit",
    "left": "Left end of the scale",
    "right": "Right end of the scale",
    "noun": "What one row is called",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One text with its translation. ``name``: how the editor keeps it (``convert.translating``)."""

    name: str
    label: str
    translated: Translated

    @property
    def needs_work(self) -> bool:
        """Whether it is missing or out of date."""
        return self.translated.state != "done"

    @property
    def changed(self) -> tuple[Piece, ...]:
        """How the text differs from the one that was translated."""
        return changed_words(self.translated.of, self.translated.text.text)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The lines of one section, or of the head of the form."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Every text of a form in one other language. ``lost``: names of translations whose text is gone."""

    language: str
    lines: tuple[Line, ...]
    lost: tuple[str, ...]

    @property
    def english(self) -> str:
        """What English calls the language."""
        return english_name_of(self.language)

    @property
    def own_name(self) -> str:
        """What the language calls itself."""
        return name_of(self.language)

    def count(self, state: str) -> int:
        """How many texts are missing, stale or done."""
        return sum(line.translated.state == state for line in self.lines)

    @property
    def missing(self) -> int:
        return self.count("missing")

    @property
    def stale(self) -> int:
        return self.count("stale")

    @property
    def done(self) -> int:
        return self.count("done")

    def groups(self, *, only_work: bool = False) -> list[Group]:
        """The lines by section; ``only_work``: those that are missing or out of date."""
        titles = {line.translated.text.holder: line.translated.text.asked for line in self.lines}
        shown = [line for line in self.lines if line.needs_work or not only_work]
        return [
            Group(title=titles.get(place, "") if place else "The form", lines=tuple(lines))
            for place, lines in groupby(shown, lambda line: line.translated.text.section)
        ]


def sheet_of(page: TemplatePage, language: str) -> Sheet:
    """The texts of a page as it stands, in a language that it has."""
    written = page.written()
    lines = tuple(
        Line(name=name_at(one.text.pointer, written.places), label=_label(one), translated=one)
        for one in coverage(written.template, language)
    )
    kept = (page.translations or {}).get(language)
    lost = [name for name in kept if name.startswith(UNKNOWN)] if isinstance(kept, Mapping) else []
    return Sheet(language=language, lines=lines, lost=tuple(lost))


def _label(one: Translated) -> str:
    text = one.text
    if text.name.startswith(OPTION):
        return "Answer to choose"
    if text.name == "title" and text.holder in ("", text.section):
        return "Title"
    if text.name == "description" and text.holder in ("", text.section):
        return "Introduction"
    return _LABELS[text.name]
