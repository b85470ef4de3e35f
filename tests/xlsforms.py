"""Workbooks for tests, made row by row."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]

SURVEY: Rows = [
    (
        "type",
        "name",
        "label::English (en)",
        "label::Welsh (cy)",
        "hint",
        "required",
        "relevant",
        "constraint",
    ),
    ("start", "start"),
    ("begin group", "home", "Your home", "Eich cartref"),
    (
        "select_one yes_no",
        "alone",
        "Do you live alone?",
        "Ydych chi’n byw ar eich pen eich hun?",
        None,
        "yes",
    ),
    ("text", "who", "Who lives with you?", None, "First names", None, "${alone} = 'no'"),
    ("integer", "falls", "Falls in the last month", None, None, "yes", None, ". >= 0 and . <= 60"),
    ("select_multiple rooms", "hard", "Where is it hard to move about?"),
    (
        "text",
        "bath",
        "What is hard in the bathroom?",
        None,
        None,
        None,
        "selected(${hard}, 'bath') and ${falls} > 0",
    ),
    ("end group",),
    ("begin repeat", "helper", "People who help"),
    ("text", "name", "Name"),
    ("select_one relation", "relation", "Relation"),
    ("text", "other", "Which?", None, None, None, "${relation} = 'other'"),
    ("end repeat",),
    ("range", "pain", "Pain now"),
    ("date", "since", "Since when?", None, None, None, "${pain} != ''", ". <= today()"),
    ("geopoint", "place", "Where?"),
    ("calculate", "score"),
    ("note", "thanks", "Thank you."),
]
CHOICES: Rows = [
    ("list_name", "name", "label::English (en)", "label::Welsh (cy)"),
    ("yes_no", "yes", "Yes", "Ydw"),
    ("yes_no", "no", "No", "Nac ydw"),
    ("rooms", "bath", "Bathroom"),
    ("rooms", "stairs", "Stairs"),
    ("relation", "partner", "Partner"),
    ("relation", "other", "Somebody else"),
]
SETTINGS: Rows = [("form_title", "form_id", "default_language"), ("Home visit", "home_visit", "English (en)")]


def workbook(survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS) -> bytes:
    """The file of a workbook with these rows. The range asks from 0 to 10."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if survey is SURVEY:
        sheet = book["survey"]
        sheet.cell(row=1, column=9, value="parameters")
        sheet.cell(row=15, column=9, value="start=0 end=10 step=1")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
