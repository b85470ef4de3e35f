"""What is shown in a page and posted back unchanged is read as the same answers."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from aimwell.formschema import compile, outline
from aimwell.formschema.languages.locales import ENGLISH
from aimwell.formschema.languages.speech import speech
from aimwell.records.drafts import Entry
from aimwell.records.wizard.fieldmarkup import day_example
from aimwell.records.wizard.fields import parse_date, read_section
from aimwell.records.wizard.filling import Page, fill_section
from aimwell.records.wizard.markup import render_section_markup
from aimwell.records.wizard.names import name_at

OPTIONS = ["one", 'two " & <b>', "three"]


def _question(kind: str, widget: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "title": f"A {widget}", **more, "x-aimwell": {"widget": widget}}


LEAVES = {
    "short": _question("string", "short-text"),
    "long-one": _question("string", "long-text"),
    "whole": _question("integer", "number"),
    "exact": _question("number", "number"),
    "day": _question("string", "date", format="date"),
    "yes": _question("boolean", "yes-no"),
    "one": _question("string", "one-of", enum=OPTIONS),
    "of_many": _question("string", "one-of", enum=[*OPTIONS, *(f"o{number}" for number in range(12))]),
    "several": _question("array", "several-of", items={"type": "string", "enum": OPTIONS}),
    "short_scale": _question("integer", "scale", minimum=0, maximum=10),
    "line": _question("integer", "scale", minimum=0, maximum=100),
}
ROWS = {
    "type": "array",
    "title": "Rows",
    "maxItems": 5,
    "items": {"type": "object", "title": "Row", "properties": LEAVES},
    "x-aimwell": {"widget": "group"},
}
TEMPLATE = {
    "title": "Round trip",
    "type": "object",
    "properties": {"all": {"type": "object", "title": "All", "properties": {**LEAVES, "rows": ROWS}}},
}
OUTLINE = outline(compile(TEMPLATE))
(SECTION,) = OUTLINE.sections
MARKUP = render_section_markup(OUTLINE, SECTION)

line_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip)
long_text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1
).filter(str.strip)
several = st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True).map(
    lambda chosen: sorted(chosen, key=OPTIONS.index)
)
LEAF_ANSWERS = {
    "short": line_text,
    "long-one": long_text,
    "whole": st.integers(-(10**15) + 1, 10**15 - 1),
    "exact": st.decimals(-9999, 9999, places=3)
    .map(float)
    .map(lambda number: int(number) if number.is_integer() else number),
    "day": st.dates(date(1000, 1, 1)).map(date.isoformat),
    "yes": st.booleans(),
    "one": st.sampled_from(OPTIONS),
    "of_many": st.sampled_from(OPTIONS),
    "several": several,
    "short_scale": st.integers(0, 10),
    "line": st.integers(0, 100),
}
leaves = st.fixed_dictionaries({}, optional=LEAF_ANSWERS)
answers = st.fixed_dictionaries(
    {}, optional=LEAF_ANSWERS | {"rows": st.lists(leaves.filter(bool), min_size=1, max_size=4)}
)


class _Browser(HTMLParser):
    """Collects the fields that a browser would post."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.inside = ""
        self.select = ""
        self.in_template = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        got = dict(attributes)
        if tag == "template":
            self.in_template = True
        elif self.in_template:
            return
        elif tag == "input" and (got["type"] not in ("radio", "checkbox") or "checked" in got):
            self.fields.append((got["name"] or "", got["value"] or ""))
        elif tag == "textarea":
            self.inside = got["name"] or ""
            self.fields.append((self.inside, ""))
        elif tag == "select":
            self.select = got["name"] or ""
        elif tag == "option" and "selected" in got:
            self.fields.append((self.select, got["value"] or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.in_template = False
        if tag == "textarea":
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            name, text = self.fields.pop()
            self.fields.append((name, text + data))


def posted(markup: str) -> QueryDict:
    browser = _Browser()
    browser.feed(markup)
    query = QueryDict(mutable=True)
    for name, value in browser.fields:
        # A browser drops a textarea's first line end and sends the others as CRLF.
        is_long = name.endswith("long--one")
        query.appendlist(name, value.removeprefix("\n").replace("\n", "\r\n") if is_long else value)
    return query


def shown_and_posted(entry: Entry) -> Entry:
    page = Page(entry=entry, pruned={"all": dict(entry.answers)})
    return read_section(SECTION, posted(fill_section(SECTION, MARKUP, page)))


@settings(max_examples=150, deadline=None)
@given(answers)
def test_answers_come_back_as_they_were_shown(given_answers: dict[str, Any]) -> None:
    again = shown_and_posted(Entry(answers=given_answers, unread={}))
    # As JSON, since in Python True equals 1.
    assert json.dumps(again.answers, sort_keys=True) == json.dumps(given_answers, sort_keys=True)
    assert again.unread == {}


unreadable = line_text.map(lambda text: f"{text.strip()}x")


@settings(max_examples=50, deadline=None)
@given(unreadable, unreadable, unreadable)
def test_what_can_not_be_read_comes_back_as_it_was_typed(number: str, day: str, in_row: str) -> None:
    unread = {"/all/whole": number, "/all/day": f"{day}\n2\n", "/all/rows/0/line": in_row}
    entry = Entry(answers={"rows": [{"short": "kept"}]}, unread=unread)
    again = shown_and_posted(entry)
    assert again.unread == unread
    assert again.answers == entry.answers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3), ("-2.50", -2.5), ("−2", -2), ("+4", 4), (".5", 0.5), ("1,200", 1200), ("3.0", 3),
        ("1,234,567.5", 1234567.5), ("3o", None), ("1,2", None), ("1e5", None), ("NaN", None),
        ("Infinity", None), ("0x10", None),
        ("１", None), ("1 2", None), ("-", None), (".", None), ("9" * 16, None), ("1_0", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, number: float | None) -> None:
    assert ENGLISH.read(text) == number


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (("27", "3", "1948"), date(1948, 3, 27)), (("027", "03", "1948"), date(1948, 3, 27)),
        (("31", "2", "2020"), None), (("27", "3", "48"), None), (("27", "", "1948"), None),
        (("²", "3", "1948"), None),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(parts: tuple[str, str, str], found: date | None) -> None:
    assert parse_date(*parts) == found


def test_names_of_fields_are_made_from_pointers() -> None:
    assert name_at("/week/copm/problems/0/performance") == "copm-problems-0-performance"
    assert name_at("/all/long-one") == "long--one"
    assert name_at("/all/a-0-b") != name_at("/all/a/0/b")


def test_the_example_of_a_day_that_may_lie_ahead_is_not_long_past() -> None:
    day = {"type": "string", "format": "date"}
    asked = outline(
        compile(
            {
                "type": "object",
                "properties": {"born": day | {"x-aimwell": {"notFuture": True}}, "by_when": day},
            }
        )
    )
    born, by_when = asked.sections[0].questions
    assert day_example(born, speech("en-GB")) == "For example, 27 3 1948"
    assert day_example(by_when, speech("en-GB")) == f"For example, 27 3 {date.today().year}"
