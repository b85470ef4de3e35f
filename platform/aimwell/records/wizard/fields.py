"""Read what was typed: the fields of a posted section become answers, by the schema of each question.

Nothing typed is lost: what can't be read as an answer ("3o" for a number) is kept as text, by JSON pointer.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from aimwell.contracts import Json
from aimwell.formschema import NOT_ASKED, Question, Section
from aimwell.formschema.languages.locales import locale_of
from aimwell.records.drafts import Entry
from aimwell.records.wizard import leaving
from aimwell.records.wizard.names import DATE_PARTS, ROWS, name_of

MOST_ROWS = 200
"""Rows read from one group; what a template allows is less, and said when the answers are validated."""

DATE_SEPARATOR = "\n"
"""Joins day, month and year that are no date: the one character that a field of one line can't hold."""

_ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Posted(Protocol):
    """What a QueryDict can do."""

    def get(self, name: str, default: str = "", /) -> str: ...

    def getlist(self, name: str, /) -> list[str]: ...


@dataclass(kw_only=True)
class _Reading:
    posted: Posted
    unread: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        # PostgreSQL keeps no NUL in a text; browsers send line ends as CRLF.
        return self.posted.get(name, "").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def read_section(section: Section, posted: Posted) -> Entry:
    """The answers and the unreadable texts of a posted section."""
    reading = _Reading(posted=posted)
    answers = _read_all(section.questions, reading, "", section.pointer)
    if reasons := _reasons(section, reading):
        answers[NOT_ASKED] = reasons
    return Entry(answers=answers, unread=reading.unread)


def _reasons(section: Section, reading: _Reading) -> dict[str, Json]:
    """Why questions aren't asked today. One that is wanted and not said is kept as unreadable."""
    reasons: dict[str, Json] = {}
    for question in section.questions:
        if not question.may_be_left:
            continue
        name = name_of(question)
        chosen, words = reading.text(leaving.field_of(name)), reading.text(leaving.words_field_of(name))
        reason = leaving.reason_of(chosen, words)
        if reason:
            reasons[question.key] = reason
        elif reason is not None:
            reading.unread[question.reason_pointer] = ""
    return reasons


def new_row_id() -> str:
    """An id for a new row of a measure."""
    return uuid.uuid4().hex


def _read_all(questions: tuple[Question, ...], reading: _Reading, prefix: str, base: str) -> dict[str, Json]:
    answers = {}
    for question in questions:
        name = name_of(question, prefix)
        answer = _READERS[question.widget](question, reading, name, f"{base}/{question.key}")
        if answer is not None:
            answers[question.key] = answer
    return answers


def _text(question: Question, reading: _Reading, name: str, pointer: str) -> str | None:
    text = reading.text(name)
    return text if text.strip() else None


def _number(question: Question, reading: _Reading, name: str, pointer: str) -> int | float | None:
    text = reading.text(name).strip()
    if not text:
        return None
    number = locale_of(question.tongue.form).read(text)
    if number is None:
        reading.unread[pointer] = text
    return number


def _date(question: Question, reading: _Reading, name: str, pointer: str) -> str | None:
    parts = [reading.text(f"{name}-{part}").strip() for part in DATE_PARTS]
    if not any(parts):
        return None
    found = parse_date(*parts)
    if found is None:
        reading.unread[pointer] = DATE_SEPARATOR.join(parts)
        return None
    return found.isoformat()


def parse_date(day: str, month: str, year: str) -> date | None:
    """The date of three typed numbers; None when there is no such date. The year needs its four digits."""
    if not all(part.isascii() and part.isdigit() for part in (day, month, year)) or len(year) != 4:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _yes_no(question: Question, reading: _Reading, name: str, pointer: str) -> bool | None:
    return {"true": True, "false": False}.get(reading.text(name))


def _one_of(question: Question, reading: _Reading, name: str, pointer: str) -> Json:
    text = reading.text(name)
    if not text:
        return None
    return next((option.value for option in question.options if str(option.value) == text), text)


def _several_of(question: Question, reading: _Reading, name: str, pointer: str) -> list[Json] | None:
    chosen = set(reading.posted.getlist(name))
    return [option.value for option in question.options if str(option.value) in chosen] or None


def _group(question: Question, reading: _Reading, name: str, pointer: str) -> list[Json] | None:
    rows: list[Json] = []
    for index in reading.posted.getlist(f"{name}-{ROWS}")[:MOST_ROWS]:
        at = f"{pointer}/{len(rows)}"
        row = _read_all(question.questions, reading, f"{name}-{index}", at)
        is_unread = any(place.startswith(f"{at}/") for place in reading.unread)
        ids = {column.key for column in question.questions if column.widget == "row-id"}
        if set(row) - ids or is_unread:
            rows.append(row)
    _tell_rows_apart(question, rows)
    return rows or None


def _tell_rows_apart(question: Question, rows: list[Json]) -> None:
    for column in question.questions:
        if column.widget != "row-id":
            continue
        seen: set[str] = set()
        for row in rows:
            if row[column.key] in seen:
                row[column.key] = new_row_id()
            seen.add(row[column.key])


def _row_id(question: Question, reading: _Reading, name: str, pointer: str) -> str:
    text = reading.text(name)
    return text if _ROW_ID.fullmatch(text) else new_row_id()


def _measure(question: Question, reading: _Reading, name: str, pointer: str) -> Mapping[str, Json] | None:
    return _read_all(question.questions, reading, name, pointer) or None


def _nothing(question: Question, reading: _Reading, name: str, pointer: str) -> None:
    return None


_READERS = {
    "short-text": _text,
    "long-text": _text,
    "number": _number,
    "date": _date,
    "yes-no": _yes_no,
    "one-of": _one_of,
    "path": _one_of,
    "several-of": _several_of,
    "scale": _number,
    "group": _group,
    "measure": _measure,
    "row-id": _row_id,
    "guidance": _nothing,
    "calculated": _nothing,
}
