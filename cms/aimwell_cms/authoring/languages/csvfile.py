"""Translations as a spreadsheet file: for a translator who works by mail."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from aimwell.formschema.languages.locales import english_name_of
from aimwell.formschema.languages.translations import LONGEST
from aimwell_cms.authoring.languages.keeping import Entry, tidy
from aimwell_cms.authoring.languages.sheet import Line, Sheet

LARGEST = 1_000_000
MOST_ROWS = 10_000

REFERENCE, TEXT, TRANSLATION = "Reference (leave as it is)", "Text", "Translation"
STATES = {"missing": "Not translated", "stale": "Out of date", "done": "Done"}
_FORMULA = ("=", "+", "-", "@", "'")
"""What a spreadsheet takes for a formula when a cell begins with it; a quotation mark keeps it a text."""


class NotAFile(ValueError):
    """A file that can't be read as a table of translations. Says why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A row that was not taken: its number in the file, and why."""

    row: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a file said. ``taken``: to keep by name; ``older``: how many of them translate an earlier text."""

    taken: dict[str, Entry]
    older: int
    same: int
    empty: int
    refused: tuple[Refused, ...]


def exported(sheet: Sheet, own: str) -> str:
    """The file of a language. ``own``: the language that the form is written in."""
    out = StringIO(newline="")
    table = csv.writer(out)
    table.writerow(
        [
            REFERENCE,
            "Where",
            "What it is",
            f"{TEXT} ({english_name_of(own)})",
            f"{TRANSLATION} ({sheet.english})",
            "Status",
            "Text that was translated",
        ]
    )
    for line in sheet.lines:
        one = line.translated
        cells = [line.name, one.text.asked, line.label, one.text.text, one.words, STATES[one.state]]
        table.writerow([_cell(cell) for cell in [*cells, one.of if one.state == "stale" else ""]])
    # With its mark, so that a spreadsheet knows that it is UTF-8.
    return "\ufeff" + out.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _read(cell: str) -> str:
    text = tidy(cell)
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def imported(content: bytes, sheet: Sheet) -> Report:
    """Read a file against the texts as they are now. Raises NotAFile."""
    lines = {line.name: line for line in sheet.lines}
    taken: dict[str, Entry] = {}
    refused: list[Refused] = []
    older = same = empty = 0
    for number, (reference, text, words) in _rows(content):
        line = lines.get(reference)
        if not words:
            empty += 1
        elif line is None:
            refused.append(Refused(row=number, why="The form has no such text any more."))
        elif len(words) > LONGEST:
            refused.append(Refused(row=number, why=f"It is longer than {LONGEST:,} characters."))
        elif (one := _entry(line, text, words)) is None:
            same += 1
        else:
            taken[reference] = one
            older += one["of"] != line.translated.text.text
    return Report(taken=taken, older=older, same=same, empty=empty, refused=tuple(refused))


def _entry(line: Line, text: str, words: str) -> Entry | None:
    """What a row says; None where the draft says it already. ``text``: the one that was translated."""
    now = line.translated
    of = now.text.text if text == tidy(now.text.text) else text
    if words == now.words and of in (now.of, now.text.text):
        return None
    return {"text": words, "of": of}


def _rows(content: bytes) -> Iterator[tuple[int, tuple[str, str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAFile(
            "The file isn’t in UTF-8. Save it as “CSV UTF-8” in your spreadsheet program."
        ) from None
    head = text.partition("\n")[0]
    separator = max((",", ";", "\t"), key=head.count)
    table = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        columns = _columns(next(table, []))
        for number, row in enumerate(table, start=2):
            if number > MOST_ROWS:
                raise NotAFile(f"The file has more than {MOST_ROWS:,} rows. Split it.")
            if any(cell.strip() for cell in row):
                cells = [_read(row[column]) if column < len(row) else "" for column in columns]
                yield number, (cells[0], cells[1], cells[2])
    except csv.Error:
        raise NotAFile("The file can’t be read as a table. Save it as “CSV UTF-8”.") from None


def _columns(head: list[str]) -> list[int]:
    found = []
    for wanted in (REFERENCE, f"{TEXT} (", f"{TRANSLATION} ("):
        at = [number for number, cell in enumerate(head) if tidy(cell).startswith(wanted)]
        if not at:
            raise NotAFile(
                "The first row doesn’t name the columns as they were exported: Reference, Text, Translation. "
                "Export the file again, and fill in the column Translation."
            )
        found.append(at[0])
    return found
