"""A spreadsheet's sheets as rows of texts, read so that nothing in the file can hurt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from aimwell.exchange.building import refused

SIZE_LIMIT = 5_000_000
"""Bytes of the file."""
UNPACKED_LIMIT = 50_000_000
"""Bytes of everything in it: the largest form known is a hundredth of it."""
FILE_LIMIT = 500
ROW_LIMIT = 5_000
COLUMN_LIMIT = 100
CELL_LIMIT = 10_000

_NO_WORKBOOK = "This isn’t an Excel workbook."
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx."


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row by the names in the sheet's first row, in lower case; only what says something."""

    number: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """The text in a column; empty when there is none."""
        return self.cells.get(name, "")


def sheets(content: bytes) -> dict[str, list[Row]]:
    """The rows of each sheet by its name in lower case. Raises TemplateRefused."""
    _check_package(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return {sheet.title.strip().lower(): list(_rows(sheet)) for sheet in book.worksheets}
    # Whatever openpyxl stumbles over in a broken or hostile file: it has no error of its own for all of it.
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, SyntaxError, OSError, EOFError) as e:
        if isinstance(e, _TooLong):
            raise refused(str(e), "Split the form into several, or take out what isn’t needed.") from None
        raise refused(_NO_WORKBOOK, _SAVE_AGAIN) from None
    except zipfile.BadZipFile:
        raise refused(_NO_WORKBOOK, _SAVE_AGAIN) from None


class _TooLong(ValueError):
    """A sheet beyond its limits."""


def _check_package(content: bytes) -> None:
    """Refuse what isn't a workbook, or would unpack to more than we hold, before anything is unpacked."""
    if len(content) > SIZE_LIMIT:
        raise refused(
            "The file is larger than 5 MB.", "Take out pictures and sheets that the form doesn’t need."
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused("This is a workbook of the old kind (.xls), or one with a password.", _SAVE_AGAIN)
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise refused(_NO_WORKBOOK, _SAVE_AGAIN) from None
    # An entry is never unpacked beyond the size it states, so that these sums hold whatever it contains.
    if len(entries) > FILE_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise refused(
            "The workbook unpacks to more than 50 MB, which no form needs.",
            "Copy the sheets survey, choices and settings into a new workbook.",
        )
    if not any(entry.filename == "xl/workbook.xml" for entry in entries):
        raise refused(_NO_WORKBOOK, _SAVE_AGAIN)


def _rows(sheet: Any) -> Iterator[Row]:
    names: list[str] = []
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=COLUMN_LIMIT), start=1):
        texts = [_text(cell) for cell in cells]
        if not any(texts):
            empty += 1
            if empty > ROW_LIMIT:
                return  # formatted rows without end, as spreadsheet programs leave them
            continue
        if not names:
            names = [text.strip().lower() for text in texts]
            continue
        if number > ROW_LIMIT + empty:
            raise _TooLong(f"The sheet “{sheet.title[:80]}” has more than {ROW_LIMIT:,} rows.")
        yield Row(
            number=number,
            cells={name: text for name, text in zip(names, texts, strict=False) if name and text},
        )


def _text(cell: Any) -> str:
    """A cell as its author sees it: whole numbers without a point, TRUE as yes."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return str(int(cell))
    if isinstance(cell, (datetime, date)):
        return cell.date().isoformat() if isinstance(cell, datetime) else cell.isoformat()
    # A null character can't be kept, and a line end of Windows is one.
    return str(cell).replace("\x00", "").replace("\r\n", "\n").strip()[:CELL_LIMIT]
