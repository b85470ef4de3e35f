"""The texts of an XLSForm in its languages: columns such as ``label::Welsh (cy)``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from aimwell.exchange.building import pointers_of
from aimwell.exchange.report import Report
from aimwell.exchange.xlsform.workbook import Row
from aimwell.formschema.shape import NOTE, escaped

Json = Any

_COLUMN = re.compile(r"(label|hint|guidance_hint)::?\s*(.+)")
_TAG = re.compile(r"\(([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\)", re.IGNORECASE)
_KNOWN = {"english": "en-GB", "welsh": "cy", "cymraeg": "cy", "polish": "pl", "urdu": "ur", "french": "fr"}


@dataclass
class Texts:
    """Reads the texts of a row in the form's own language, and keeps those in others for translations."""

    language: str
    suffixes: list[tuple[str, str]]
    """What follows ``::`` in a column's name, and the language tag that it means; the form's own first."""
    kept: list[tuple[dict[str, Json], str, str, str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, book: dict[str, list[Row]], settings: Row, report: Report) -> Texts:
        """The languages that a workbook has columns for."""
        columns = {name for rows in book.values() for row in rows for name in row.cells}
        found = list(
            dict.fromkeys(m[2].strip() for name in sorted(columns) if (m := _COLUMN.fullmatch(name)))
        )
        own = settings.get("default_language").lower()
        found.sort(key=lambda suffix: (suffix != own, _tag(suffix) not in ("en", "en-GB"), suffix))
        known = [(suffix, tag) for suffix in found if (tag := _tag(suffix))]
        for suffix in found:
            if not _tag(suffix):
                report.refused(
                    "survey", f"Language “{suffix}”", "Its code isn’t known: name it as “Welsh (cy)”."
                )
        language = known[0][1] if known and "label" not in columns else _tag(own) or "en-GB"
        return cls("en-GB" if language == "en" else language, known)

    def of_row(self, row: Row, column: str) -> str:
        """A text in the form's own language; in the first that has it, where that one is empty."""
        for name in (column, *(f"{column}::{suffix}" for suffix, _ in self.suffixes)):
            if said := row.get(name) or row.get(name.replace("::", ":")):
                return said
        return ""

    def keep(self, schema: dict[str, Json], place: str, row: Row, column: str) -> None:
        """Remember the text in the other languages. ``place``: title, hint, guidance, or labels/value."""
        own = self.of_row(row, column)
        for suffix, tag in self.suffixes:
            said = row.get(f"{column}::{suffix}")
            if said and said != own and tag.partition("-")[0] != self.language.partition("-")[0]:
                self.kept.append((schema, place, tag, said, own))

    def translate(self, template: dict[str, Json]) -> None:
        """Write what was kept as the template's translations, by JSON pointer."""
        pointers = pointers_of(template)
        found: dict[str, dict[str, Json]] = {}
        for schema, place, tag, said, own in self.kept:
            pointer = pointers.get(id(schema))
            if pointer is not None:
                name = "/".join(escaped(step) for step in place.split("/", 1))
                where = f"{pointer}/{name}" if place == "title" else f"{pointer}/{NOTE}/{name}"
                found.setdefault(tag, {})[where] = {"text": said, "of": own}
        if found:
            template[NOTE]["translations"] = found


def _tag(name: str) -> str:
    if found := _TAG.search(name):
        return found[1]
    return _KNOWN.get(name.strip().lower(), "")
